// What the index holds of a word. Text and query are turned into the same strings, so that both databases compare
// nothing but strings, whatever languages they know.
//
//   =kogukonnale   the word as it stands        et/kogukon   its stem, with its language
//   <et/nokugok    the stem backwards: a prefix of it is the end of a compound
//   ^              before any of these: it stands in the title
//
// A stem is there with its marks and without them: a query finds what it says, and one without marks finds both.

import { type Stem, stem } from './stem.ts';
import { tokenise, withoutMarks } from './words.ts';

/** Counts up whenever the same text would give other lexemes: rows of an older version are computed again. */
export const LEXEME_VERSION = 1;

/**
 * UTF-16 units of all lexemes of one unit: PostgreSQL holds a mebibyte of UTF-8. No text that people write has so many
 * different words; of one that has, those last in order are not found.
 */
const MAX_LENGTH = 250_000;

/** Letters of the shortest stem that may be a compound. */
const SHORTEST_COMPOUND = 7;

export const exactLexeme = (word: string) => `=${word}`;
export const stemLexeme = (language: string, key: string) => `${language}/${key}`;
export const endingLexeme = (language: string, key: string) => `<${language}/${[...key].reverse().join('')}`;
export const inTitle = (lexeme: string) => `^${lexeme}`;

/** All of one word (as `tokenise` gives it) in a text of `language`. */
export function wordLexemes(word: string, language: string): string[] {
  const found = stem(word, language);
  if (found === null) return bothWays(word).map(exactLexeme);
  const own = bothWays(found.key).map((key) => stemLexeme(found.language, key));
  return [exactLexeme(word), ...own, ...compoundEnds(found)];
}

function compoundEnds({ language, ends }: Stem): string[] {
  const long = ends.filter((key) => key.length >= SHORTEST_COMPOUND);
  return long.flatMap(bothWays).map((key) => endingLexeme(language, key));
}

/** With its marks and, when it has any, without them. */
function bothWays(word: string): string[] {
  return distinct([word, withoutMarks(word)]);
}

/** What the index holds of one unit, sorted, each once; of the title also as title. */
export function lexemes(title: string, text: string, language: string): string[] {
  const titleLexemes = textLexemes(title, language);
  const all = distinct([...titleLexemes.map(inTitle), ...titleLexemes, ...textLexemes(text, language)]);
  return all.slice(0, howManyFit(all)).sort();
}

function howManyFit(all: readonly string[]): number {
  let length = 0;
  for (const [i, lexeme] of all.entries()) {
    length += lexeme.length;
    if (length > MAX_LENGTH) return i;
  }
  return all.length;
}

function textLexemes(text: string, language: string): string[] {
  const words = distinct(tokenise(text).map(({ word }) => word));
  return words.flatMap((word) => wordLexemes(word, language));
}

/** The stems of a text with their marks, for the vocabulary that misspellings are compared with. */
export function vocabulary(text: string, language: string): Stem[] {
  const words = distinct(tokenise(text).map(({ word }) => word));
  const stems = words.map((word) => stem(word, language)).filter((found) => found !== null);
  return [...new Map(stems.map((found) => [stemLexeme(found.language, found.key), found])).values()];
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
