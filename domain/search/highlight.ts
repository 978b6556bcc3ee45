// Showing what was found: which words of a text the query means, and the piece of it that is worth showing.

import { tokenise } from './words.ts';

/** UTF-16 offsets into the text; `meant` is the word of the query that it counts as, by index. */
export type Match = { start: number; end: number; meant: number };

/** A stretch of text; `isMatch` ones go into `<mark>`. */
export type SnippetPart = { text: string; isMatch: boolean };

/** UTF-16 units of a snippet, and how much of it comes before the first word found. */
const SNIPPET_LENGTH = 220;
const LEAD_LENGTH = 40;
/** Beginnings that are tried: a text that is nothing but matches is not worth more. */
const MOST_STRETCHES = 300;

/** The words of a text that the query means, in order. `meantBy` comes of `matcher` for the language of the text. */
export function highlight(text: string, meantBy: (word: string) => number | null): Match[] {
  return tokenise(text).flatMap(({ start, end, word }) => {
    const meant = meantBy(word);
    return meant === null ? [] : [{ start, end, meant }];
  });
}

/** Has `some` more of the query's words than `others`, or as many of them and more matches? */
export function isRicher(some: readonly Match[], others: readonly Match[]): boolean {
  const words = (matches: readonly Match[]) => new Set(matches.map(({ meant }) => meant)).size;
  return words(some) === words(others) ? some.length > others.length : words(some) > words(others);
}

/** The whole text in parts, matches apart. `ranges` in order and apart from each other. */
export function parts(text: string, ranges: readonly Pick<Match, 'start' | 'end'>[]): SnippetPart[] {
  const found: SnippetPart[] = [];
  let at = 0;
  for (const { start, end } of ranges) {
    found.push({ text: text.slice(at, start), isMatch: false }, { text: text.slice(start, end), isMatch: true });
    at = end;
  }
  found.push({ text: text.slice(at), isMatch: false });
  return found.filter((part) => part.text !== '');
}

/**
 * The stretch of at most 220 units that holds most of the query's words, then most matches, cut between words, with `…`
 * where text was left out. Where the text has a match, the stretch shows one.
 */
export function snippet(text: string, matches: readonly Match[]): SnippetPart[] {
  const best = richest(matches);
  const from = wordStart(text, Math.max(0, (best?.start ?? 0) - LEAD_LENGTH));
  const to = wordEnd(text, Math.min(text.length, from + SNIPPET_LENGTH), best?.end ?? 0);
  const shown = parts(
    text.slice(from, to),
    matches
      .filter(({ start }) => start >= from && start < to)
      .map(({ start, end }) => ({ start: start - from, end: Math.min(end, to) - from })),
  );
  const cut = { text: '…', isMatch: false };
  return [...(from > 0 ? [cut] : []), ...shown, ...(to < text.length ? [cut] : [])];
}

/** The first match of the richest stretch; undefined without any. */
function richest(matches: readonly Match[]): Match | undefined {
  let best: readonly Match[] = [];
  for (const [i, { start }] of matches.slice(0, MOST_STRETCHES).entries()) {
    const near = matches.slice(i, i + SNIPPET_LENGTH);
    const stretch = near.filter(({ end }) => end - start <= SNIPPET_LENGTH - LEAD_LENGTH);
    if (best.length === 0 || isRicher(stretch, best)) best = stretch.length > 0 ? stretch : near.slice(0, 1);
  }
  return best[0];
}

/** The next beginning of a word at or after `at`; `at` itself at the start of the text. */
function wordStart(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.slice(at, at + LEAD_LENGTH).search(/\s/);
  return space < 0 ? at + Number(isInsideCharacter(text, at)) : at + space + 1;
}

/** The last end of a word at or before `at` that leaves what stands before `least`; `at` inside a very long one. */
function wordEnd(text: string, at: number, least: number): number {
  if (at === text.length) return at;
  const space = text.slice(0, at + 1).search(/\s\S*$/);
  return space >= least && space > 0 ? space : at - Number(isInsideCharacter(text, at));
}

/** Between the halves of a surrogate pair? */
function isInsideCharacter(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
