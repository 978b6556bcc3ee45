// Sections that do not exist yet, in the order of the text with a level each, and the rows they become.

import { generateNKeysBetween } from 'fractional-indexing';
import type { Localised } from '../locale.ts';
import type { Placed, SectionKind } from './section.ts';

export type PlannedSection = {
  /** 1 at the top; at most one more than that of the section before. */
  level: number;
  kind: SectionKind;
  title: string;
  hint: Localised | null;
};

/**
 * Each section with its place in a document that has none yet. A level that jumps down too far counts as one below the
 * section before.
 */
export function placed<P extends Pick<PlannedSection, 'level'>>(
  planned: readonly P[],
  newId: () => string,
): (P & Placed)[] {
  const way: (string | null)[] = [null];
  const children = new Map<string | null, (P & Placed)[]>();
  const rows = planned.map((section) => {
    const depth = Math.max(1, Math.min(section.level, way.length));
    const parentId = way[depth - 1] ?? null;
    const row = { ...section, id: newId(), parentId, orderKey: '' };
    way.splice(depth, way.length, row.id);
    children.set(parentId, [...(children.get(parentId) ?? []), row]);
    return row;
  });
  for (const siblings of children.values()) {
    const keys = generateNKeysBetween(null, null, siblings.length);
    for (const [i, row] of siblings.entries()) row.orderKey = keys[i] ?? '';
  }
  return rows;
}
