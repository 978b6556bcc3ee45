// Small trees of sections for tests of decisions.

import { applyPatches } from '../../domain/document/patches.ts';
import type { TreeDecision } from '../../domain/document/place.ts';
import { buildTree, livingSections, type Tree, type TreeSection } from '../../domain/document/tree.ts';
import type { Result } from '../../domain/result.ts';

/** A numbered section that is called like its id. */
export const row = (id: string, parentId: string | null, orderKey: string, rest: Partial<TreeSection> = {}) => ({
  ...{ id, parentId, orderKey, kind: 'numbered' as const, title: id, isTrashed: false },
  ...rest,
});

/** a, b (b1, b2 (b2x)), c */
export const SAMPLE = buildTree([
  row('c', null, 'a2'),
  row('a', null, 'a0'),
  row('b', null, 'a1'),
  row('b2', 'b', 'a1'),
  row('b1', 'b', 'a0'),
  row('b2x', 'b2', 'a0'),
]);

/** `levels` sections, each below the one before, called by their numbers from 0; and `n` beside the first. */
export const chain = (levels: number): Tree =>
  buildTree([
    ...Array.from({ length: levels }, (_, i) => row(`${i}`, i === 0 ? null : `${i - 1}`, 'a0')),
    row('n', null, 'a1'),
  ]);

/** Its living sections in order, each after as many hyphens as it has sections above. */
export const shape = (tree: Tree) =>
  livingSections(tree).map(({ section, level }) => `${'-'.repeat(level - 1)}${section.id}`);

/** The tree after a decision that must not be a refusal. */
export function apply(tree: Tree, decision: Result<TreeDecision>): Tree {
  if (!decision.ok) throw new Error(decision.error.code);
  return applyPatches(tree, decision.value.patches, decision.value.added);
}

/** For an undo right after. */
export const NOTHING_SINCE = {
  bodies: new Map<string, unknown>(),
  isWritten: () => false,
  isTouched: () => false,
};
