// A practice from Võrumaa and the guideline that was made of it. Figures and details are examples.

import { bullets, callout, p, type SectionTexts, steps } from './writing.ts';

export const PRACTICE_TITLE = 'Sotsiaalne häkaton Võrumaal';

export const PRACTICE_TEXTS: SectionTexts = {
  Probleem: [
    p(
      'Hajaasustuses elavad eakad jäid talvel koju: buss käis harva, naabrid olid kaugel ja abi küsida ei soovitud. Omavalitsus nägi ainult neid, kes ise pöördusid.',
    ),
  ],
  Sihtrühm: [
    p(
      'Üksi elavad üle 70-aastased inimesed kolmes vallas ja nende lähedased. Kaheksa eakat oli häkatonil kaasas algusest lõpuni ning otsustas, milliseid mõtteid edasi arendada.',
    ),
  ],
  Lähenemine: [
    steps(
      'Kuu aega enne häkatoni käisid läbiviijad eakate juures kodus ja panid mured kirja nende endi sõnadega.',
      'Kahel päeval töötasid elanikud, sotsiaaltöötajad, ettevõtjad ja õpilased segarühmades. Iga rühm sai ühe mure, mitte ühe lahenduse.',
      'Teise päeva lõpuks katsetas iga rühm oma mõtet vähemalt ühe eakaga.',
      'Kolm mõtet said mentori ja väikese toetuse kolmeks kuuks.',
    ),
    p('Uudne oli see, et žüriis olid ülekaalus inimesed, keda mure puudutab.'),
  ],
  Partnerid: [
    p(
      'Võrumaa Arenduskeskus algatas ja korraldas, kolm valda andsid ruumid ja tööaja, kohalikud ettevõtjad söögi ja sõidud. Kodanikuühiskonna Sihtkapital aitas mõju hinnata.',
    ),
  ],
  Tulemused: [
    bullets(
      'Kaks kolmest katsest töötab edasi: naabrivalve helistamisring ja ühine poesõit kord nädalas.',
      'Poesõitu kasutab püsivalt paarkümmend inimest.',
      'Omavalitsus teab nüüd rohkem kui poolte üksi elavate eakate vajadusi.',
    ),
    callout('note', 'Arvud on näitlikud ja põhinevad korraldajate märkmetel, mitte uuringul.'),
  ],
  Õppetunnid: [
    p(
      'Eeltöö on tähtsam kui kaks päeva ise: rühmad, kelle mure oli hästi kirja pandud, jõudsid kaugemale. Kolmas katse, nutirakendus, ei läinud käima, sest keegi ei küsinud enne, kas telefonid seda võimaldavad.',
    ),
  ],
  Maksumus: [
    p(
      'Suurem osa kulust oli tööaeg: ühe korraldaja kaks kuud ja viis läbiviijat kahel päeval. Ruumid ja söök saadi kohapealt.',
    ),
  ],
  Riik: [p('Eesti, Võru maakond. Tulemust mõjutas see, et vallad olid varem koos projekte teinud.')],
};

/** Added by Võrumaa itself. */
export const PRACTICE_CONTACT = [p('Võrumaa Arenduskeskus, kogukondade nõustaja.')];

export const GUIDELINE_TITLE = 'Sotsiaalse häkatoni korraldamise juhend';

export const GUIDELINE_TEXTS: SectionTexts = {
  Eesmärk: [
    p(
      'Juhend aitab korraldada kahepäevase häkatoni, kus elanikud ja asutused otsivad koos lahendust ühele kohalikule murele. Pärast lugemist oskate koostada ajakava, kutsuda õiged inimesed ja hoolitseda selle eest, et mõtted pärast häkatoni edasi elaksid.',
    ),
  ],
  Kellele: [
    p(
      'Omavalitsuse, arenduskeskuse või vabaühenduse inimesele, kes on varem mõnda koosolekut vedanud. Tehnilisi oskusi ei ole vaja. Juhend ei sobi juhul, kui lahendus on juba valitud ja otsitakse ainult heakskiitu.',
    ),
  ],
  Sammud: [
    steps(
      'Sõnastage mure koos nendega, keda see puudutab (3–4 nädalat enne). Õnnestumist näitab see, et kirjelduses ei ole ühtki lahendust.',
      'Leidke tellija, kes lubab parima mõtte ellu viia, ja leppige kokku, kui palju selleks raha ja aega on.',
      'Kutsuge segarühmad: igas rühmas vähemalt üks, keda mure puudutab, ja üks, kes saab otsustada.',
      'Hoidke kaks päeva kindlas rütmis: mure, mõtted, valik, katse, õppetund.',
      'Katsetage enne lõppu päris inimesega, kas või paberil.',
      'Valige edasi minejad avalikult ja andke neile mentor kolmeks kuuks.',
      'Kohtuge kolme kuu pärast uuesti ja pange kirja, mis jäi kestma.',
    ),
  ],
  Näited: [
    p('Praktika „Sotsiaalne häkaton Võrumaal” kirjeldab, kuidas sammud kolmes vallas läbi tehti ja mis ebaõnnestus.'),
  ],
  Lisalugemine: [p('Kompetentsikeskuse praktikate kogu, kus iga praktika juures on ka korraldaja kontakt.')],
};
