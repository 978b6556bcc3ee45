// Showing what was found: which words of a text the query means, and the piece of it that is worth showing.

import { tokenise } from './words.ts';

/** UTF-16 offsets into the text. */
export type Range = { start: number; end: number };

/** A stretch of text; `isMatch` ones go into `<mark>`. */
export type SnippetPart = { text: string; isMatch: boolean };

/** UTF-16 units of a snippet, and how much of it comes before the first word found. */
const SNIPPET_LENGTH = 220;
const LEAD_LENGTH = 60;

/** The words of a text that the query means, in order. `isMatch` comes of `matcher` for the language of the text. */
export function highlight(text: string, isMatch: (word: string) => boolean): Range[] {
  return tokenise(text)
    .filter(({ word }) => isMatch(word))
    .map(({ start, end }) => ({ start, end }));
}

/** The whole text in parts, matches apart. `ranges` in order and apart from each other. */
export function parts(text: string, ranges: readonly Range[]): SnippetPart[] {
  const found: SnippetPart[] = [];
  let at = 0;
  for (const { start, end } of ranges) {
    found.push({ text: text.slice(at, start), isMatch: false }, { text: text.slice(start, end), isMatch: true });
    at = end;
  }
  found.push({ text: text.slice(at), isMatch: false });
  return found.filter((part) => part.text !== '');
}

/** The stretch of at most 220 units that holds most matches, cut between words, with `…` where text was left out. */
export function snippet(text: string, ranges: readonly Range[]): SnippetPart[] {
  const best = densest(ranges);
  const from = wordStart(text, Math.max(0, (best?.start ?? 0) - LEAD_LENGTH));
  const to = wordEnd(text, Math.min(text.length, from + SNIPPET_LENGTH), best?.end ?? 0);
  const inside = ranges.filter(({ start, end }) => start >= from && end <= to);
  const shown = parts(
    text.slice(from, to),
    inside.map(({ start, end }) => ({ start: start - from, end: end - from })),
  );
  const cut = { text: '…', isMatch: false };
  return [...(from > 0 ? [cut] : []), ...shown, ...(to < text.length ? [cut] : [])];
}

/** The first match of the stretch that holds most. */
function densest(ranges: readonly Range[]): Range | undefined {
  let [best, most, end] = [ranges[0], 0, 0];
  for (const [i, range] of ranges.entries()) {
    while (end < ranges.length && (ranges[end]?.end ?? 0) - range.start <= SNIPPET_LENGTH - LEAD_LENGTH) end += 1;
    if (end - i > most) [best, most] = [range, end - i];
  }
  return best;
}

/** The next beginning of a word at or after `at`; `at` itself at the start of the text. */
function wordStart(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.slice(at, at + LEAD_LENGTH).search(/\s/);
  return space < 0 ? wholeCharacter(text, at) : at + space + 1;
}

/** The last end of a word at or before `at`, never before `least`. */
function wordEnd(text: string, at: number, least: number): number {
  if (at === text.length) return at;
  const space = text.slice(0, at).search(/\s\S*$/);
  return space > least ? space : wholeCharacter(text, Math.max(at, least));
}

/** Not between the halves of a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}
