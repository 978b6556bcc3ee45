// When a change can be undone, and what an undo never does.

import { describe, expect, test } from 'vitest';
import { decideAdd, decideDelete, decideMove, decideState, type TreeDecision } from '../../../domain/document/place.ts';
import { MAX_SECTIONS } from '../../../domain/document/section.ts';
import { buildTree, type Tree } from '../../../domain/document/tree.ts';
import { decideUndo } from '../../../domain/document/undo.ts';
import type { Result } from '../../../domain/result.ts';
import { outcome } from '../../support/documents.ts';
import { apply, chain, NOTHING_SINCE, row, SAMPLE, shape } from '../../support/trees.ts';

describe('TR4 an undo', () => {
  const undo = (tree: Tree, decision: Result<TreeDecision>, since: Partial<typeof NOTHING_SINCE> = {}) =>
    outcome(decideUndo(tree, decision.ok ? decision.value.patches : [], { ...NOTHING_SINCE, ...since }));

  test('is refused when the section was moved, renamed or deleted since, and not when others were', () => {
    const moving = decideMove(SAMPLE, 'c', { parentId: 'b', beforeId: null });
    const moved = apply(SAMPLE, moving);
    expect(undo(moved, moving)).toBe('ok');
    expect(undo(apply(moved, decideMove(moved, 'c', { parentId: null, beforeId: null })), moving)).toBe(
      'changed-since',
    );
    expect(undo(apply(moved, decideDelete(moved, 'c')), moving)).toBe('changed-since');
    expect(undo(apply(moved, decideDelete(moved, 'b')), moving)).toBe('changed-since');
    expect(undo(apply(moved, decideState(moved, 'c', { title: 'C' })), moving)).toBe('ok');
    expect(undo(apply(moved, decideDelete(moved, 'a')), moving)).toBe('ok');
  });

  test('makes no circle', () => {
    const tree = apply(SAMPLE, decideMove(SAMPLE, 'c', { parentId: 'b', beforeId: null }));
    const out = decideMove(tree, 'c', { parentId: null, beforeId: null });
    const inside = apply(tree, out);
    const circular = apply(inside, decideMove(inside, 'b', { parentId: 'c', beforeId: null }));
    expect(undo(circular, out)).toBe('changed-since');
  });

  test('makes no tree too deep and no document too large', () => {
    const eight = chain(8);
    const lift = decideMove(eight, '7', { parentId: null, beforeId: null });
    const lifted = apply(eight, lift);
    expect(undo(apply(lifted, decideMove(lifted, '0', { parentId: 'n', beforeId: null })), lift)).toBe('too-deep');
    const full = buildTree(
      Array.from({ length: MAX_SECTIONS }, (_, i) => row(`s${i}`, null, `a${`${i}`.padStart(4, '0')}`)),
    );
    const deletion = decideDelete(full, 's0');
    const room = apply(full, deletion);
    expect(undo(room, deletion)).toBe('ok');
    const filled = apply(
      room,
      decideAdd(room, { id: 'n', title: 'n', kind: 'numbered' }, { parentId: null, beforeId: null }),
    );
    expect(undo(filled, deletion)).toBe('too-many-sections');
  });

  test('deletes nothing that was written or put there since', () => {
    const adding = decideAdd(SAMPLE, { id: 'n', title: 'n', kind: 'numbered' }, { parentId: null, beforeId: null });
    const added = apply(SAMPLE, adding);
    expect(undo(added, adding)).toBe('ok');
    expect(undo(added, adding, { isWritten: () => true })).toBe('changed-since');
    const filled = apply(added, decideMove(added, 'a', { parentId: 'n', beforeId: null }));
    expect(undo(filled, adding, { isTouched: () => true })).toBe('changed-since');
  });

  test('comes right before whoever has its place by now', () => {
    const moving = decideMove(SAMPLE, 'b', { parentId: null, beforeId: null });
    const moved = apply(SAMPLE, moving);
    const taken = apply(moved, { ok: true, value: { patches: [], added: [row('n', null, 'a1')] } });
    const back = decideUndo(taken, moving.ok ? moving.value.patches : [], NOTHING_SINCE);
    expect(shape(apply(taken, back))).toEqual(['a', 'b', '-b1', '-b2', '--b2x', 'n', 'c']);
  });

  test('is refused of a change whose patches were emptied', () => {
    expect(outcome(decideUndo(SAMPLE, [], NOTHING_SINCE))).toBe('changed-since');
  });
});
