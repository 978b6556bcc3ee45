// Keys that order siblings. A place is always between two keys that are there, deleted siblings' included, so that
// one which comes back finds its place free. Rule TR1; docs/adr/fractional-indexing.md.

import { generateNKeysBetween } from 'fractional-indexing';
import type { Placed } from './section.ts';

/**
 * `count` ascending keys right before `beforeId` among `siblings` (in order), or after them all when it is null. Null
 * when `beforeId` is none of them.
 */
export function keysBefore(siblings: readonly Placed[], beforeId: string | null, count: number): string[] | null {
  if (beforeId === null) return generateNKeysBetween(siblings.at(-1)?.orderKey ?? null, null, count);
  const upper = siblings.find((section) => section.id === beforeId)?.orderKey;
  if (upper === undefined) return null;
  const lower = siblings.findLast((section) => section.orderKey < upper)?.orderKey ?? null;
  return generateNKeysBetween(lower, upper, count);
}

/** `count` ascending keys right after `orderKey` among `siblings` (in order). */
export function keysAfter(siblings: readonly Placed[], orderKey: string, count: number): string[] {
  const upper = siblings.find((section) => section.orderKey > orderKey)?.orderKey ?? null;
  return generateNKeysBetween(orderKey, upper, count);
}

/** `orderKey` itself when none of `siblings` has it, else one right before it. */
export function freeKey(siblings: readonly Placed[], orderKey: string): string {
  const holder = siblings.find((section) => section.orderKey === orderKey);
  return (holder && keysBefore(siblings, holder.id, 1)?.[0]) ?? orderKey;
}
