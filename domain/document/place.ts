// What each change of the tree makes of which sections: a decision from the tree alone, given back as patches, or the
// reason why not. Rights are asked elsewhere (rights-needed.ts). Rules TR2, TR3 and TR5.

import { fail, ok, type Result } from '../result.ts';
import { freeKey, keysAfter, keysBefore } from './order-key.ts';
import { patchAdded, patchSection } from './patches.ts';
import { MAX_LEVELS, MAX_SECTIONS, type SectionKind } from './section.ts';
import {
  branch,
  heightOf,
  isLiving,
  levelOf,
  livingChildren,
  livingSections,
  type Tree,
  type TreeSection,
  wayUp,
} from './tree.ts';
import type { SectionPatch, SectionState } from './tree-change.ts';

/** What is to be written. No patch at all: everything is as wanted already. */
export type TreeDecision = {
  patches: SectionPatch[];
  /** Sections that did not exist, each as it is after the change. */
  added: TreeSection[];
};

/** A place: below `parentId` (null: at the top), right before `beforeId` (null: last). */
export type Place = { parentId: string | null; beforeId: string | null };

export type NewSection = { id: string; title: string; kind: SectionKind };

type Decided = Result<TreeDecision>;

/** A section that may be changed, or `section-gone`; `not-found` for one that never was. */
export function livingSection(tree: Tree, id: string): Result<TreeSection> {
  const section = tree.sections.get(id);
  if (!section) return fail('not-found');
  return isLiving(tree, id) ? ok(section) : fail('section-gone');
}

function decided(patches: readonly (SectionPatch | null)[], added: TreeSection[] = []): Decided {
  return ok({ patches: patches.filter((patch) => patch !== null), added });
}

export function decideAdd(tree: Tree, section: NewSection, { parentId, beforeId }: Place): Decided {
  const room = roomFor(tree, parentId, 1, 1);
  if (!room.ok) return room;
  const keys = keysAt(tree, { parentId, beforeId }, 1);
  if (!keys.ok) return keys;
  const added = { ...section, parentId, orderKey: keys.value[0] ?? '', isTrashed: false };
  return decided([patchAdded(added)], [added]);
}

/** Title and kind; both stay where they are not given. */
export function decideState(tree: Tree, id: string, after: Pick<Partial<SectionState>, 'title' | 'kind'>): Decided {
  const section = livingSection(tree, id);
  return section.ok ? decided([patchSection(section.value, after)]) : section;
}

export function decideMove(tree: Tree, id: string, place: Place): Decided {
  const section = livingSection(tree, id);
  if (!section.ok) return section;
  if (place.parentId !== null && wayUp(tree, place.parentId).includes(id)) return fail('own-descendant');
  const room = roomFor(tree, place.parentId, heightOf(tree, id), 0);
  if (!room.ok) return room;
  if (isThere(tree, section.value, place)) return decided([]);
  const keys = keysAt(tree, place, 1, id);
  if (!keys.ok) return keys;
  return decided([patchSection(section.value, { parentId: place.parentId, orderKey: keys.value[0] ?? '' })]);
}

/** To right after its parent; `no-section-above` at the top. */
export function decidePromote(tree: Tree, id: string): Decided {
  const section = livingSection(tree, id);
  if (!section.ok) return section;
  const parent = section.value.parentId === null ? undefined : tree.sections.get(section.value.parentId);
  if (!parent) return fail('no-section-above');
  const [orderKey] = keysAfter(tree.children.get(parent.parentId) ?? [], parent.orderKey, 1);
  return decided([patchSection(section.value, { parentId: parent.parentId, orderKey: orderKey ?? '' })]);
}

/** To last below the sibling before it, of those that `isSeen`; `no-section-before` without one. */
export function decideDemote(tree: Tree, id: string, isSeen: (id: string) => boolean): Decided {
  const before = siblingBefore(tree, id, isSeen);
  return before.ok ? decideMove(tree, id, { parentId: before.value.id, beforeId: null }) : before;
}

/** The nearest sibling before it that lives and `isSeen`, or `no-section-before`. */
export function siblingBefore(tree: Tree, id: string, isSeen: (id: string) => boolean): Result<TreeSection> {
  const section = livingSection(tree, id);
  if (!section.ok) return section;
  const siblings = livingChildren(tree, section.value.parentId);
  const at = siblings.findIndex((sibling) => sibling.id === id);
  const before = siblings.slice(0, at).findLast((sibling) => isSeen(sibling.id));
  return before ? ok(before) : fail('no-section-before');
}

export function decideDelete(tree: Tree, id: string): Decided {
  const section = livingSection(tree, id);
  return section.ok ? decided([patchSection(section.value, { isTrashed: true })]) : section;
}

/**
 * TR5: to where it was; else to the end of the nearest living section above where it fits, else of the document.
 * `not-found` for one that is not deleted itself.
 */
export function decideRestore(tree: Tree, id: string): Decided {
  const section = tree.sections.get(id);
  if (!section?.isTrashed) return fail('not-found');
  const coming = branch(tree, id).length;
  const height = heightOf(tree, id);
  const places = [...wayUp(tree, id).slice(1), null];
  const room = roomFor(tree, null, height, coming);
  if (!room.ok) return room;
  const parentId = places.find((above) => isLiving(tree, above) && roomFor(tree, above, height, coming).ok) ?? null;
  const siblings = (tree.children.get(parentId) ?? []).filter((sibling) => sibling.id !== id);
  const orderKey =
    parentId === section.parentId
      ? freeKey(siblings, section.orderKey)
      : (keysBefore(siblings, null, 1)?.[0] ?? section.orderKey);
  return decided([patchSection(section, { isTrashed: false, parentId, orderKey })]);
}

/** May `height` levels and `count` more living sections come below `parentId`? */
export function roomFor(tree: Tree, parentId: string | null, height: number, count: number): Result<void> {
  const parent = parentId === null ? ok() : livingSection(tree, parentId);
  if (!parent.ok) return parent;
  if (levelOf(tree, parentId) + height > MAX_LEVELS) return fail('too-deep', { params: { levels: MAX_LEVELS } });
  if (count > 0 && livingSections(tree).length + count > MAX_SECTIONS) {
    return fail('too-many-sections', { params: { limit: MAX_SECTIONS } });
  }
  return ok();
}

/** `section-gone` when `beforeId` is not a living child of `parentId` any more. `exceptId`: who leaves its place for this. */
function keysAt(tree: Tree, place: Place, count: number, exceptId?: string): Result<string[]> {
  const { parentId, beforeId } = place;
  if (beforeId !== null && tree.sections.get(beforeId)?.isTrashed) return fail('section-gone');
  const siblings = (tree.children.get(parentId) ?? []).filter((sibling) => sibling.id !== exceptId);
  const keys = keysBefore(siblings, beforeId, count);
  return keys ? ok(keys) : fail('section-gone');
}

/** Is the section at this place already? Before itself is where it is. */
function isThere(tree: Tree, section: TreeSection, { parentId, beforeId }: Place): boolean {
  if (section.parentId !== parentId) return false;
  const siblings = livingChildren(tree, parentId);
  const after = siblings[siblings.findIndex((sibling) => sibling.id === section.id) + 1];
  return beforeId === section.id || (after?.id ?? null) === beforeId;
}
