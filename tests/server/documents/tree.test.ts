// The commands of the tree on a real database: what they write, what they refuse, what they leave behind.

import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { treeChanges } from '../../../db/schema/document-rights.ts';
import { documents, sections } from '../../../db/schema/documents.ts';
import { loadAccess } from '../../../server/documents/access.ts';
import { appendSections } from '../../../server/documents/append.ts';
import { readOutline } from '../../../server/documents/outline.ts';
import { undoChange } from '../../../server/documents/tree-changes.ts';
import {
  addSection,
  changeSectionKind,
  deleteSection,
  demoteSection,
  moveSection,
  promoteSection,
  renameSection,
  restoreSection,
} from '../../../server/documents/tree-commands.ts';
import { listTrashedSections } from '../../../server/documents/tree-history.ts';
import { transact } from '../../../server/transact.ts';
import { entriesOf } from '../../support/audit.ts';
import { made, outcome } from '../../support/documents.ts';
import { grow, growDocument, outlineOf, stateOf } from '../../support/sections.ts';
import { onStage, type Stage } from '../../support/stage.ts';

let { app, cast, ctx } = {} as Stage;

onStage((stage) => {
  ({ app, cast, ctx } = stage);
});

const SAMPLE = ['a', 'b', '-b1', '-b2', '--b2x', 'c'];
const rowOf = async (id: string) => {
  const [row] = await app.database.db.select().from(sections).where(eq(sections.id, id));
  if (!row) throw new Error('no section');
  return row;
};

describe('TR3 each change is one transaction with one audit entry and one row of tree changes', () => {
  test('add, rename, change kind, move, promote, demote, delete, restore and undo', async () => {
    const { id: documentId, at } = await growDocument(ctx, SAMPLE);
    const place = { documentId, parentId: at.b ?? '', beforeId: at.b2 ?? '' };
    const added = made(await addSection(ctx, { ...place, title: 'n', kind: 'numbered' }));
    expect(await outlineOf(ctx, documentId)).toEqual(['a', 'b', '-b1', '-n', '-b2', '--b2x', 'c']);
    made(await renameSection(ctx, { id: added.id, revision: 1, title: 'm' }));
    made(await changeSectionKind(ctx, { id: added.id, revision: 2, kind: 'annex' }));
    made(await moveSection(ctx, { id: at.c ?? '', parentId: null, beforeId: at.a ?? '' }));
    made(await promoteSection(ctx, { id: added.id }));
    made(await demoteSection(ctx, { id: at.b2 ?? '' }));
    expect(await outlineOf(ctx, documentId)).toEqual(['c', 'a', 'b', '-b1', '--b2', '---b2x', 'm']);
    made(await deleteSection(ctx, { id: at.b ?? '' }));
    expect(await outlineOf(ctx, documentId)).toEqual(['c', 'a', 'm']);
    const restored = made(await restoreSection(ctx, { id: at.b ?? '' }));
    made(await undoChange(ctx, { documentId, changeId: restored.changeId }));
    expect(await outlineOf(ctx, documentId)).toEqual(['c', 'a', 'm']);

    const audit = await entriesOf(ctx, documentId);
    const changes = await app.database.db
      .select()
      .from(treeChanges)
      .where(eq(treeChanges.documentId, documentId))
      .orderBy(treeChanges.treeRevision);
    expect(changes.map(({ kind, treeRevision }) => [treeRevision, kind])).toEqual([
      [2, 'import'],
      [3, 'add'],
      [4, 'rename'],
      [5, 'change-kind'],
      [6, 'move'],
      [7, 'move'],
      [8, 'move'],
      [9, 'delete'],
      [10, 'restore'],
      [11, 'undo'],
    ]);
    // the import's audit entry is its caller's
    expect(audit.map(({ details }) => details.change)).toEqual(changes.slice(1).map(({ id }) => id));
    expect(audit.map(({ action }) => action)).toEqual([
      ...['section.added', 'section.renamed', 'section.kind-changed', 'section.moved', 'section.moved'],
      ...['section.moved', 'section.deleted', 'section.restored', 'section.undone'],
    ]);
    expect(audit.every(({ actorId }) => actorId === cast.official.id)).toBe(true);
    const [document] = await app.database.db.select().from(documents).where(eq(documents.id, documentId));
    expect(document).toMatchObject({ treeRevision: 11, revision: 1, updatedAt: ctx.now });
  });

  test('what is so already writes nothing', async () => {
    const { id: documentId, at } = await growDocument(ctx, SAMPLE);
    const before = await stateOf(ctx, documentId);
    expect(await moveSection(ctx, { id: at.b1 ?? '', parentId: at.b ?? '', beforeId: at.b2 ?? '' })).toEqual({
      ok: true,
      value: { changeId: '' },
    });
    expect(await renameSection(ctx, { id: at.a ?? '', revision: 1, title: 'a' })).toMatchObject({
      value: { changeId: '' },
    });
    expect(await stateOf(ctx, documentId)).toEqual(before);
  });
});

