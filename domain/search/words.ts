// A text as words: where each stands and the form in which words are compared. Everything that search stores, asks or
// marks goes through here, so that the three agree.

/** `start` and `end` are UTF-16 offsets into the text as it was given; `word` is what is compared. */
export type Token = { start: number; end: number; word: string };

/** A number with its separators, or letters and digits with marks, an apostrophe or a soft hyphen among them. */
const TOKEN =
  /\p{N}+(?:[.,]\p{N}+)+(?![\p{L}\p{N}])|[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}\u00AD\u200B-\u200D]|['’](?=\p{L}))*/gu;
const INVISIBLE = /[\u00AD\u200B-\u200D]/g;

/** UTF-16 units; what goes on longer is no word of a language, and is compared by its beginning. */
const MAX_WORD_LENGTH = 64;

/** The words of a text in order. Hyphens part words: `e-teenused` is two. */
export function tokenise(text: string): Token[] {
  return Array.from(text.matchAll(TOKEN), ({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
    word: comparable(found),
  }));
}

/** Lower case, composed, compatibility forms resolved (`ﬁ` is `fi`), `ё` as `е`, decimal comma as point. */
function comparable(found: string): string {
  if (isPlain(found)) return found.slice(0, MAX_WORD_LENGTH).toLowerCase().replace(/,/g, '.');
  return found
    .slice(0, MAX_WORD_LENGTH)
    .normalize('NFKC')
    .toLowerCase()
    .replace(INVISIBLE, '')
    .replaceAll('ё', 'е')
    .replaceAll('’', "'")
    .replace(/(?<=\p{N}),(?=\p{N})/gu, '.')
    .slice(0, MAX_WORD_LENGTH)
    .toWellFormed();
}

/** The word without marks on Latin letters (`töö` is `too`). Cyrillic `й` is a letter of its own and stays. */
export function withoutMarks(word: string): string {
  if (isPlain(word)) return word;
  return word
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .normalize('NFC');
}

/** ASCII: most words, for which nothing needs to be looked up. */
function isPlain(word: string): boolean {
  return !/[^\0-\x7f]/.test(word);
}

/** Is it a number, a code or anything else that has no forms? */
export function isInflected(word: string): boolean {
  return /^[\p{L}\p{M}']+$/u.test(word);
}
