// Estonian words of the domain in all their forms, and sentences made of them: grammatical, if not wise. For texts that
// are as long and as inflected as real ones.

/** Singular nominative, genitive and partitive, plural genitive and partitive: all other forms follow from these. */
const NOUN_FORMS = `
kogukond kogukonna kogukonda kogukondade kogukondi
omavalitsus omavalitsuse omavalitsust omavalitsuste omavalitsusi
võrgustik võrgustiku võrgustikku võrgustike võrgustikke
strateegia strateegia strateegiat strateegiate strateegiaid
eesmärk eesmärgi eesmärki eesmärkide eesmärke
meede meetme meedet meetmete meetmeid
tegevus tegevuse tegevust tegevuste tegevusi
teenus teenuse teenust teenuste teenuseid
partner partneri partnerit partnerite partnereid
ettevõte ettevõtte ettevõtet ettevõtete ettevõtteid
ministeerium ministeeriumi ministeeriumi ministeeriumide ministeeriume
ülikool ülikooli ülikooli ülikoolide ülikoole
piirkond piirkonna piirkonda piirkondade piirkondi
maakond maakonna maakonda maakondade maakondi
uuring uuringu uuringut uuringute uuringuid
analüüs analüüsi analüüsi analüüside analüüse
soovitus soovituse soovitust soovituste soovitusi
praktika praktika praktikat praktikate praktikaid
probleem probleemi probleemi probleemide probleeme
lahendus lahenduse lahendust lahenduste lahendusi
toetus toetuse toetust toetuste toetusi
mõõdik mõõdiku mõõdikut mõõdikute mõõdikuid
näitaja näitaja näitajat näitajate näitajaid
tulemus tulemuse tulemust tulemuste tulemusi
vajadus vajaduse vajadust vajaduste vajadusi
sihtrühm sihtrühma sihtrühma sihtrühmade sihtrühmi
elanik elaniku elanikku elanike elanikke
noor noore noort noorte noori
eakas eaka eakat eakate eakaid
ühendus ühenduse ühendust ühenduste ühendusi
sihtasutus sihtasutuse sihtasutust sihtasutuste sihtasutusi
algatus algatuse algatust algatuste algatusi
projekt projekti projekti projektide projekte
programm programmi programmi programmide programme
töötuba töötoa töötuba töötubade töötubasid
koolitus koolituse koolitust koolituste koolitusi
seminar seminari seminari seminaride seminare
häkaton häkatoni häkatoni häkatonide häkatone
võlakiri võlakirja võlakirja võlakirjade võlakirju
investor investori investorit investorite investoreid
rahastaja rahastaja rahastajat rahastajate rahastajaid
eestvedaja eestvedaja eestvedajat eestvedajate eestvedajaid
otsus otsuse otsust otsuste otsuseid
ettepanek ettepaneku ettepanekut ettepanekute ettepanekuid
märkus märkuse märkust märkuste märkusi
konsultatsioon konsultatsiooni konsultatsiooni konsultatsioonide konsultatsioone
ökosüsteem ökosüsteemi ökosüsteemi ökosüsteemide ökosüsteeme
raamistik raamistiku raamistikku raamistike raamistikke
eelarve eelarve eelarvet eelarvete eelarveid
aruanne aruande aruannet aruannete aruandeid
hinnang hinnangu hinnangut hinnangute hinnanguid
oskus oskuse oskust oskuste oskusi
kogemus kogemuse kogemust kogemuste kogemusi
õppetund õppetunni õppetundi õppetundide õppetunde
juhend juhendi juhendit juhendite juhendeid
valdkond valdkonna valdkonda valdkondade valdkondi
ekspert eksperdi eksperti ekspertide eksperte
kool kooli kooli koolide koole
küla küla küla külade külasid
tööandja tööandja tööandjat tööandjate tööandjaid
väljakutse väljakutse väljakutset väljakutsete väljakutseid
võimalus võimaluse võimalust võimaluste võimalusi
muutus muutuse muutust muutuste muutusi
suund suuna suunda suundade suundi
põhimõte põhimõtte põhimõtet põhimõtete põhimõtteid
leping lepingu lepingut lepingute lepinguid
poliitikakujundaja poliitikakujundaja poliitikakujundajat poliitikakujundajate poliitikakujundajaid
teenuseosutaja teenuseosutaja teenuseosutajat teenuseosutajate teenuseosutajaid
hankekord hankekorra hankekorda hankekordade hankekordi
mentor mentori mentorit mentorite mentoreid`;