describe('TR7 a stale command changes nothing and answers with what is saved now', () => {
  test('for title and kind', async () => {
    const { id: documentId, at } = await growDocument(ctx, SAMPLE);
    const id = at.a ?? '';
    made(await renameSection(ctx, { id, revision: 1, title: 'Eessõna' }));
    const before = await stateOf(ctx, documentId);
    const current = { title: 'Eessõna', kind: 'numbered', revision: 2 };
    expect(await renameSection(ctx, { id, revision: 1, title: 'Sissejuhatus' })).toEqual({
      ok: false,
      error: { code: 'stale', current },
    });
    expect(await changeSectionKind(ctx, { id, revision: 1, kind: 'annex' })).toMatchObject({
      error: { code: 'stale', current },
    });
    expect(await stateOf(ctx, documentId)).toEqual(before);
    made(await changeSectionKind(ctx, { id, revision: 2, kind: 'annex' }));
    expect(await renameSection(ctx, { id, revision: 2, title: 'Lisa' })).toMatchObject({
      error: { code: 'stale', current: { title: 'Eessõna', kind: 'annex', revision: 3 } },
    });
  });

  test('a move makes no renaming stale', async () => {
    const { at } = await growDocument(ctx, SAMPLE);
    made(await moveSection(ctx, { id: at.c ?? '', parentId: at.b ?? '', beforeId: null }));
    made(await renameSection(ctx, { id: at.c ?? '', revision: 1, title: 'C' }));
    expect(await rowOf(at.c ?? '')).toMatchObject({ title: 'C', revision: 2, parentId: at.b });
  });
});

