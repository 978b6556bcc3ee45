// The templates of a practice, which tells others what was tried and learnt, and of a guideline, which tells how to do it.

import { numbered, type TemplateSection, unnumbered } from './template.ts';

export const PRACTICE: readonly TemplateSection[] = [
  unnumbered(
    { et: 'Probleem', en: 'Problem', ru: 'Проблема' },
    {
      et: 'Millist muret lahendati ja kuidas see inimeste elus välja paistis? Lisage mõni arv või näide, mis näitab ulatust.',
      en: 'Which trouble was to be solved, and how did people feel it? Add a figure or an example that shows its size.',
    },
  ),
  unnumbered(
    { et: 'Sihtrühm', en: 'Target group', ru: 'Целевая группа' },
    {
      et: 'Kelle jaoks seda tehti ja kui paljude inimesteni jõuti? Kirjutage, kuidas sihtrühm ise kaasa rääkis.',
      en: 'For whom was it done, and how many people were reached? Say how they had a say in it themselves.',
    },
  ),
  unnumbered(
    { et: 'Lähenemine', en: 'Approach', ru: 'Подход' },
    {
      et: 'Kirjeldage sammhaaval, mida tehti, nii et teine kogukond saaks seda korrata. Öelge, mis oli selles uut.',
      en: 'Describe step by step what was done, so that another community could repeat it. Say what was new about it.',
    },
  ),
  unnumbered(
    { et: 'Partnerid', en: 'Partners', ru: 'Партнёры' },
    {
      et: 'Kes tegid koos ja mis oli kellegi osa? Nimetage ka see, kes algatas ja kes jätkab.',
      en: 'Who worked together, and what was whose part? Name who began it and who carries it on.',
    },
  ),
  unnumbered(
    { et: 'Tulemused', en: 'Results', ru: 'Результаты' },
    {
      et: 'Mis muutus ja kust see on teada? Eristage mõõdetud tulemused muljetest.',
      en: 'What changed, and how is that known? Keep what was measured apart from impressions.',
    },
  ),
  unnumbered(
    { et: 'Õppetunnid', en: 'Lessons', ru: 'Извлечённые уроки' },
    {
      et: 'Mis toimis, mis mitte ja mida järgmine kord teisiti teha? Ebaõnnestumine on lugejale sageli kasulikum kui edu.',
      en: 'What worked, what did not, and what would you do differently? Failures often help the reader more than successes.',
    },
  ),
  unnumbered(
    { et: 'Maksumus', en: 'Cost', ru: 'Стоимость' },
    {
      et: 'Kui palju kulus raha, tööaega ja vabatahtlikku tööd ning kust raha tuli? Märkige, mis on hädavajalik ja mida saab teha odavamalt.',
      en: 'How much money, working time and volunteering did it take, and who paid? Say what is indispensable and what can be done for less.',
    },
  ),
  unnumbered(
    { et: 'Kontakt', en: 'Contact', ru: 'Контакт' },
    {
      et: 'Organisatsioon, roll ja üldine aadress, kust saab nõu küsida. Isikuandmeid lisage ainult nõusolekul.',
      en: 'The organisation, role and general address where advice can be asked for. Add personal data only with consent.',
    },
  ),
  unnumbered(
    { et: 'Riik', en: 'Country', ru: 'Страна' },
    {
      et: 'Riik ja piirkond, kus praktikat rakendati. Mainige, mis kohalikest oludest tulemust mõjutas.',
      en: 'The country and region where the practice was used. Mention local conditions that mattered for the result.',
    },
  ),
  unnumbered(
    { et: 'Aasta', en: 'Year', ru: 'Год' },
    {
      et: 'Millal alustati ja millal lõpetati; kui töö kestab, siis mis seisuga on kirjeldus.',
      en: 'When it began and ended; if it goes on, the date on which this description holds.',
    },
  ),
];

export const GUIDELINE: readonly TemplateSection[] = [
  numbered(
    { et: 'Eesmärk', en: 'Purpose', ru: 'Цель' },
    {
      et: 'Öelge kahe-kolme lausega, mida lugeja pärast juhendi lugemist teha oskab ja millal juhendist abi on.',
      en: 'Say in two or three sentences what the reader can do after reading, and when the guideline helps.',
    },
  ),
  numbered(
    { et: 'Kellele', en: 'For whom', ru: 'Для кого' },
    {
      et: 'Nimetage lugejad ja nende roll ning see, mida nad peaksid juba teadma. Öelge ka, kellele juhend ei ole mõeldud.',
      en: 'Name the readers with their roles and what they should know already. Say for whom it is not meant, too.',
    },
  ),
  numbered(
    { et: 'Sammud', en: 'Steps', ru: 'Шаги' },
    {
      et: 'Kirjutage sammud tegemise järjekorras, igaüks algab tegusõnaga. Lisage, kui kaua samm võtab, kes selle teeb ja mille järgi on näha, et see õnnestus.',
      en: 'Write the steps in the order of doing, each beginning with a verb. Add how long a step takes, who does it and how one sees that it succeeded.',
    },
  ),
  numbered(
    { et: 'Näited', en: 'Examples', ru: 'Примеры' },
    {
      et: 'Tooge üks-kaks päriselulist näidet, soovitavalt erineva suurusega kogukondadest. Näidake ka seda, mis läks valesti.',
      en: 'Give one or two real examples, best from communities of different size. Show what went wrong, too.',
    },
  ),
  numbered(
    { et: 'Lisalugemine', en: 'Further reading', ru: 'Дополнительная литература' },
    {
      et: 'Viited uuringutele, juhenditele ja õigusaktidele koos ühe lausega, miks seda lugeda. Kontrollige, et lingid töötaksid.',
      en: 'References to studies, guidelines and acts, each with a sentence on why to read it. Check that the links work.',
    },
  ),
];