const ADJECTIVE_FORMS = `
sotsiaalne sotsiaalse sotsiaalset sotsiaalsete sotsiaalseid
kohalik kohaliku kohalikku kohalike kohalikke
uus uue uut uute uusi
riiklik riikliku riiklikku riiklike riiklikke
avalik avaliku avalikku avalike avalikke
ühine ühise ühist ühiste ühiseid
tõhus tõhusa tõhusat tõhusate tõhusaid
oluline olulise olulist oluliste olulisi
pikaajaline pikaajalise pikaajalist pikaajaliste pikaajalisi
piirkondlik piirkondliku piirkondlikku piirkondlike piirkondlikke
rahvusvaheline rahvusvahelise rahvusvahelist rahvusvaheliste rahvusvahelisi
väike väikese väikest väikeste väikeseid
suur suure suurt suurte suuri
selge selge selget selgete selgeid
loominguline loomingulise loomingulist loominguliste loomingulisi
paindlik paindliku paindlikku paindlike paindlikke
iseseisev iseseisva iseseisvat iseseisvate iseseisvaid
mõõdetav mõõdetava mõõdetavat mõõdetavate mõõdetavaid`;

/** Participles stand before a noun without changing. */
const PARTICIPLES =
  'kavandatud kokkulepitud koostatud toetatud läbiproovitud rahastatud kaasatud kirjeldatud osalenud avaldatud'.split(
    ' ',
  );
/** With a partitive after them. */
const VERBS =
  'toetab arendab kaasab hindab tugevdab analüüsib tutvustab koordineerib rahastab katsetab mõjutab vajab ühendab kirjeldab'.split(
    ' ',
  );
const PASSIVES =
  'koostatakse avaldatakse hinnatakse uuendatakse kavandatakse katsetatakse tutvustatakse lepitakse kokku'.split(' ');

type Forms = { nom: string; gen: string; part: string; plGen: string; plPart: string };
type Case = keyof Forms | 'plNom' | 'in' | 'from' | 'on' | 'to' | 'with' | 'plOn' | 'plWith' | 'until';

const read = (table: string): Forms[] =>
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [nom = '', gen = '', part = '', plGen = '', plPart = ''] = line.split(' ');
      return { nom, gen, part, plGen, plPart };
    });

const NOUNS = read(NOUN_FORMS);
const ADJECTIVES = read(ADJECTIVE_FORMS);

function inCase(word: Forms, wanted: Case): string {
  switch (wanted) {
    case 'plNom':
      return `${word.gen}d`;
    case 'in':
      return `${word.gen}s`;
    case 'from':
      return `${word.gen}st`;
    case 'on':
      return `${word.gen}l`;
    case 'to':
      return `${word.gen}le`;
    case 'with':
      return `${word.gen}ga`;
    case 'plOn':
      return `${word.plGen}l`;
    case 'plWith':
      return `${word.plGen}ga`;
    case 'until':
      return `${word.plGen}ni`;
    default:
      return word[wanted];
  }
}

/** Before the comitative and the terminative an adjective stands in the genitive. */
const OF_ADJECTIVE: Partial<Record<Case, Case>> = { with: 'gen', plWith: 'plGen', until: 'plGen' };

export type Estonian = ReturnType<typeof estonian>;

/** Words and sentences that `random` (numbers in [0, 1)) decides. */
export function estonian(random: () => number) {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const upTo = (max: number) => 1 + Math.floor(random() * max);

  function phrase(wanted: Case): string {
    const noun = inCase(pick(NOUNS), wanted);
    const chance = random();
    if (chance < 0.3) return `${inCase(pick(ADJECTIVES), OF_ADJECTIVE[wanted] ?? wanted)} ${noun}`;
    if (chance < 0.4) return `${pick(PARTICIPLES)} ${noun}`;
    if (chance < 0.55) return `${pick(NOUNS).gen} ${noun}`;
    return noun;
  }

  const clauses: (() => string)[] = [
    () => `${phrase('nom')} ${pick(VERBS)} ${phrase('plPart')}`,
    () => `${phrase('in')} on vaja ${phrase('part')}, sest ${phrase('nom')} ei jõua ${phrase('until')}`,
    () => `${phrase('plGen')} koostöös ${phrase('with')} ${pick(PASSIVES)} ${phrase('plNom')}`,
    () => `${phrase('plNom')} lähtuvad ${phrase('from')} ja annavad ${phrase('to')} kindluse`,
    () => `aastaks 20${26 + upTo(9)} kasvab ${phrase('plGen')} osakaal ${upTo(90)} protsendini`,
    () => `kui ${phrase('nom')} puudub, siis ${pick(VERBS)} ${phrase('nom')} ${phrase('part')}`,
    () => `${phrase('plOn')} on selles oluline roll, eriti koos ${phrase('plWith')}`,
    () =>
      `${phrase('nom')} ja ${phrase('nom')} lepivad kokku, kuidas ${phrase('nom')} ${pick(VERBS)} ${phrase('part')}`,
    () => `igal aastal ${pick(PASSIVES)} ${phrase('plNom')}, mis puudutavad ${phrase('plPart')}`,
  ];

  const sentence = () => {
    const text = random() < 0.25 ? `${pick(clauses)()}, samas ${pick(clauses)()}` : pick(clauses)();
    return `${capitalised(text)}.`;
  };
  return { pick, upTo, phrase, sentence, random };
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
