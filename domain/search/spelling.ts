// Words that are spelt almost like another: found by the groups of three letters they share, judged by counting edits.

import { withoutMarks } from './words.ts';

const SHORTEST_WORD = 4;
const TWO_EDITS_FROM = 8;

/** How many slips of the hand are forgiven in a word of this length. */
export function allowedEdits(word: string): number {
  if (word.length < SHORTEST_WORD) return 0;
  return word.length < TWO_EDITS_FROM ? 1 : 2;
}

/** The groups of three letters of a word without its marks, its beginning and end marked by a space; each once. */
export function trigrams(word: string): string[] {
  return groupsOf([...` ${withoutMarks(word)} `]);
}

function groupsOf(letters: readonly string[]): string[] {
  return [...new Set(letters.slice(2).map((letter, i) => `${letters[i]}${letters[i + 1]}${letter}`))];
}

/**
 * The groups of three letters of each of `edits + 1` pieces of a word: as many slips leave one piece whole, so a word that
 * is that near has all groups of one of them. Only a swap across the border of two pieces hurts both.
 */
export function pieces(word: string, edits: number): string[][] {
  const letters = [...` ${withoutMarks(word)} `];
  const bounds = Array.from({ length: edits + 2 }, (_, i) => Math.round((letters.length * i) / (edits + 1)));
  return bounds.slice(1).map((end, i) => groupsOf(letters.slice(bounds[i], end)));
}

/** How like another word a word is: slips between the two, and letters at their beginning that are the same. */
export type Near = { key: string; slips: number; begin: number };

/** `key` beside what was `asked`; null when they are more than `limit` slips apart. */
export function nearness(asked: string, key: string, limit: number): Near | null {
  const slips = editDistance(asked, key, limit);
  if (slips > limit) return null;
  const [letters, others] = [[...withoutMarks(asked)], [...withoutMarks(key)]];
  const differs = letters.findIndex((letter, i) => letter !== others[i]);
  return { key, slips, begin: differs < 0 ? letters.length : differs };
}

/** The nearest first: the fewest slips, then the longest common beginning, for few people slip there. Never a tie. */
export function byNearness(a: Near, b: Near): number {
  return a.slips - b.slips || b.begin - a.begin || (a.key < b.key ? -1 : 1);
}

/**
 * Letters added, left out, changed or swapped with their neighbour to make `b` of `a`, marks not counted (optimal
 * string alignment); `limit + 1` when it takes more than `limit`.
 */
export function editDistance(a: string, b: string, limit: number): number {
  const [from, to] = [[...withoutMarks(a)], [...withoutMarks(b)]];
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let [before, previous] = [[] as number[], to.map((_, j) => j)];
  previous.push(to.length);
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= to.length; j += 1) row.push(nextCost(from, to, i, j, { before, previous, row }));
    if (Math.min(...row) > limit) return limit + 1;
    [before, previous] = [previous, row];
  }
  return Math.min(previous[to.length] ?? limit + 1, limit + 1);
}

type Rows = { before: number[]; previous: number[]; row: number[] };

function nextCost(from: string[], to: string[], i: number, j: number, { before, previous, row }: Rows): number {
  const at = (list: number[], index: number) => list[index] ?? Number.POSITIVE_INFINITY;
  const change = at(previous, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
  const cost = Math.min(change, at(previous, j) + 1, at(row, j - 1) + 1);
  const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
  return isSwap ? Math.min(cost, at(before, j - 2) + 1) : cost;
}
