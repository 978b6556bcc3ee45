// What of the strategy has been translated into English so far.

import { bold, bullets, callout, footnote, h, link, p, type SectionTexts, steps, table } from './writing.ts';

export const TRANSLATION_TITLE = 'Social Innovation Strategy 2025–2030';

/** By the English titles of the template. */
export const TRANSLATION_TEXTS: SectionTexts = {
  'Introduction and link to the strategy “Estonia 2035”': [
    p(
      'Social innovation means new ideas and ways of working that solve society’s problems better than the old ones and change how people and institutions work together. Estonia has many such initiatives, but most of them are born for one project: when the money ends, so does the work, and the next community starts from the beginning. This strategy agrees on how to give good solutions lasting support in 2025–2030.',
    ),
    p(
      'The strategy is drawn up by the Social Innovation Competence Centre, which is led by the National Foundation of Civil Society. The centre began on 14 May 2021 with a two-year project, 80 per cent of it funded by the European Union. It was carried out by the European Social Innovation Alliance (ESIA), led by Germany, with England, Poland and Denmark besides Estonia. The second project, in 2024–2027, joins Germany, the Netherlands, Luxembourg and Estonia.',
      footnote(
        'The website of the National Foundation of Civil Society tells more about the projects: ',
        link('https://kysk.ee/en', 'kysk.ee'),
        '.',
      ),
      ' This strategy is one of its tasks.',
    ),
    h('For whom it is'),
    bullets(
      'Ministries and other state bodies that shape social, regional and civil society policy.',
      'Municipalities that look for solutions together with their people.',
      'Associations, social enterprises and communities that invent solutions and carry them out.',
      'Funders and investors who want to know what their money achieves.',
      'Universities that measure effects and teach skills.',
    ),
  ],
  Vision: [
    p(
      'In 2030 it is usual in Estonia that a community which notices a problem finds companions, skills and the money to begin. Solutions are tried on a small scale, their effects are measured honestly, and what works reaches those who write no projects themselves. State and municipalities are bold customers who do not fear a failed trial when something is learnt from it.',
    ),
  ],
  'General goal': [
    p(
      'Social innovation is a lasting way to solve society’s problems in Estonia: people get better solutions sooner, in every county, because state, municipalities, associations, companies and universities develop them together.',
    ),
  ],
  'Sub-goals': [
    p('Three sub-goals lead to the general goal. One member of the network answers for each of them.'),
    steps(
      p(
        bold('Skills and room to try things out. '),
        'In every county there is advice on how to put a problem into words, try a solution and judge the result. Responsible: Development Centre of Võru County.',
      ),
      p(
        bold('Money that follows effects. '),
        'A proven solution gets lasting funding, and there is a simple grant for trials. Responsible: National Foundation of Civil Society.',
      ),
      p(
        bold('Knowledge that spreads. '),
        'Effects are measured so that they can be compared, and practices and guidelines are open to all. Responsible: Tallinn University.',
      ),
    ),
  ],
  Indicators: [
    p('There are few indicators, chosen so that the data can be collected with reports that exist.'),
    table(
      'Indicators of the strategy',
      ['Indicator', 'Baseline (2024)', 'Target (2030)', 'Source'],
      ['Counties with advice on social innovation', '4', '15', 'competence centre'],
      ['Trials that are in use three years later', '25 %', '50 %', 'follow-up study'],
      ['Grants whose effects are measured comparably', '10 %', '60 %', 'funders'],
      ['Published practices and guidelines', '6', '60', 'website of the centre'],
      ['Municipalities that bought something new', '8', '40', 'survey'],
    ),
    callout('important', 'The figures are examples: baselines are to be checked by a study before adoption.'),
  ],
};