describe('TR2 a refused change leaves everything as it was', () => {
  test('into itself, below itself, below a deleted one, before one that is elsewhere, too deep', async () => {
    const { id: documentId, at } = await growDocument(ctx, [
      ...SAMPLE,
      '-1',
      '--2',
      '---3',
      '----4',
      '-----5',
      '------6',
      '-------7',
      'gone',
      '-in',
    ]);
    made(await deleteSection(ctx, { id: at.gone ?? '' }));
    const before = await stateOf(ctx, documentId);
    const move = async (id: string, parentId: string | null, beforeId: string | null = null) =>
      outcome(
        await moveSection(ctx, {
          id: at[id] ?? '',
          parentId: parentId && (at[parentId] ?? ''),
          beforeId: beforeId && (at[beforeId] ?? ''),
        }),
      );
    expect(await move('b', 'b')).toBe('own-descendant');
    expect(await move('b', 'b2x')).toBe('own-descendant');
    expect(await move('a', 'gone')).toBe('section-gone');
    expect(await move('a', 'in')).toBe('section-gone');
    expect(await move('in', null)).toBe('section-gone');
    expect(await move('a', 'b', 'c')).toBe('section-gone');
    expect(await move('a', '7')).toBe('too-deep');
    expect(await move('b', '6')).toBe('too-deep');
    expect(await move('a', null, 'in')).toBe('section-gone');
    expect(outcome(await promoteSection(ctx, { id: at.a ?? '' }))).toBe('no-section-above');
    expect(outcome(await demoteSection(ctx, { id: at.a ?? '' }))).toBe('no-section-before');
    expect(outcome(await restoreSection(ctx, { id: at.a ?? '' }))).toBe('not-found');
    expect(outcome(await deleteSection(ctx, { id: at.in ?? '' }))).toBe('section-gone');
    expect(await stateOf(ctx, documentId)).toEqual(before);
  });

  test('a chain of ten thousand levels is refused, one of nine too', async () => {
    const { id: documentId } = await growDocument(ctx, SAMPLE);
    const before = await stateOf(ctx, documentId);
    const append = (levels: number) =>
      transact(ctx, async (tx) => {
        const access = await loadAccess(ctx, tx, documentId, 'update');
        if (!access) throw new Error('no document');
        const planned = Array.from({ length: levels }, (_, i) => ({
          ...{ title: `${i}`, kind: 'numbered' as const, level: i + 1, hint: null, body: null },
        }));
        return appendSections(ctx, tx, access, { parentId: null, sections: planned }, 'import');
      });
    expect(await append(10_000)).toEqual({ ok: false, error: { code: 'too-many-sections', params: { limit: 2000 } } });
    expect(await append(1900)).toEqual({ ok: false, error: { code: 'too-deep', params: { levels: 8 } } });
    expect(await append(9)).toMatchObject({ error: { code: 'too-deep' } });
    expect(await stateOf(ctx, documentId)).toEqual(before);
    expect(outcome(await append(8))).toBe('ok');
  });

  test('a document takes two thousand sections and works with them', async () => {
    const { id: documentId } = await growDocument(ctx, []);
    const ids = Object.values(
      await grow(
        ctx,
        documentId,
        Array.from({ length: 2000 }, (_, i) => (i % 20 === 0 ? `k${i}` : `-k${i}`)),
      ),
    );
    expect(
      outcome(await addSection(ctx, { documentId, parentId: null, beforeId: null, title: 'n', kind: 'numbered' })),
    ).toBe('too-many-sections');
    const moved = made(await moveSection(ctx, { id: ids[1980] ?? '', parentId: null, beforeId: ids[0] ?? '' }));
    const outline = made(await readOutline(ctx, documentId, 'et'));
    expect(outline.sections.length).toBe(2000);
    expect(outline.sections.slice(0, 3).map(({ number, title }) => [number, title])).toEqual([
      ['1', 'k1980'],
      ['1.1', 'k1981'],
      ['1.2', 'k1982'],
    ]);
    made(await undoChange(ctx, { documentId, changeId: moved.changeId }));
    made(await deleteSection(ctx, { id: ids[1980] ?? '' }));
    const [trashed] = made(await listTrashedSections(ctx, documentId));
    expect(trashed).toMatchObject({ title: 'k1980', sectionsBelow: 19 });
  });

  test('an id that is none is not found', async () => {
    for (const id of ['', 'x', "'; drop table sections; --", '00000000-0000-4000-8000-000000000000', '\u0000']) {
      expect(outcome(await renameSection(ctx, { id, revision: 1, title: 'x' }))).toBe('not-found');
      expect(outcome(await moveSection(ctx, { id, parentId: null, beforeId: null }))).toBe('not-found');
      expect(outcome(await undoChange(ctx, { documentId: id, changeId: id }))).toBe('not-found');
      expect(
        outcome(await addSection(ctx, { documentId: id, parentId: null, beforeId: null, title: 'x', kind: 'annex' })),
      ).toBe('not-found');
    }
    const [one, other] = [await growDocument(ctx, SAMPLE), await growDocument(ctx, SAMPLE)];
    const foreign = {
      documentId: one.id,
      parentId: other.at.a ?? '',
      beforeId: null,
      title: 'x',
      kind: 'annex',
    } as const;
    expect(outcome(await addSection(ctx, foreign))).toBe('not-found');
    expect(outcome(await moveSection(ctx, { id: one.at.a ?? '', parentId: other.at.b ?? '', beforeId: null }))).toBe(
      'not-found',
    );
    expect(
      outcome(await moveSection(ctx, { id: one.at.a ?? '', parentId: one.at.b ?? '', beforeId: other.at.b1 ?? '' })),
    ).toBe('not-found');
    expect(outcome(await undoChange(ctx, { documentId: one.id, changeId: 'x' }))).toBe('not-found');
  });
});
