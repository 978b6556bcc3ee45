// Which groups of lines of a plain text are headings, and how high. Cautious: what is not clearly one stays text,
// because a heading that was missed is put right with one key, and a torn text is not.

import { countsThrough, type HeadingNumber, headingNumber, withoutNumber } from './numbers.ts';
import { type Group, markerOf } from './plain-lines.ts';

/** `rest`: lines of the group that follow the heading. */
export type FoundHeading = { level: number; text: string; rest: Group };

type Shape =
  | { kind: 'underlined'; level: 1 | 2 }
  | { kind: 'capitals' }
  | { kind: 'numbered'; number: HeadingNumber }
  | { kind: 'plain' };
type Candidate = { text: string; shape: Shape; rest: Group };

const LONGEST_HEADING = 100;
const MOST_WORDS = 14;
/** Parts that stand at the top of a text even where the others are numbered. */
const OUTER =
  /^(?:sissejuhatus|eessõna|lühikokkuvõte|kokkuvõte|järelsõna|lisad?|kasutatud|introduction|foreword|summary|conclusions?|annex(?:es)?|введение|предисловие|заключение|приложени[ея])(?!\p{L})/iu;

/** For each group the heading that it is or begins with, or null. */
export function findHeadings(groups: readonly Group[]): (FoundHeading | null)[] {
  const candidates = groups.map(candidateOf);
  const kept = candidates.map((candidate, i) => (candidate && isKept(candidates, i, groups.length) ? candidate : null));
  return withLevels(kept);
}

function candidateOf(group: Group): Candidate | null {
  const [first, second, ...rest] = group;
  if (!first) return null;
  const { text } = first;
  if (second && /^(?:={3,}|-{3,})$/.test(second.text) && isShort(text)) {
    return { text, shape: { kind: 'underlined', level: second.text.startsWith('=') ? 1 : 2 }, rest };
  }
  if (isCapitals(text)) return { text, shape: { kind: 'capitals' }, rest: group.slice(1) };
  if (second || first.indent > 3) return null;
  const number = headingNumber(text);
  if (number)
    return isHeadingText(withoutNumber(text)) ? { text, shape: { kind: 'numbered', number }, rest: [] } : null;
  return markerOf(text) === null && isHeadingText(text) ? { text, shape: { kind: 'plain' }, rest: [] } : null;
}

const isShort = (text: string) => text.length <= LONGEST_HEADING && /\p{L}/u.test(text) && !text.includes('\t');

function isCapitals(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  return (
    isShort(text) && letters.length >= 4 && !/\p{Ll}/u.test(text) && /\p{Lu}{4}/u.test(text) && !/[.,;:]$/.test(text)
  );
}

/** A few words that begin with a capital letter and do not end like a sentence; a question may be one. */
function isHeadingText(text: string): boolean {
  if (!isShort(text) || text.split(/\s+/).length > MOST_WORDS) return false;
  return /^[„“"«(]?\p{Lu}/u.test(text) && !/[.,;:!…]$/.test(text) && !/[.!?]\s+\p{Lu}|https?:|@/u.test(text);
}

/**
 * The first group is the title of the text. A numbered one is a heading unless it stands in a row of numbered lines, a
 * list with space between its items. A plain one is a heading when text follows it, directly or after one more.
 */
function isKept(candidates: readonly (Candidate | null)[], i: number, count: number): boolean {
  const shape = candidates[i]?.shape;
  if (!shape) return false;
  if (i === 0) return count > 1 && !(shape.kind === 'numbered' && isSimple(candidates[1]));
  if (shape.kind === 'underlined' || shape.kind === 'capitals') return true;
  if (shape.kind === 'numbered') {
    return shape.number.length > 1 || (i + 1 < count && !isSimple(candidates[i - 1]) && !isSimple(candidates[i + 1]));
  }
  const following = candidates.slice(i + 1, i + 3).findIndex((candidate) => candidate?.shape.kind !== 'plain');
  const before = i > 1 && candidates[i - 1]?.shape.kind === 'plain';
  return following === 0 ? i + 1 < count : following === 1 && i + 2 < count && !before;
}

/** "3. Title": what a list could have as well. */
function isSimple(candidate: Candidate | null | undefined): boolean {
  return candidate?.shape.kind === 'numbered' && candidate.shape.number.length === 1;
}

function withLevels(candidates: readonly (Candidate | null)[]): (FoundHeading | null)[] {
  const shapes = candidates.flatMap((candidate) => candidate?.shape ?? []);
  const hasHigher = shapes.some(({ kind }) => kind === 'capitals' || kind === 'underlined');
  const numbers = shapes.flatMap((shape) => (shape.kind === 'numbered' ? [shape.number] : []));
  const isNumbered = numbers.length > 0 && countsThrough(numbers);
  const [first, second] = candidates;
  const hasTitle = first && second && first.rest.length === 0 && first.shape.kind !== 'numbered';
  let depth = 0;
  return candidates.map((candidate, i) => {
    if (!candidate) return null;
    const { text, shape, rest } = candidate;
    if (shape.kind === 'numbered') depth = shape.number.length;
    if (i === 0 && hasTitle) return { level: 1, text, rest };
    const below = isNumbered && depth > 0 && !OUTER.test(text) ? depth + 1 : hasHigher ? 2 : 1;
    return { level: levelOf(shape, below) + (hasTitle ? 1 : 0), text, rest };
  });
}

function levelOf(shape: Shape, ofPlain: number): number {
  switch (shape.kind) {
    case 'numbered':
      return shape.number.length;
    case 'underlined':
      return shape.level;
    case 'capitals':
      return 1;
    default:
      return ofPlain;
  }
}
