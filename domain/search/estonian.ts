// A light stemmer for Estonian: endings are taken off by rule and the ends of stems are brought to one grade, so that
// the forms of a word meet (eesmärk, eesmärgi, eesmärkide). No dictionary: measured, it beat the ones there are
// (docs/adr/search.md). The result is a key to compare, not a word to show.

type Ending = {
  pattern: RegExp;
  /** What stays must have at least this many letters. */
  least: number;
};

const SHORTEST_WORD = 4;
const SHORTEST_KEY = 3;

/** `-gi`, `-ki` ("also") behind an ending that cannot be part of a stem; `riigi` and `märki` keep theirs. */
const CLITIC = /(?<=[aeiu](?:st|s|le|lt|ks|d|ga))[gk]i$/;

/** Of verbs. They come first, for their parts look like cases: -takse ends in -se, -tud in -d. */
const VERBAL: readonly Ending[] = [
  { pattern: /(?<=[aeiu])taks(?:e)?$/, least: 4 },
  { pattern: /(?<=[aeiu])(?:ti|tud|nud|da|sime|me)$/, least: 5 },
  { pattern: /(?<=[aeiu])(?:ma|mas|mast|mata|maks)$/, least: 4 },
  { pattern: /(?<=[^k][aeiu])vad$/, least: 5 },
  { pattern: /(?<=[aeiu])b$/, least: 4 },
];

/** The cases that stand on a genitive. -st and -s after u and i stay for `DERIVED`: they may be of the stem (-us, -is). */
const CASES: readonly Ending[] = [
  { pattern: /(?<=[aeiu])(?:sse|le|lt|ks|ga)$/, least: 3 },
  { pattern: /(?<=[ae])st?$/, least: 3 },
  { pattern: /(?<=[oöõäü])st?$/, least: 4 },
  { pattern: /(?<=[ui]s)t$/, least: 3 },
  { pattern: /(?<=[aiu]|[^bdgkpv]e)l$/, least: 5 },
  { pattern: /(?<=[aeiu])(?:ta|na|ni)$/, least: 4 },
  { pattern: /(?<=(?:töö|maa|öö|nõu|kuu|pea|idee|ala))(?:sse|st|s|le|lt|l|ks|ga|ni|na|ta)$/, least: 2 },
];

/** Plural and partitive. */
const NUMBERS: readonly Ending[] = [
  { pattern: /(?<=(?:töö|maa|öö|nõu|kuu|pea|idee))(?:de|id|d|t)$/, least: 2 },
  { pattern: /(?<=[aeiu])sid$/, least: 3 },
  { pattern: /(?<=[aeiu])(?:de|te|id|d|t)$/, least: 3 },
  { pattern: /(?<=[slrh])te$/, least: 3 },
];

/** A long vowel or a diphthong, or one that only a first syllable has: what follows is no ending (meede, võte, kool). */
const NO_STEM_END = /(?:aa|ee|ii|oo|uu|õõ|ää|öö|üü|ai|ei|oi|ui|äi|õi|au|ou|õu|ea|[õäöü]|prots?e|kongre|progre)$/;
const MAY_END_SO = /(?:töö|maa|öö|nõu|kuu|idee|pea|hea|politsei)$/;

/** Nominatives that end like a partitive or a case. */
const WHOLE = /(?:amet|internet|kabinet|pakett?|eelnõu|kapital|festival|personal|materjal|kanal|original|terminal)$/;

/** Stems that change more than their grade, each as its genitive or plural has it, also at the end of a compound. */
const IRREGULAR: readonly (readonly [RegExp, string])[] = [
  [/toa$/, 'tuba'],
  [/liikme$/, 'liige'],
  [/meetme$/, 'meede'],
  [/seadme$/, 'seade'],
  [/taseme$/, 'tase'],
  [/võtme$/, 'võti'],
  [/leiu$/, 'leid'],
  [/turu$/, 'turg'],
  [/asja$/, 'asi'],
  [/kirja$/, 'kiri'],
  [/nõude$/, 'nõue'],
  [/jala$/, 'jalg'],
  [/koja$/, 'koda'],
  [/sõja$/, 'sõda'],
  [/(^|[^k])teo$/, '$1tegu'],
  [/loa$/, 'luba'],
  [/vea$/, 'viga'],
  [/(^|töö|osa|vaba|täht|hetke)aja$/, '$1aeg'],
  [/poja$/, 'poeg'],
  [/mehe$/, 'mees'],
  [/^(?:last?|laste)$/, 'laps'],
  [/^(?:uue|uut|uute|uusi)$/, 'uus'],
  [/^(?:toe|tuge)$/, 'tugi'],
  [/^(?:vee|vett)$/, 'vesi'],
  [/^(?:käe|kätt|käte)$/, 'käsi'],
  [/^(?:ühe|üht|ühte)$/, 'üks'],
  [/^(?:kahe|kaht|kahte)$/, 'kaks'],
];

