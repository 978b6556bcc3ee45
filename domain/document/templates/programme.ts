// The template of a programme, after the contents of „Kogukondlik Eesti 2024–2027”.

import { numbered, type TemplateSection, unnumbered } from './template.ts';

function measure(ordinal: number): TemplateSection {
  return numbered(
    { et: `Meede ${ordinal}`, en: `Measure ${ordinal}`, ru: `Мера ${ordinal}` },
    {
      et: 'Pange meetmele sisuline nimi ja kirjeldage lühidalt, millist probleemi see lahendab ning kes selle eest vastutab.',
      en: 'Give the measure a name that says what it does, and describe briefly which problem it solves and who is responsible.',
    },
    [
      numbered(
        { et: 'Alaeesmärgid', en: 'Sub-goals', ru: 'Подцели' },
        {
          et: 'Nimetage, mis meetme lõpuks muutunud on. Iga alaeesmärgi juurde kuulub vähemalt üks mõõdik.',
          en: 'Name what has changed when the measure ends. Each sub-goal has at least one indicator.',
        },
      ),
      numbered(
        { et: 'Tegevused', en: 'Activities', ru: 'Мероприятия' },
        {
          et: 'Loetlege tegevused koos täitja, partnerite, tähtaja ja rahaga. Tegevus on piisavalt täpne siis, kui aasta lõpus saab öelda, kas see tehti.',
          en: 'List the activities with who carries them out, partners, time and money. An activity is precise enough when one can say at the end of the year whether it was done.',
        },
      ),
    ],
  );
}

export const PROGRAMME: readonly TemplateSection[] = [
  unnumbered(
    { et: 'Lühikokkuvõte', en: 'Short summary', ru: 'Краткое резюме' },
    {
      et: 'Üks lehekülg selges keeles: mis muutub, kelle jaoks, mis vahenditega ja kui palju see maksab. Kirjutage see viimasena.',
      en: 'One page in plain language: what changes, for whom, by which means and at what cost. Write it last.',
    },
  ),
  numbered(
    { et: 'Eesmärk, mõõdikud ja eelarve', en: 'Goal, indicators and budget', ru: 'Цель, показатели и бюджет' },
    {
      et: 'Sõnastage programmi eesmärk, esitage mõõdikud alg- ja sihttasemega ning eelarve aastate kaupa. Viidake arengukavale, mida programm ellu viib.',
      en: 'State the goal of the programme, its indicators with baselines and targets, and the budget by year. Refer to the development plan that the programme carries out.',
    },
  ),
  numbered(
    { et: 'Olukorra analüüs', en: 'Analysis of the situation', ru: 'Анализ ситуации' },
    {
      et: 'Võtke kokku, mis on eelmise perioodi jooksul muutunud ja mis mitte. Tuginege uuringutele ja seireandmetele ning tooge välja erinevused piirkondade ja sihtrühmade vahel.',
      en: 'Sum up what has changed over the last period and what has not. Rest on studies and monitoring, and show differences between regions and target groups.',
    },
  ),
  numbered(
    { et: 'Järeldused', en: 'Conclusions', ru: 'Выводы' },
    {
      et: 'Öelge, mida analüüs järgmise perioodi jaoks tähendab: mida jätkata, mida muuta ja millest loobuda. Iga järeldus viib mõne meetmeni.',
      en: 'Say what the analysis means for the coming period: what to continue, what to change and what to give up. Each conclusion leads to a measure.',
    },
  ),
  numbered(
    { et: 'Meetmed ja tegevused', en: 'Measures and activities', ru: 'Меры и мероприятия' },
    {
      et: 'Andke ülevaade, kuidas meetmed koos eesmärgini viivad. Lisage meetmeid nii palju, kui vaja, kuid eelistage vähest ja selget.',
      en: 'Give an overview of how the measures lead to the goal together. Add as many as are needed, but prefer few and clear ones.',
    },
    [measure(1), measure(2)],
  ),
  numbered(
    { et: 'Programmi juhtimine', en: 'Management of the programme', ru: 'Управление программой' },
    {
      et: 'Kirjeldage, kes programmi juhib, kuidas otsuseid tehakse, kuidas partnerid osalevad ja millal aru antakse. Nimetage peamised riskid ja nende maandamine.',
      en: 'Describe who leads the programme, how decisions are made, how partners take part and when progress is reported. Name the main risks and how they are reduced.',
    },
  ),
];
