// Undoing a change: its patches turned round, when all that it changed still stands as it left it. Rule TR4.

import { fail, ok, type Result } from '../result.ts';
import { freeKey } from './order-key.ts';
import { applyPatches, reversed, stillHolds } from './patches.ts';
import type { TreeDecision } from './place.ts';
import { MAX_LEVELS, MAX_SECTIONS } from './section.ts';
import { branch, heightOf, isLiving, levelOf, livingSections, type Tree } from './tree.ts';
import type { SectionPatch } from './tree-change.ts';

/** What has happened since the change, as far as the tree does not tell. */
export type Since = {
  /** The text as it stands, by section; without an entry it is taken to be as the change left it. */
  bodies: ReadonlyMap<string, unknown>;
  /** Was the text of the section saved since? */
  isWritten(sectionId: string): boolean;
  /** Did a later change touch the section? */
  isTouched(sectionId: string): boolean;
};

/**
 * The patches that put everything back. `changed-since` when a section that the change touched has another place,
 * name, kind or text now, when its place is gone, or when undoing would delete what was written or put there since;
 * `too-deep` and `too-many-sections` as for any other change.
 */
export function decideUndo(tree: Tree, patches: readonly SectionPatch[], since: Since): Result<TreeDecision> {
  const holds = patches.every(({ sectionId, after }) => {
    const section = tree.sections.get(sectionId);
    return section !== undefined && stillHolds(after, section, since.bodies.get(sectionId));
  });
  if (!holds || patches.length === 0) return fail('changed-since');
  const { back, next } = freed(tree, reversed(patches));
  if (!isSound(tree, next, back, since)) return fail('changed-since');
  const limits = withinLimits(next, back);
  return limits.ok ? ok({ patches: back, added: [] }) : limits;
}

/** Another section may have a key by now: whoever comes back then comes right before that one. */
function freed(tree: Tree, reverse: readonly SectionPatch[]): { back: SectionPatch[]; next: Tree } {
  const back = [...reverse];
  let next = applyPatches(tree, back);
  for (const [i, patch] of back.entries()) {
    const section = next.sections.get(patch.sectionId);
    if (!section || !comesBack(patch)) continue;
    const siblings = (next.children.get(section.parentId) ?? []).filter((sibling) => sibling.id !== section.id);
    const orderKey = freeKey(siblings, section.orderKey);
    if (orderKey === section.orderKey) continue;
    const before = { ...patch.before, orderKey: tree.sections.get(section.id)?.orderKey ?? orderKey };
    back[i] = { ...patch, before, after: { ...patch.after, orderKey } };
    next = applyPatches(tree, back);
  }
  return { back, next };
}

/** To a place that it was not at. */
function comesBack({ after }: SectionPatch): boolean {
  return 'orderKey' in after || 'parentId' in after || after.isTrashed === false;
}

function isSound(tree: Tree, next: Tree, back: readonly SectionPatch[], since: Since): boolean {
  if (hasCircle(tree, next, back)) return false;
  return back.every(({ sectionId, after }) => {
    if (after.isTrashed === true) return mayGo(next, sectionId, back, since);
    return isLiving(next, sectionId) && (after.isTrashed === false || isLiving(tree, sectionId));
  });
}

/** Building a tree cuts circles: then some section has another parent than it should. */
function hasCircle(tree: Tree, next: Tree, back: readonly SectionPatch[]): boolean {
  const wanted = new Map([...tree.sections].map(([id, { parentId }]) => [id, parentId]));
  for (const { sectionId, after } of back) if (after.parentId !== undefined) wanted.set(sectionId, after.parentId);
  return [...next.sections.values()].some(({ id, parentId }) => wanted.get(id) !== parentId);
}

/** May undoing delete this section with what lies below it? Not what somebody wrote or put there since. */
function mayGo(next: Tree, id: string, back: readonly SectionPatch[], since: Since): boolean {
  const own = new Map(back.map((patch) => [patch.sectionId, patch]));
  return branch(next, id).every(({ section }) => {
    const patch = own.get(section.id);
    const isTextKnown = patch !== undefined && 'body' in patch.after;
    return (isTextKnown || !since.isWritten(section.id)) && (patch !== undefined || !since.isTouched(section.id));
  });
}

function withinLimits(next: Tree, back: readonly SectionPatch[]): Result<void> {
  const isTooDeep = back
    .filter((patch) => comesBack(patch) && isLiving(next, patch.sectionId))
    .some(({ sectionId }) => levelOf(next, sectionId) + heightOf(next, sectionId) - 1 > MAX_LEVELS);
  if (isTooDeep) return fail('too-deep', { params: { levels: MAX_LEVELS } });
  const comes = back.some(({ after }) => after.isTrashed === false);
  if (comes && livingSections(next).length > MAX_SECTIONS) {
    return fail('too-many-sections', { params: { limit: MAX_SECTIONS } });
  }
  return ok();
}
