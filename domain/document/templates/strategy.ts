// The template of a strategy and of a development plan (arengukava), which has the same parts and more formal duties.
// The contents are a recommended default, no requirement of law; hints say so where it matters.

import { annex, numbered, type TemplateSection } from './template.ts';

const analysis = numbered(
  { et: 'Olukorra analüüs', en: 'Analysis of the situation', ru: 'Анализ ситуации' },
  {
    et: 'Kirjeldage, mis on praegu hästi, mis mitte ja miks. Toetuge uuringutele ja andmetele, tooge välja peamised probleemid ja nende põhjused ning öelge ausalt, mida ei teata.',
    en: 'Describe what works today, what does not, and why. Rest on studies and data, name the main problems with their causes, and say openly what is not known.',
  },
);

const vision = numbered(
  { et: 'Visioon', en: 'Vision', ru: 'Видение' },
  {
    et: 'Öelge mõne lausega, milline on olukord perioodi lõpus. Hea visioon on konkreetne, inimesele arusaadav ega kordu teiste arengudokumentidega.',
    en: 'Say in a few sentences what the situation is at the end of the period. A good vision is concrete, easy to understand, and could not stand in any other document.',
  },
);

const goals = numbered(
  { et: 'Üldeesmärk ja alaeesmärgid', en: 'General goal and sub-goals', ru: 'Общая цель и подцели' },
  {
    et: 'Siduge eesmärgid analüüsi järeldustega: iga olulise probleemi kohta peab lugeja leidma eesmärgi. Soovituslik on üks üldeesmärk ja kolm kuni viis alaeesmärki.',
    en: 'Tie the goals to the conclusions of the analysis: for every major problem the reader should find a goal. One general goal with three to five sub-goals is recommended.',
  },
  [
    numbered(
      { et: 'Üldeesmärk', en: 'General goal', ru: 'Общая цель' },
      {
        et: 'Üks lause, mis ütleb, mis muutub ja kelle jaoks. Kirjeldage soovitud olukorda, mitte tegevust.',
        en: 'One sentence that says what changes and for whom. Describe the state to be reached, not an activity.',
      },
    ),
    numbered(
      { et: 'Alaeesmärgid', en: 'Sub-goals', ru: 'Подцели' },
      {
        et: 'Nimetage iga alaeesmärk ja selgitage, kuidas see üldeesmärki toetab, kes selle eest vastutab ja mille järgi on näha, et see on täidetud.',
        en: 'Name each sub-goal and explain how it serves the general goal, who answers for it, and how everybody will see that it has been reached.',
      },
    ),
  ],
);

const indicators = numbered(
  { et: 'Mõõdikud', en: 'Indicators', ru: 'Показатели' },
  {
    et: 'Esitage tabelina iga mõõdiku algtase koos aastaga, sihttase ja andmete allikas. Eelistage mõõdikuid, mida niikuinii kogutakse; kui allikat veel ei ole, kirjutage, kes ja millal selle loob.',
    en: 'Give a table with the baseline and its year, the target and the source of the data for each indicator. Prefer what is collected anyway; where there is no source yet, say who will create it and when.',
  },
);

const measures = numbered(
  { et: 'Poliitikainstrumendid ja meetmed', en: 'Policy instruments and measures', ru: 'Инструменты политики и меры' },
  {
    et: 'Kirjeldage iga meetme kohta, millist probleemi see lahendab, mida tehakse, kes vastutab ja kes on partnerid. Põhjendage, miks valiti just see vahend, ja nimetage kaalutud alternatiivid.',
    en: 'For each measure say which problem it solves, what is done, who is responsible and who the partners are. Explain why this instrument was chosen and which alternatives were weighed.',
  },
);

const impacts = numbered(
  { et: 'Mõjud', en: 'Impacts', ru: 'Влияние' },
  {
    et: 'Hinnake mõju inimestele, kogukondadele, ettevõtjatele, omavalitsustele, riigieelarvele ja keskkonnale, ka soovimatut. Kirjutage, mille põhjal hinnang on antud.',
    en: 'Assess the effects on people, communities, companies, municipalities, the state budget and the environment, unwanted ones included. Say what the assessment rests on.',
  },
);

const management = numbered(
  { et: 'Juhtimine ja seire', en: 'Management and monitoring', ru: 'Управление и мониторинг' },
  {
    et: 'Kirjutage, kes elluviimist juhib, kuidas partnerid otsustes osalevad, millal ja kellele aru antakse ning millal tehakse vahehindamine. Lisage, kuidas strateegiat vajaduse korral muudetakse.',
    en: 'Say who leads the work, how partners take part in decisions, when and to whom progress is reported, and when it is evaluated midway. Add how the strategy is changed when needed.',
  },
);

const cost = numbered(
  { et: 'Hinnanguline maksumus', en: 'Estimated cost', ru: 'Ориентировочная стоимость' },
  {
    et: 'Esitage maksumus meetmete ja aastate kaupa koos rahastamisallikatega. Märkige arvutuse alused ja eristage kindel raha soovitavast.',
    en: 'Give the cost by measure and year with its sources of funding. State how it was calculated, and keep money that is certain apart from money that is hoped for.',
  },
);

const annexes = [
  annex(
    { et: 'Kaasamise ülevaade', en: 'Overview of engagement', ru: 'Обзор вовлечения заинтересованных сторон' },
    {
      et: 'Loetlege, keda, millal ja kuidas kaasati ning mis selle tulemusel tekstis muutus. Nimetage ka need, kelleni ei jõutud.',
      en: 'List who was engaged, when and how, and what changed in the text because of it. Name those who were not reached, too.',
    },
  ),
  annex(
    { et: 'Märkuste tabel', en: 'Table of remarks', ru: 'Таблица замечаний' },
    {
      et: 'Siia tuleb tabel kõigi märkuste ja seisukohtadega: esitaja, tekstikoht, märkus, otsus ja selgitus. Jätke see jaotis konsultatsiooni lõpuni tühjaks.',
      en: 'The table of all remarks and positions goes here: respondent, passage, remark, decision and explanation. Leave it empty until the consultation has ended.',
    },
  ),
];

const rest = [analysis, vision, goals, indicators, measures, impacts, management, cost, ...annexes];
const introduction = {
  et: 'Sissejuhatus ja seos strateegiaga „Eesti 2035”',
  en: 'Introduction and link to the strategy “Estonia 2035”',
  ru: 'Введение и связь со стратегией «Эстония 2035»',
};

export const STRATEGY: readonly TemplateSection[] = [
  numbered(introduction, {
    et: 'Selgitage, miks strateegiat vaja on, kellele see on mõeldud ja mis perioodi see katab. Näidake, milliseid strateegia „Eesti 2035” sihte see toetab, ja kuidas tekst valmis.',
    en: 'Explain why the strategy is needed, for whom it is and which period it covers. Show which goals of “Estonia 2035” it serves, and how the text came about.',
  }),
  ...rest,
];

export const DEVELOPMENT_PLAN: readonly TemplateSection[] = [
  numbered(introduction, {
    et: 'Nimetage koostamise alus ja algataja, periood ning seosed strateegia „Eesti 2035” ja teiste arengukavadega. Jaotiste loetelu on soovituslik: kontrollige enne esitamist kehtivaid nõudeid.',
    en: 'Name the basis and the initiator, the period, and the links to “Estonia 2035” and other development plans. This list of sections is recommended only: check the rules in force before submitting.',
  }),
  ...rest,
];
