// One stemmer for each language of documents that has one. A stem is a key to compare, not a word to show.

import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as finnish } from '@orama/stemmers/finnish';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as lithuanian } from '@orama/stemmers/lithuanian';
import { stemmer as russian } from '@orama/stemmers/russian';
import { fullStemEstonian, stemEstonian } from './estonian.ts';
import { isInflected } from './words.ts';

const STEMMERS: Readonly<Record<string, (word: string) => string>> = {
  et: stemEstonian,
  en: (word) => ENGLISH_EXCEPTIONS[word] ?? english(word),
  ru: (word) => (RUSSIAN_GOAL.test(word) ? 'цель' : russian(word)),
  de: german,
  fr: french,
  nl: dutch,
  da: danish,
  fi: finnish,
  lt: lithuanian,
};

/** Plurals that no rule finds, and words that Porter's rules would make one of (community, communication). */
const ENGLISH_EXCEPTIONS: Readonly<Record<string, string>> = {
  children: 'child',
  women: 'woman',
  men: 'man',
  people: 'people',
  news: 'news',
  community: 'community',
  communities: 'community',
  university: 'university',
  universities: 'university',
  general: 'general',
};

/** The goals of a strategy: Snowball's rules would make `цель` and `целый` one. */
const RUSSIAN_GOAL = /^цел(?:ь|и|ью|ей|ям|ями|ях)$/;

/** Languages that write a compound as one word. */
const COMPOUNDING: ReadonlySet<string> = new Set(['et', 'de', 'nl', 'da', 'fi', 'lb']);

/** The languages whose forms are known, ISO 639-1. */
export const STEMMED_LANGUAGES: readonly string[] = Object.keys(STEMMERS);

/** `ends`: the keys by which it is known as the end of a compound; none in a language that writes compounds apart. */
export type Stem = { language: string; key: string; ends: readonly string[] };

/**
 * The stem of a word (lower case, NFC) of a text in `language`; null when it has none: numbers, words of a language
 * without a stemmer. Cyrillic words are Russian wherever they stand, Latin ones in a Russian text have no stem.
 */
export function stem(word: string, language: string): Stem | null {
  if (!isInflected(word)) return null;
  const isCyrillic = /\p{Script=Cyrillic}/u.test(word);
  if (!isCyrillic && language === 'ru') return null;
  const own = isCyrillic ? 'ru' : language;
  const key = STEMMERS[own]?.(word);
  return key ? { language: own, key, ends: COMPOUNDING.has(own) ? ends(word, key, own) : [] } : null;
}

function ends(word: string, key: string, language: string): string[] {
  const full = language === 'et' ? fullStemEstonian(word) : null;
  return full === null || full === key ? [key] : [key, full];
}
