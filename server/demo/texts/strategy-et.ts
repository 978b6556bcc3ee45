// The competence centre's strategy as its own network could write it: the facts are those of the network, the figures
// are made up, and the text says so.

import {
  bold,
  bullets,
  callout,
  footnote,
  foreign,
  h,
  link,
  p,
  quote,
  type SectionTexts,
  steps,
  table,
} from './writing.ts';

export const STRATEGY_TITLE = 'Sotsiaalse innovatsiooni strateegia 2025–2030';

/** What the section that the restriction of the demo is about is called. */
export const COST_TITLE = 'Hinnanguline maksumus';

/** As first written; `SUB_GOALS_LATER` follows. */
export const STRATEGY_TEXTS: SectionTexts = {
  'Sissejuhatus ja seos strateegiaga „Eesti 2035”': [
    p(
      'Sotsiaalne innovatsioon tähendab uusi mõtteid ja tegutsemisviise, mis lahendavad ühiskonna probleeme paremini kui senised ning muudavad ühtlasi seda, kuidas inimesed ja asutused omavahel koostööd teevad. Eestis sünnib selliseid algatusi palju, kuid enamasti ühe projekti jaoks: kui raha saab otsa, lõpeb ka töö, ja järgmine kogukond alustab jälle algusest. Selle strateegiaga lepime kokku, kuidas anda headele lahendustele aastatel 2025–2030 püsiv tugi.',
    ),
    p(
      'Strateegiat koostab sotsiaalse innovatsiooni kompetentsikeskus, mille tööd juhib Kodanikuühiskonna Sihtkapital. Keskus alustas 14. mail 2021 kaheaastase projektiga, millest 80 protsenti rahastas Euroopa Liit. Seda viis ellu Euroopa sotsiaalse innovatsiooni liit (',
      foreign('en', 'European Social Innovation Alliance'),
      ', ESIA), mida juhtis Saksamaa ja kuhu kuulusid lisaks Eestile Inglismaa, Poola ja Taani. Teises projektis, mis kestab aastatel 2024–2027, teevad koostööd Saksamaa, Holland, Luksemburg ja Eesti.',
      footnote(
        'Projektidest räägib lähemalt Kodanikuühiskonna Sihtkapitali koduleht: ',
        link('https://kysk.ee/en', 'kysk.ee'),
        '.',
      ),
      ' Selle projekti üks ülesanne ongi käesolev strateegia.',
    ),
    callout(
      'note',
      'See on näidisdokument, millega Kaasat tutvustatakse. Tekst ei ole ühegi nimetatud asutuse seisukoht ja arvud on välja mõeldud.',
    ),
    h('Kellele strateegia on mõeldud'),
    bullets(
      'Ministeeriumidele ja teistele riigiasutustele, kes kujundavad sotsiaal-, regionaal- ja kodanikuühiskonna poliitikat.',
      'Omavalitsustele, kes otsivad oma piirkonna muredele lahendust koos elanikega.',
      'Vabaühendustele, sotsiaalsetele ettevõtetele ja kogukondadele, kes lahendusi välja mõtlevad ja ellu viivad.',
      'Rahastajatele ja investoritele, kes tahavad teada, millise mõjuni nende panus viib.',
      'Ülikoolidele, kes mõju mõõdavad ja oskusi õpetavad.',
    ),
    h('Seos strateegiaga „Eesti 2035”'),
    p(
      'Strateegia toetab eeskätt neid „Eesti 2035” sihte, mis räägivad hoolivast ja koostöömeelsest ühiskonnast ning uuendusmeelsest ja inimesekesksest riigist. Me ei korda teistes arengukavades kokku lepitut: ütleme, kuidas uusi lahendusi leida, katsetada ja levitada, mitte seda, millised peavad olema näiteks hoolekande- või noorsootööteenused.',
    ),
  ],
  'Olukorra analüüs': [
    p(
      'Kompetentsikeskus vaatas läbi viimaste aastate uuringud sotsiaalse innovatsiooni ökosüsteemist ja arutas järeldusi võrgustiku kohtumistel. Pilt on kahetine: mõtteid ja eestvedajaid on, süsteemi nende taga vähe.',
    ),
    h('Mis toimib'),
    p(
      'Võrumaal on mitu aastat korraldatud loomingulisi töötubasid ja häkatone, kus elanikud, ametnikud ja ettevõtjad otsivad koos lahendust mõnele oma kandi murele. Sellest kogemusest on saanud töövõte, mida teised maakonnad küsivad. Vabaühendused ja sotsiaalsed ettevõtted tunnevad sihtrühmi ning jõuavad nendeni, kelleni riik sageli ei jõua. Ülikoolides õpetatakse teenusedisaini ja mõju hindamist.',
    ),
    p(
      'Rahvusvaheline koostöö on andnud võrdluse. Partnerriikide kogemus näitab, et kompetentsikeskus on kasulik siis, kui tal on kolm asja: inimesed, kes käivad kohapeal, raha, mida saab jagada väikeste summadena, ja õigus rääkida kaasa siis, kui poliitikat alles kavandatakse. Eestis on esimene olemas, teine osaliselt ja kolmas sõltub praegu heast tahtest.',
    ),
    h('Mis takistab'),
    steps(
      p(
        bold('Projektipõhisus. '),
        'Katsetamiseks leidub raha, tõestatud lahenduse püsivaks teenuseks muutmiseks mitte.',
      ),
      p(
        bold('Killustatus. '),
        'Ministeeriumid ja omavalitsused ei tea, mida naabrid on juba proovinud, ja õppetunnid jäävad aruannetesse.',
      ),
      p(
        bold('Vähene mõju mõõtmine. '),
        'Tegevusi loetakse, muutust inimeste elus harva. Seetõttu on raske otsustada, millest loobuda.',
      ),
      p(
        bold('Hankimine. '),
        'Uudset lahendust, mida keegi teine veel ei paku, on praeguste hankepraktikatega keeruline tellida.',
      ),
    ),
    quote(
      '„Meil ei ole puudu headest mõtetest, vaid kohast, kuhu nendega minna, kui esimene projekt on läbi.” Nii võttis selle kokku üks töötoas osaleja.',
    ),
    p(
      'Takistused on omavahel seotud. Kuna mõju ei mõõdeta, ei julge rahastaja siduda end pikemaks ajaks; kuna raha on lühike, ei jää kellelgi aega mõju mõõta ega teistele rääkida. Seepärast ei aita ühe takistuse kõrvaldamine üksi, vaja on neid muuta korraga.',
    ),
    h('Mida me ei tea'),
    p(
      'Sotsiaalsete ettevõtete arvu ja käibe kohta puudub ühtne statistika. Samuti ei ole teada, kui paljud katsetatud lahendused on kolme aasta pärast veel kasutusel. Mõlemad lüngad tuleb täita enne vahehindamist.',
    ),
  ],
  Visioon: [
    p(
      'Aastal 2030 on Eestis tavaline, et kui kogukond märkab muret, leiab ta kaaslased, oskused ja alustamiseks vajaliku raha. Lahendust katsetatakse väikeselt, selle mõju mõõdetakse ausalt, ja see, mis toimib, jõuab ka nendeni, kes ise projekti ei kirjuta. Riik ja omavalitsused on julged tellijad, kes ei karda katse luhtumist, kui sellest õpitakse.',
    ),
    p(
      'Teised riigid tunnevad Eestit kohana, kus väike kogukond võib proovida midagi, mida suures riigis lubataks katsetada alles aastate pärast.',
    ),
  ],
  Üldeesmärk: [
    p(
      'Sotsiaalne innovatsioon on Eestis püsiv viis ühiskonna probleeme lahendada: inimesed saavad paremaid lahendusi kiiremini ja igas maakonnas, sest riik, omavalitsused, vabaühendused, ettevõtjad ja ülikoolid arendavad neid koos.',
    ),
  ],
  Alaeesmärgid: [
    p(
      'Üldeesmärgini viib kolm alaeesmärki. Iga alaeesmärgi eest vastutab üks võrgustiku liige, kes kutsub teised kokku.',
    ),
    steps(
      p(
        bold('Oskused ja ruum katsetamiseks. '),
        'Igas maakonnas saab nõu ja abi, kuidas muret sõnastada, lahendust katsetada ja tulemust hinnata. Vastutab Võrumaa Arenduskeskus.',
      ),
      p(
        bold('Raha, mis järgneb mõjule. '),
        'Tõestatud lahendus saab püsiva rahastuse, katsetamiseks on olemas selge ja lihtne toetus. Vastutab Kodanikuühiskonna Sihtkapital.',
      ),
      p(
        bold('Teadmine, mis levib. '),
        'Mõju mõõdetakse võrreldavalt ning praktikad ja juhendid on kõigile kättesaadavad. Vastutab Tallinna Ülikool.',
      ),
    ),
  ],
  Mõõdikud: [
    p('Mõõdikuid on vähe ja need on valitud nii, et andmeid saaks koguda olemasolevate aruannete kõrvalt.'),
    table(
      'Strateegia mõõdikud',
      ['Mõõdik', 'Algtase (2024)', 'Sihttase (2030)', 'Allikas'],
      ['Maakonnad, kus saab sotsiaalse innovatsiooni alast nõu', '4', '15', 'kompetentsikeskus'],
      ['Katsetatud lahendused, mis on kolme aasta pärast kasutusel', '25 %', '50 %', 'järeluuring'],
      ['Toetused, mille mõju on võrreldavalt hinnatud', '10 %', '60 %', 'toetuse andjad'],
      ['Avaldatud praktikad ja juhendid', '6', '60', 'kompetentsikeskuse koduleht'],
      ['Omavalitsused, kes on tellinud uudse lahenduse', '8', '40', 'küsitlus'],
    ),
    callout('important', 'Tabeli arvud on näitlikud: algtasemed tuleb enne kinnitamist uuringuga üle kontrollida.'),
  ],
  'Poliitikainstrumendid ja meetmed': [
    p(
      'Meetmed järgivad lahenduse teekonda: mure märkamine, katsetamine, tõestamine, levitamine. Igal sammul on oma vahend, et ükski hea mõte ei jääks kahe projekti vahele.',
    ),
    h('Maakondlikud innovatsioonitöötoad'),
    p(
      'Võrumaa kogemuse põhjal valmib töötoa ja häkatoni juhend ning koolitatakse igas maakonnas vähemalt kaks läbiviijat. Maakondlikud arenduskeskused korraldavad igal aastal töötoa, mille teema valivad elanikud.',
    ),
    p(
      'Töötuba ei ole eesmärk omaette. Iga töötoa järel peab keegi vastutama selle eest, et kolm kuud hiljem küsitaks, mis mõtetest sai. Selle rolli täidab arenduskeskuse nõustaja, kelle koolitus ja juhendamine on osa meetmest.',
    ),
    h('Katsetoetus'),
    p(
      'Kodanikuühiskonna Sihtkapital avab väikese katsetoetuse, mida saab taotleda aasta ringi ühe lühikese vormiga. Toetuse tingimus on, et taotleja kirjutab katse lõpus avalikult, mida ta õppis, ka siis, kui katse ebaõnnestus.',
    ),
    p(
      'Toetusel on kaks astet. Esimeses astmes saab kolme kuuga kontrollida, kas mure on õigesti mõistetud ja kas lahendus kedagi huvitab. Teise astmesse pääseb see, kes suudab näidata, mida esimeses õppis; siis katsetatakse lahendust aasta jooksul päris teenusena koos vähemalt ühe omavalitsusega.',
    ),
    h('Sotsiaalse mõju võlakiri'),
    p(
      'Mõju võlakirja puhul maksab investor lahenduse elluviimise eest ette ja riik hüvitab kulu siis, kui kokku lepitud tulemus on saavutatud.',
      footnote(
        'Mudelit nimetatakse ka tulemuspõhiseks rahastamiseks; täpsemad tingimused lepitakse kokku iga lepinguga.',
      ),
      ' Kompetentsikeskus tutvustab mudelit ministeeriumidele ja investoritele ning valmistab koos Sotsiaalministeeriumiga ette esimese katse.',
    ),
    h('Praktikate kogu'),
    p(
      'Kõik praktikad kirjeldatakse ühe malli järgi: probleem, sihtrühm, lähenemine, tulemused ja õppetunnid. Praktikad tõlgitakse partnerriikidele ning sealt võetakse vastu, mis Eestisse sobib.',
    ),
    p(
      'Kogu ei ole ainult edulugude näitus. Vähemalt iga viies praktika räägib katsest, mis ei õnnestunud, ja ütleb, mida sellest järeldada. Uutest praktikatest annab teada regulaarne uudiskiri.',
    ),
    h('Julge tellija'),
    p(
      'Omavalitsustele ja riigiasutustele pakutakse nõu, kuidas hankida lahendust, mida veel ei ole. Siseministeerium koondab head näited ja teeb ettepanekud, mida korras muuta.',
    ),
    p(
      'Nõustamise aluseks on tüüplahendused: kuidas kirjeldada hankes tulemust, mitte tegevust, kuidas jagada riski katse mõlema poole vahel ning kuidas katse lõpetada, kui see ei toimi. Esimesed tüüplahendused valmivad koos viie omavalitsusega ja avaldatakse praktikate kogus.',
    ),
  ],
  Mõjud: [
    p(
      'Suurimat mõju ootame inimestele, kes praegu jäävad teenuste vahele: üksi elavatele eakatele, hoolduskoormusega peredele, õppimisest ja tööst kõrvale jäänud noortele. Kogukondades kasvab oskus muresid ise lahendada, omavalitsustes julgus lahendusi tellida.',
    ),
    p(
      'Riigieelarvele on mõju esialgu väike ja pikemas vaates soodne, sest toimimata teenustest loobutakse varem. Keskkonnale otsest mõju ei ole. Ettevõtjatele tekib võimalus pakkuda lahendusi koos vabaühendustega ning siduda oma vastutustundlik tegevus mõõdetava tulemusega.',
    ),
    callout(
      'note',
      'Võimalik soovimatu mõju: kui riik hakkab kogukonna tööle lootma, võib vabatahtlik töö asendada seda, mille eest peaks maksma. Seda jälgitakse igal aastal.',
    ),
  ],
  'Juhtimine ja seire': [
    p(
      'Strateegia elluviimist juhib kompetentsikeskuse juhtrühm, kuhu kuulub igast võrgustiku organisatsioonist üks esindaja. Otsused tehakse ühisel meelel; kui seda ei leita, otsustab valdkonna eest vastutav ministeerium ja põhjendab otsust kirjalikult.',
    ),
    table(
      'Võrgustik ja vastutus',
      ['Organisatsioon', 'Ülesanne'],
      ['Kodanikuühiskonna Sihtkapital', 'juhib tööd, annab toetusi, avaldab uudiskirja'],
      ['Siseministeerium', 'kodanikuühiskonna poliitika, julge tellija meede'],
      ['Sotsiaalministeerium', 'mõju võlakirja katse, sotsiaalteenused'],
      ['Tallinna Ülikool', 'mõju hindamise metoodika, koolitused'],
      ['Tartu Ülikool', 'järeluuringud, andmed'],
      ['Võrumaa Arenduskeskus', 'töötubade ja häkatonide juhend, läbiviijate koolitus'],
      ['Sotsiaalsete Ettevõtete Võrgustik', 'sotsiaalsete ettevõtete nõustamine'],
    ),
    p(
      'Juhtrühma kõrval tegutseb praktikute koda, kuhu kutsutakse inimesi, kes on viimasel aastal mõnda lahendust ise katsetanud. Koda annab enne juhtrühma otsust arvamuse ja juhtrühm vastab sellele kirjalikult, ka siis, kui arvamusega ei nõustuta.',
    ),
    p(
      'Juhtrühm vaatab mõõdikud läbi igal kevadel ja avaldab lühikese ülevaate. Vahehindamine tehakse aastal 2027, lõpphindamine aastal 2030. Kui vahehindamine näitab, et mõni meede ei toimi, muudetakse seda kohe, mitte perioodi lõpus. Strateegia muudatused läbivad samasuguse avaliku konsultatsiooni nagu strateegia ise, välja arvatud siis, kui muudetakse ainult mõõdiku allikat või vastutaja nime.',
    ),
  ],
  [COST_TITLE]: [
    p('Maksumus on esialgne ja mõeldud ainult läbirääkimisteks. Summad täpsustatakse koos riigi eelarvestrateegiaga.'),
    table(
      'Maksumus meetmete kaupa, tuhandetes eurodes',
      ['Meede', '2025–2026', '2027–2028', '2029–2030', 'Allikas'],
      ['Maakondlikud töötoad', '180', '240', '240', 'välisvahendid, omavalitsused'],
      ['Katsetoetus', '300', '400', '400', 'riigieelarve'],
      ['Mõju võlakirja katse', '60', '350', '350', 'investorid, riigieelarve'],
      ['Praktikate kogu ja tõlked', '50', '50', '50', 'välisvahendid'],
    ),
    callout('important', 'Arvud on näitlikud. Kindel on praegu ainult välisprojekti raha aastani 2027.'),
  ],
  'Kaasamise ülevaade': [
    table(
      'Kes ja millal kaasa rääkis',
      ['Aeg', 'Kes', 'Kuidas', 'Mis muutus'],
      ['sügis 2024', 'võrgustiku organisatsioonid', 'kaks ühist töötuba', 'alaeesmärke sai viie asemel kolm'],
      ['talv 2025', 'omavalitsused', 'intervjuud', 'lisandus julge tellija meede'],
      ['kevad 2025', 'sotsiaalsed ettevõtted', 'arutelu', 'katsetoetuse vorm muutus lühemaks'],
    ),
    p('Seni ei ole jõutud noorteni väljaspool suuremaid linnu; nendega kohtutakse enne avalikku konsultatsiooni.'),
  ],
};

/** What the network agreed on later: the English translation does not say it yet. */
export const SUB_GOALS_LATER = [
  ...(STRATEGY_TEXTS.Alaeesmärgid ?? []),
  p(
    'Alaeesmärgid on võrdse kaaluga: kui raha jääb vähemaks, vähendatakse tegevusi kõigis kolmes ega loobuta ühestki täielikult.',
  ),
];

/** A section that was added later. */
export const TERMS = {
  title: 'Mõisted',
  blocks: [
    bullets(
      p(
        bold('Sotsiaalne innovatsioon'),
        ': uus lahendus ühiskondlikule probleemile, mis loob ka uusi suhteid ja koostööd.',
      ),
      p(
        bold('Sotsiaalne ettevõte'),
        ': ettevõte, mille eesmärk on ühiskondlik mõju ja mis suunab tulu selle saavutamisse.',
      ),
      p(bold('Sotsiaalse mõju võlakiri'), ': leping, milles riik maksab kokku lepitud tulemuse, mitte tegevuse eest.'),
    ),
  ],
};