/** What makes one word of another, and the adjectives in -ne, -se. */
const DERIVED: readonly (Ending & { put: string })[] = [
  { pattern: /(?<=[aei]|[^ie]u)mi(?:ne|se|s|si)$/, least: 4, put: '' },
  { pattern: /(?<=[^no])ne$/, least: 3, put: 's' },
  { pattern: /s{1,2}[ei]?$/, least: 2, put: 's' },
];

/** A short stem keeps its -us: märkus is not märk, keskus not kesk. The last one is of adjectives (sotsiaals). */
const SIBILANT: readonly Ending[] = [
  { pattern: /us$/, least: 5 },
  { pattern: /[aei]s$/, least: 4 },
  { pattern: /(?<=[^aeiou])s$/, least: 5 },
];

/** The key of one word: lower case, NFC, letters only. Forms of a word have the same key, as far as rules go. */
export function stemEstonian(word: string): string {
  return gradeless(strip(withoutEndings(word), SIBILANT));
}

/**
 * The key as the last part of a compound may have it, with the -us that a long stem loses: `koduteenus` ends in the key
 * of `teenus`. Null when there is no such.
 */
export function fullStemEstonian(word: string): string | null {
  const bare = withoutEndings(word);
  return bare.endsWith('us') ? gradeless(bare) : null;
}

function withoutEndings(word: string): string {
  if (word.length < SHORTEST_WORD) return normaliseIrregular(word);
  const plain = word.length > 6 ? word.replace(CLITIC, '') : word;
  return withoutDerivation(normaliseIrregular(WHOLE.test(plain) ? plain : withoutInflection(plain)));
}

/** A form of a verb has no case. */
function withoutInflection(word: string): string {
  const infinite = strip(word, VERBAL);
  if (infinite !== word) return infinite;
  const bare = strip(word, CASES);
  return isIrregular(bare) ? bare : strip(bare, NUMBERS);
}

function strip(word: string, endings: readonly Ending[]): string {
  for (const { pattern, least } of endings) {
    const rest = word.replace(pattern, '');
    if (rest === word || rest.length < least) continue;
    if (NO_STEM_END.test(rest) && !MAY_END_SO.test(rest)) continue;
    return rest;
  }
  return word;
}

function isIrregular(stem: string): boolean {
  return IRREGULAR.some(([pattern]) => pattern.test(stem));
}

function normaliseIrregular(stem: string): string {
  for (const [pattern, regular] of IRREGULAR) if (pattern.test(stem)) return stem.replace(pattern, regular);
  return stem;
}

function withoutDerivation(stem: string): string {
  for (const { pattern, least, put } of DERIVED) {
    const rest = stem.replace(pattern, '');
    if (rest !== stem && rest.length >= least) return rest + put;
  }
  return stem;
}

/** The stem without its vowel, in one grade: strong and weak, long and short end alike. */
function gradeless(stem: string): string {
  const bare = withoutVowels(stem)
    .replace(/(.)\1$/, '$1')
    .replace(/b$/, 'p')
    .replace(/d$/, 't')
    .replace(/g$/, 'k')
    .replace(/(?<=[^aeiouõäöü])(.)\1$/, '$1');
  const reduced = bare
    .replace(/(?<=[^aeiouõäöü]{1})t$/, '')
    .replace(/mp$/, 'm')
    .replace(/(.)\1$/, '$1');
  const key = reduced.length >= SHORTEST_KEY ? reduced : bare;
  return key.replace(/(?<=..[^aeiouõäöü])e(?=[lr]$)/, '');
}

function withoutVowels(stem: string): string {
  let bare = stem;
  while (bare.length > SHORTEST_KEY && /[^aeiuõäöü][aeiu]$|i[ae]$/.test(bare)) bare = bare.slice(0, -1);
  return bare;
}
