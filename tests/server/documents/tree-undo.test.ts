// What an undo puts back on a real database, what it refuses, and for how long it can be asked for.

import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { treeChanges } from '../../../db/schema/document-rights.ts';
import type { Context } from '../../../server/context.ts';
import { restrictSection } from '../../../server/documents/grants.ts';
import { undoChange } from '../../../server/documents/tree-changes.ts';
import {
  addSection,
  deleteSection,
  moveSection,
  promoteSection,
  renameSection,
  restoreSection,
} from '../../../server/documents/tree-commands.ts';
import { listTreeChanges } from '../../../server/documents/tree-history.ts';
import { sweepTreeChanges } from '../../../server/documents/tree-sweep.ts';
import { made, outcome } from '../../support/documents.ts';
import { plantGrant } from '../../support/rights.ts';
import { growDocument, outlineOf, stateOf } from '../../support/sections.ts';
import { onStage, type Stage } from '../../support/stage.ts';

let { app, cast, ctx } = {} as Stage;

onStage((stage) => {
  ({ app, cast, ctx } = stage);
});

const SAMPLE = ['a', 'b', '-b1', '-b2', '--b2x', 'c'];
const later = (days: number): Context => ({ ...ctx, now: new Date(ctx.now.getTime() + days * 24 * 3600 * 1000) });

describe('TR4 an undo', () => {
  test('puts everything back, can be undone itself, and is refused when something was changed since', async () => {
    const { id: documentId, at } = await growDocument(ctx, SAMPLE);
    const moved = made(await moveSection(ctx, { id: at.b ?? '', parentId: at.c ?? '', beforeId: null }));
    const undone = made(await undoChange(ctx, { documentId, changeId: moved.changeId }));
    expect(await outlineOf(ctx, documentId)).toEqual(SAMPLE);
    expect(outcome(await undoChange(ctx, { documentId, changeId: moved.changeId }))).toBe('changed-since');
    const redone = made(await undoChange(ctx, { documentId, changeId: undone.changeId }));
    expect(await outlineOf(ctx, documentId)).toEqual(['a', 'c', '-b', '--b1', '--b2', '---b2x']);
    made(await renameSection(ctx, { id: at.b ?? '', revision: 1, title: 'B' }));
    made(await promoteSection(ctx, { id: at.b ?? '' }));
    const before = await stateOf(ctx, documentId);
    expect(outcome(await undoChange(ctx, { documentId, changeId: redone.changeId }))).toBe('changed-since');
    expect(await stateOf(ctx, documentId)).toEqual(before);
  });

  test('a list of changes says which can be undone, and by whom they were made', async () => {
    const { id: documentId, at } = await growDocument(ctx, SAMPLE);
    made(await renameSection(ctx, { id: at.a ?? '', revision: 1, title: 'A' }));
    const deleted = made(await deleteSection(ctx, { id: at.a ?? '' }));
    made(await undoChange(ctx, { documentId, changeId: deleted.changeId }));
    made(await renameSection(ctx, { id: at.a ?? '', revision: 2, title: 'Aa' }));
    const changes = made(await listTreeChanges(ctx, documentId));
    expect(changes.map(({ kind, titles, isUndoable, isUndone }) => [kind, titles, isUndoable, isUndone])).toEqual([
      ['rename', ['Aa'], true, false],
      ['undo', ['Aa'], true, false],
      ['delete', ['Aa'], false, true],
      ['rename', ['Aa'], false, false],
      ['import', ['Aa', 'b', 'b1'], true, false],
    ]);
    expect(changes[0]?.by).toEqual({ id: cast.official.id, name: 'official' });
  });

  test('is listed with what it took back, and an undo of it with what it did again', async () => {
    const { id: documentId, at } = await growDocument(ctx, ['a', 'b']);
    const moved = made(await moveSection(ctx, { id: at.b ?? '', parentId: at.a ?? '', beforeId: null }));
    const undone = made(await undoChange(ctx, { documentId, changeId: moved.changeId }));
    const redone = made(await undoChange(ctx, { documentId, changeId: undone.changeId }));
    made(await undoChange(ctx, { documentId, changeId: redone.changeId }));
    const changes = made(await listTreeChanges(ctx, documentId));
    expect(changes.map(({ kind, undid }) => [kind, undid])).toEqual([
      ['undo', { kind: 'move', isDoneAgain: false }],
      ['undo', { kind: 'move', isDoneAgain: true }],
      ['undo', { kind: 'move', isDoneAgain: false }],
      ['move', null],
      ['import', null],
    ]);
  });

  test('is tried of the ten newest changes; an older one is offered as it stands, and refused when it will not do', async () => {
    const { id: documentId, at } = await growDocument(ctx, ['a', '-a1', 'b']);
    const [a, a1, b] = [at.a ?? '', at.a1 ?? '', at.b ?? ''];
    const { changeId } = made(await moveSection(ctx, { id: a1, parentId: b, beforeId: null }));
    made(await deleteSection(ctx, { id: a }));
    const offered = async () => {
      const changes = made(await listTreeChanges(ctx, documentId));
      return changes.find(({ id }) => id === changeId)?.isUndoable;
    };
    // where it would go back to is gone
    expect(await offered()).toBe(false);
    for (let revision = 1; revision <= 9; revision += 1) {
      made(await renameSection(ctx, { id: b, revision, title: `b${revision}` }));
    }
    expect(await offered()).toBe(true);
    const before = await stateOf(ctx, documentId);
    expect(outcome(await undoChange(ctx, { documentId, changeId }))).toBe('changed-since');
    expect(await stateOf(ctx, documentId)).toEqual(before);
    made(await moveSection(ctx, { id: a1, parentId: null, beforeId: b }));
    expect(await offered()).toBe(false);
  });

  test('is possible for ninety days', async () => {
    const { id: documentId, at } = await growDocument(ctx, SAMPLE);
    const { changeId } = made(await deleteSection(ctx, { id: at.a ?? '' }));
    await sweepTreeChanges(later(89));
    expect(made(await listTreeChanges(ctx, documentId))[0]?.isUndoable).toBe(true);
    await sweepTreeChanges(later(91));
    expect(made(await listTreeChanges(ctx, documentId))).toEqual([]);
    expect(outcome(await undoChange(ctx, { documentId, changeId }))).toBe('changed-since');
    const rows = await app.database.db.select().from(treeChanges).where(eq(treeChanges.id, changeId));
    expect(rows).toMatchObject([{ kind: 'delete', patches: [], changedBy: cast.official.id }]);
    made(await restoreSection(ctx, { id: at.a ?? '' }));
  });
});

test('RI8 an undo that one may not make does not tell whether somebody has written below what one sees', async () => {
  const { id: documentId } = await growDocument(ctx, []);
  await plantGrant(app, documentId, { userId: cast.partner.id }, 'edit');
  const place = { documentId, beforeId: null, kind: 'numbered' as const };
  const seen = made(await addSection(ctx, { ...place, parentId: null, title: 'avalik' }));
  const asked = () => undoChange(cast.partner.ctx, { documentId, changeId: seen.changeId });
  const hidden = made(await addSection(ctx, { ...place, parentId: seen.id, title: 'salajane' }));
  made(await restrictSection(ctx, { sectionId: hidden.id, keep: [] }));
  expect(outcome(await asked())).toBe('forbidden');
  expect(outcome(await undoChange(ctx, { documentId, changeId: seen.changeId }))).toBe('changed-since');
});
