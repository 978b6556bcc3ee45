// The tree of sections as the rows of one document make it. Rows may come in any order and may even be damaged: a
// section whose way up is broken or runs in a circle stands at the top, so that none is ever lost. Rule TR1.

import type { Placed, SectionKind } from './section.ts';

/** What of a section the tree is made of. `isTrashed`: deleted itself, not only together with one above it. */
export type TreeSection = Placed & { kind: SectionKind; title: string; isTrashed: boolean };

export type Tree = {
  /** Every section, trashed ones too. */
  sections: ReadonlyMap<string, TreeSection>;
  /** The sections right below a section (null: at the top), trashed ones too, in order. */
  children: ReadonlyMap<string | null, readonly TreeSection[]>;
};

/** A section in the order of the text. `level` is 1 at the top. */
export type TreePlace = { section: TreeSection; level: number };

/** TR1: by key, compared byte by byte (keys are ASCII), then by id. */
function compareSiblings(a: Placed, b: Placed): number {
  if (a.orderKey !== b.orderKey) return a.orderKey < b.orderKey ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** Linear but for the sorting of siblings. */
export function buildTree(rows: Iterable<TreeSection>): Tree {
  const given = new Map([...rows].map((row) => [row.id, row]));
  const broken = brokenWays(given);
  const sections = new Map([...given].map(([id, row]) => [id, broken.has(id) ? { ...row, parentId: null } : row]));
  const children = new Map<string | null, TreeSection[]>();
  for (const section of sections.values()) {
    const siblings = children.get(section.parentId);
    if (siblings) siblings.push(section);
    else children.set(section.parentId, [section]);
  }
  for (const siblings of children.values()) siblings.sort(compareSiblings);
  return { sections, children };
}

/** The sections without a parent that is there, and of each circle the one with the smallest id. */
function brokenWays(sections: ReadonlyMap<string, TreeSection>): Set<string> {
  const broken = new Set<string>();
  const sound = new Set<string>();
  for (const start of sections.values()) {
    const way: string[] = [];
    const onWay = new Set<string>();
    let at: TreeSection | undefined = start;
    while (at && !sound.has(at.id) && !onWay.has(at.id)) {
      way.push(at.id);
      onWay.add(at.id);
      const parent: TreeSection | undefined = at.parentId === null ? undefined : sections.get(at.parentId);
      if (at.parentId !== null && !parent) broken.add(at.id);
      at = parent;
    }
    if (at && onWay.has(at.id)) broken.add(smallest(way.slice(way.indexOf(at.id))));
    for (const id of way) sound.add(id);
  }
  return broken;
}

const smallest = (ids: readonly string[]) => [...ids].sort()[0] ?? '';

/** Right below `parentId`, in order, without the deleted ones. */
export function livingChildren(tree: Tree, parentId: string | null): TreeSection[] {
  return (tree.children.get(parentId) ?? []).filter((section) => !section.isTrashed);
}

/** All living sections in the order of the text. */
export function livingSections(tree: Tree): TreePlace[] {
  return placesBelow(tree, null, 0);
}

/** The section and what would live below it if it did: deleted sections below it and theirs are left out. */
export function branch(tree: Tree, id: string): TreePlace[] {
  const section = tree.sections.get(id);
  return section ? [{ section, level: 1 }, ...placesBelow(tree, id, 1)] : [];
}

/** A loop, not a recursion: what was stored may be deeper than what may be made. */
function placesBelow(tree: Tree, parentId: string | null, level: number): TreePlace[] {
  const places: TreePlace[] = [];
  const waiting: TreePlace[] = [];
  const push = (id: string | null, at: number) => {
    for (const section of livingChildren(tree, id).reverse()) waiting.push({ section, level: at + 1 });
  };
  push(parentId, level);
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    places.push(place);
    push(place.section.id, place.level);
  }
  return places;
}

/** The ids of the section and of those above it, nearest first; empty for one that is not there. */
export function wayUp(tree: Tree, id: string): string[] {
  const way: string[] = [];
  for (let at = tree.sections.get(id); at; at = at.parentId === null ? undefined : tree.sections.get(at.parentId)) {
    way.push(at.id);
  }
  return way;
}

/** Is it there, and neither it nor one above it deleted? The document itself (null) always is. */
export function isLiving(tree: Tree, id: string | null): boolean {
  if (id === null) return true;
  const way = wayUp(tree, id);
  return way.length > 0 && way.every((above) => !tree.sections.get(above)?.isTrashed);
}

/** 1 at the top, 0 for the document itself. */
export function levelOf(tree: Tree, id: string | null): number {
  return id === null ? 0 : wayUp(tree, id).length;
}

/** Levels that the section takes up with all that lives below it. */
export function heightOf(tree: Tree, id: string): number {
  return branch(tree, id).reduce((height, { level }) => Math.max(height, level), 0);
}
