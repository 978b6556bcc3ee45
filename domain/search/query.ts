// What somebody typed, as what may be found for it: for each word the lexemes that count as it, and how near each is.

import { endingLexeme, exactLexeme, inTitle, stemLexeme, wordLexemes } from './lexemes.ts';
import { type Stem, stem } from './stem.ts';
import { tokenise, withoutMarks } from './words.ts';

/** The word itself; another form of it; a word that begins with it or is composed with it. */
type Closeness = 'exact' | 'form' | 'part';

/** `isPrefix`: every lexeme that begins so. */
type Alternative = { lexeme: string; isPrefix: boolean; closeness: Closeness };

export type QueryWord = { word: string; stems: readonly Stem[]; alternatives: readonly Alternative[] };

/** Words beyond the eighth are passed over. */
const MAX_WORDS = 8;
const SHORTEST_PREFIX = 2;

/** Letters of the shortest stem that is looked for at the beginning and at the end of compounds (`kool` in `ülikool`). */
const SHORTEST_FIRST_PART = 5;
const SHORTEST_LAST_PART = 4;

/** Points of one word by where and how near it was found; a title counts more than any text. */
const POINTS: Readonly<Record<Closeness, number>> = { exact: 4, form: 3, part: 2 };
const TITLE_POINTS = 4;

/** Words that stand in almost every text; they count only when nothing else was asked. */
const FILLERS: ReadonlySet<string> = new Set(
  'ja ning või et kui ka on ei ka see oma the a an of and or in on to for is и в во на с со по для о не или из к'.split(
    ' ',
  ),
);

/** The words of a query in texts of `languages` (ISO 639-1); none when there is nothing to look for. */
export function readQuery(text: string, languages: readonly string[]): QueryWord[] {
  const typed = tokenise(text).map(({ word }) => word);
  const last = typed.at(-1);
  const words = [...new Set(withoutFillers(typed))].slice(0, MAX_WORDS);
  return words.map((word) => queryWord(word, languages, word === last));
}

function withoutFillers(words: readonly string[]): readonly string[] {
  const telling = words.filter((word) => !FILLERS.has(word) && (word.length > 1 || /\p{N}/u.test(word)));
  return telling.length > 0 ? telling : words;
}

function queryWord(word: string, languages: readonly string[], isLast: boolean): QueryWord {
  const stems = stemsOf(word, languages);
  const isPrefix = isLast && word.length >= SHORTEST_PREFIX;
  const alternatives: Alternative[] = [
    { lexeme: exactLexeme(word), isPrefix: false, closeness: 'exact' },
    ...stems.map(formsOf),
    ...(isPrefix ? beginnings(word, stems) : []),
    ...stems.flatMap(compounds),
  ];
  return { word, stems, alternatives };
}

function formsOf({ language, key }: Stem): Alternative {
  return { lexeme: stemLexeme(language, key), isPrefix: false, closeness: 'form' };
}

/** Words that begin as typed; where marks were left out their stems do. */
function beginnings(word: string, stems: readonly Stem[]): Alternative[] {
  const ofStems = stems.map(({ language }) => stemLexeme(language, word));
  return [exactLexeme(word), ...ofStems].map((lexeme) => ({ lexeme, isPrefix: true, closeness: 'part' }));
}

function stemsOf(word: string, languages: readonly string[]): Stem[] {
  const stems = languages.map((language) => stem(word, language)).filter((found) => found !== null);
  return [...new Map(stems.map((found) => [stemLexeme(found.language, found.key), found])).values()];
}

/** The stem as the first and as the last part of a compound. */
function compounds({ language, key, ends }: Stem): Alternative[] {
  if (ends.length === 0) return [];
  const first: Alternative = { lexeme: stemLexeme(language, key), isPrefix: true, closeness: 'part' };
  const last: Alternative = { lexeme: endingLexeme(language, key), isPrefix: true, closeness: 'part' };
  return [...(key.length >= SHORTEST_FIRST_PART ? [first] : []), ...(key.length >= SHORTEST_LAST_PART ? [last] : [])];
}

/** The word as what it was taken for: the forms and compounds of a stem of the vocabulary, and nothing else. */
export function respelled(word: QueryWord, found: Stem): QueryWord {
  return { ...word, stems: [found], alternatives: [formsOf(found), ...compounds(found)] };
}

/** One question to the index: does an entry have one of these lexemes? If so, the word is worth that many points. */
export type Probe = { points: number; lexemes: readonly { lexeme: string; isPrefix: boolean }[] };

/** The questions of one word, best first; the points of an entry are those of the first that it answers. */
export function probes({ alternatives }: QueryWord): Probe[] {
  const nearness = Object.keys(POINTS) as Closeness[];
  const inText = nearness.map((closeness) => ({
    points: POINTS[closeness],
    lexemes: alternatives.filter((alternative) => alternative.closeness === closeness),
  }));
  const titles = inText.map(({ points, lexemes }) => ({
    points: points + TITLE_POINTS,
    lexemes: lexemes.map(({ lexeme, isPrefix }) => ({ lexeme: inTitle(lexeme), isPrefix })),
  }));
  return [...titles, ...inText].filter(({ lexemes }) => lexemes.length > 0);
}

/** How many of `words` an entry must have when none has all of them but some have that many: two of three, three of four. */
export function requiredWords(words: number): number {
  return words <= 2 ? words : Math.ceil(words * 0.6);
}

/**
 * Tells of a word (as `tokenise` gives it) of a text in `language` which of the query's words it counts as, by index;
 * null: none. Remembers what it has found; most words are judged by their first letter.
 */
export function matcher(query: readonly QueryWord[], language: string): (word: string) => number | null {
  const mayMatch = roughMatcher(query.flatMap((word) => word.alternatives));
  const known = new Map<string, number | null>();
  return (word) => {
    if (!mayMatch(word)) return null;
    const judged = known.get(word) ?? meantBy(wordLexemes(word, language), query);
    known.set(word, judged);
    return judged;
  };
}

function meantBy(own: readonly string[], query: readonly QueryWord[]): number | null {
  const index = query.findIndex(({ alternatives }) =>
    alternatives.some(({ lexeme, isPrefix }) =>
      own.some((candidate) => (isPrefix ? candidate.startsWith(lexeme) : candidate === lexeme)),
    ),
  );
  return index < 0 ? null : index;
}

/** No form changes its first letter; the end of a compound begins with two letters of its own. */
function roughMatcher(alternatives: readonly Alternative[]): (word: string) => boolean {
  const bodies = alternatives.map(({ lexeme }) => lexemeBody(lexeme));
  const firsts = new Set(bodies.filter(({ isEnding }) => !isEnding).map(({ letters }) => letters.slice(0, 1)));
  const inside = bodies.filter(({ isEnding }) => isEnding).map(({ letters }) => letters.slice(0, 2));
  return (word) => {
    const letters = withoutMarks(word);
    return firsts.has(letters.slice(0, 1)) || inside.some((begin) => letters.includes(begin, 1));
  };
}

function lexemeBody(lexeme: string): { letters: string; isEnding: boolean } {
  const isEnding = lexeme.startsWith('<');
  const body = withoutMarks(lexeme.startsWith('=') ? lexeme.slice(1) : lexeme.slice(lexeme.indexOf('/') + 1));
  return { letters: isEnding ? [...body].reverse().join('') : body, isEnding };
}
