// Which rights a change of the tree takes, read off its patches: the same for doing and for undoing. Rule RI7.

import { branch, isLiving, type Tree, wayUp } from './tree.ts';
import type { SectionPatch } from './tree-change.ts';

/** A right on a section, or on the document as a whole (null). */
export type RightNeeded = { sectionId: string | null; right: 'edit' | 'manage' };

/**
 * What is said about rights at a section itself, as a text that is equal where the same is said: its grants, whoever
 * they are to, and whether it stops those from above. '' where nothing is.
 */
export type RightsMark = (sectionId: string) => string;

type Change = { tree: Tree; next: Tree; patches: ReadonlyMap<string, SectionPatch>; mark: RightsMark };

/** `next` is `tree` with `patches` applied. Sections that the change makes are not asked about. Each right once. */
export function rightsNeeded(
  tree: Tree,
  next: Tree,
  patches: readonly SectionPatch[],
  mark: RightsMark,
): RightNeeded[] {
  const change = { tree, next, patches: new Map(patches.map((patch) => [patch.sectionId, patch])), mark };
  const needed = [...patches.flatMap((patch) => neededFor(change, patch)), ...neededForText(change)];
  const known = needed.filter(({ sectionId }) => sectionId === null || tree.sections.has(sectionId));
  return [...new Map(known.map((need) => [`${need.right} ${need.sectionId}`, need])).values()];
}

const edit = (sectionId: string | null): RightNeeded => ({ sectionId, right: 'edit' });
const manage = (sectionId: string): RightNeeded => ({ sectionId, right: 'manage' });

function neededFor(change: Change, { sectionId, after }: SectionPatch): RightNeeded[] {
  if (isCarried(change, sectionId)) return [];
  const needed = [edit(sectionId)];
  // where the text lives on elsewhere nothing is deleted: what lies below goes along
  if ('isTrashed' in after && !('body' in after)) {
    for (const { section } of branch(change.tree, sectionId)) needed.push(edit(section.id));
  }
  if ('parentId' in after) needed.push(...neededForMove(change, sectionId));
  else if ('orderKey' in after && !('isTrashed' in after)) needed.push(edit(parentIn(change.tree, sectionId)));
  return needed;
}

function parentIn(tree: Tree, id: string): string | null {
  return tree.sections.get(id)?.parentId ?? null;
}

/** Between the two sections whose text a split or a merge divides or joins. */
function isCarried({ tree, next, patches }: Change, id: string): boolean {
  const [from, to] = [parentIn(tree, id), parentIn(next, id)];
  const isText = (parentId: string | null) => parentId !== null && 'body' in (patches.get(parentId)?.after ?? {});
  return from !== to && isText(from) && isText(to);
}

/** Both parents, and more where rights come down another way. What lies in the trash is taken from there freely. */
function neededForMove({ tree, next, mark }: Change, id: string): RightNeeded[] {
  const [from, to] = [parentIn(tree, id), parentIn(next, id)];
  const places = [...(isLiving(tree, from) ? [edit(from)] : []), edit(to)];
  if (isStop(mark(id))) return places;
  const isSameWay = rightsWay(tree, from, mark).join() === rightsWay(next, to, mark).join();
  return isSameWay ? places : [...places, manage(id)];
}

/**
 * Text or files that come to another section come to that one's readers: who may change who reads it, or who changes
 * nothing by it.
 */
function neededForText({ tree, next, patches, mark }: Change): RightNeeded[] {
  const ids = [...patches.values()]
    .filter(({ after }) => 'body' in after || 'files' in after)
    .map(({ sectionId }) => sectionId);
  const old = ids.filter((id) => tree.sections.has(id));
  if (old.length < 2) return [];
  const ways = ids.map((id) => rightsWay(next, id, mark).map(mark).join('\n'));
  return ways.every((way) => way === ways[0]) ? [] : old.map(manage);
}

/** The sections that say something about rights at `from` and above, nearest first, to where rights are stopped. */
function rightsWay(tree: Tree, from: string | null, mark: RightsMark): string[] {
  if (from === null) return [];
  const marked = wayUp(tree, from).filter((id) => mark(id) !== '');
  const stop = marked.findIndex((id) => isStop(mark(id)));
  return stop < 0 ? marked : marked.slice(0, stop + 1);
}

const STOP = 'stop';

/** The mark of a section from its grants, each as one text, in any order. */
export function rightsMark(inherits: boolean, grants: readonly string[]): string {
  return [...(inherits ? [] : [STOP]), ...[...grants].sort()].join(' ');
}

function isStop(mark: string): boolean {
  return mark.split(' ')[0] === STOP;
}
