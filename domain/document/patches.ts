// Patches as arithmetic: made from a section and what it is to become, applied to a tree, turned round. What a change
// writes, what undoes it and what a test expects of it are all the same data.

import { buildTree, type Tree, type TreeSection } from './tree.ts';
import type { SectionPatch, SectionState } from './tree-change.ts';

type Field = keyof SectionState;
type State = Partial<SectionState>;

/** The patch that makes `after` of the section, holding only what differs; null when nothing does. Bodies by `before`. */
export function patchSection(section: TreeSection, after: State, bodyBefore?: unknown): SectionPatch | null {
  const now: State = { ...section, body: bodyBefore };
  const differing = (Object.keys(after) as Field[]).filter((field) => !isSame(now[field], after[field]));
  if (differing.length === 0) return null;
  return { sectionId: section.id, before: pick(now, differing), after: pick(after, differing) };
}

/** A section that did not exist before was trashed before, and is again when its making is undone. */
export function patchAdded(section: TreeSection): SectionPatch {
  return { sectionId: section.id, before: { isTrashed: true }, after: { isTrashed: false } };
}

function pick(state: State, fields: readonly Field[]): State {
  return Object.fromEntries(fields.map((field) => [field, state[field]]));
}

/** The last one first, as undoing takes them. */
export function reversed(patches: readonly SectionPatch[]): SectionPatch[] {
  return patches.map(({ sectionId, before, after }) => ({ sectionId, before: after, after: before })).reverse();
}

/** The tree after `patches`, with `added` in it. A patch of a section that is not there changes nothing. */
export function applyPatches(tree: Tree, patches: readonly SectionPatch[], added: readonly TreeSection[] = []): Tree {
  const sections = new Map(tree.sections);
  for (const section of added) sections.set(section.id, section);
  for (const { sectionId, after } of patches) {
    const section = sections.get(sectionId);
    const { body: _, files: __, ...placed } = after;
    if (section) sections.set(sectionId, { ...section, ...placed });
  }
  return buildTree(sections.values());
}

/**
 * Does the section still stand as this side of a patch says? Its body is compared when `body` is given, its files never:
 * that one was removed since holds up nobody.
 */
export function stillHolds(side: State, section: TreeSection, body?: unknown): boolean {
  const now: State = { ...section, body };
  return (Object.keys(side) as Field[])
    .filter((field) => field !== 'files' && (field !== 'body' || body !== undefined))
    .every((field) => isSame(now[field], side[field]));
}

/** Equal as JSON values: the database gives the keys of an object back in an order of its own. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isSame((a as State)[key as Field], (b as State)[key as Field]));
}
