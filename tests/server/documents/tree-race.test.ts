// TR2 under way at once: whatever people do to a tree at the same time, it stays a tree, nothing is lost, and what was
// answered is what happened.

import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { treeChanges } from '../../../db/schema/document-rights.ts';
import { sections } from '../../../db/schema/documents.ts';
import { applyPatches } from '../../../domain/document/patches.ts';
import { buildTree, livingSections } from '../../../domain/document/tree.ts';
import type { Result } from '../../../domain/result.ts';
import type { Context } from '../../../server/context.ts';
import { saveBody } from '../../../server/documents/bodies.ts';
import { mergeSection, splitSection } from '../../../server/documents/split-merge.ts';
import { undoChange } from '../../../server/documents/tree-changes.ts';
import {
  addSection,
  deleteSection,
  demoteSection,
  moveSection,
  promoteSection,
  renameSection,
  restoreSection,
} from '../../../server/documents/tree-commands.ts';
import { entriesOf } from '../../support/audit.ts';
import { made, outcome } from '../../support/documents.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';
import { plantGrant } from '../../support/rights.ts';
import { growDocument, outlineOf, paragraphs, storedBody } from '../../support/sections.ts';
import { onStage, type Stage } from '../../support/stage.ts';

let { app, cast, ctx } = {} as Stage;

onStage((stage) => {
  ({ app, cast, ctx } = stage);
});

async function treeIn(documentId: string) {
  const rows = await app.database.db.select().from(sections).where(eq(sections.documentId, documentId));
  const stored = rows.map(({ trashedAt, ...row }) => ({ ...row, isTrashed: trashedAt !== null }));
  const tree = buildTree(stored);
  // building cuts circles: then somebody has another parent than is stored
  expect([...tree.sections.values()]).toEqual(stored);
  for (const siblings of tree.children.values()) {
    const keys = siblings.map(({ orderKey }) => orderKey);
    expect([...new Set(keys)].sort()).toEqual(keys);
  }
  return tree;
}

const changesOf = (documentId: string) =>
  app.database.db
    .select()
    .from(treeChanges)
    .where(eq(treeChanges.documentId, documentId))
    .orderBy(treeChanges.treeRevision);

test('two people moving a under b and b under a at once: one of them is refused, fifty times', async () => {
  const { id: documentId, at } = await growDocument(ctx, ['a', '-a1', 'b', '-b1']);
  await plantGrant(app, documentId, { userId: cast.partner.id }, 'edit');
  const [a, b] = [at.a ?? '', at.b ?? ''];
  let moves = 0;
  for (let round = 0; round < 50; round += 1) {
    const both = await Promise.all([
      moveSection(ctx, { id: a, parentId: b, beforeId: null }),
      moveSection(cast.partner.ctx, { id: b, parentId: a, beforeId: null }),
    ]);
    expect(both.map(outcome).sort()).toEqual(['ok', 'own-descendant']);
    const [inner, other] = both[0]?.ok ? [a, b] : [b, a];
    expect((await treeIn(documentId)).sections.get(inner)?.parentId).toBe(other);
    const again = await Promise.all([
      promoteSection(ctx, { id: inner }),
      promoteSection(cast.partner.ctx, { id: inner }),
    ]);
    expect(again.map(outcome).sort()).toEqual(['no-section-above', 'ok']);
    moves += 2;
  }
  expect((await outlineOf(ctx, documentId)).sort()).toEqual(['-a1', '-b1', 'a', 'b']);
  expect((await entriesOf(ctx, documentId)).length).toBe(moves);
  expect((await changesOf(documentId)).length).toBe(moves + 1);
});

test('everybody moving the same section at once: the last one wins, each move is written once', async () => {
  const { id: documentId, at } = await growDocument(ctx, ['a', 'b', 'c', 'd', 'e', 'x']);
  const places = [at.a, at.b, at.c, at.d, at.e].flatMap((id) => id ?? []);
  for (let round = 0; round < 10; round += 1) {
    const moved = await Promise.all(
      places.map((parentId) => moveSection(ctx, { id: at.x ?? '', parentId, beforeId: null })),
    );
    expect(moved.every(({ ok }) => ok)).toBe(true);
    const written = moved.flatMap((one) => (one.ok && one.value.changeId !== '' ? [one.value.changeId] : []));
    const last = (await changesOf(documentId)).at(-1);
    expect(written).toContain(last?.id);
    expect((await treeIn(documentId)).sections.get(at.x ?? '')?.parentId).toBe(last?.patches[0]?.after.parentId);
  }
});

test('adding and moving below a section that is deleted at the same time: below a living one or refused', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { id: documentId, at } = await growDocument(ctx, ['a', 'b', 'c']);
    const [deleted, moved, added] = await Promise.all([
      deleteSection(ctx, { id: at.a ?? '' }),
      moveSection(ctx, { id: at.b ?? '', parentId: at.a ?? '', beforeId: null }),
      addSection(ctx, { documentId, parentId: at.a ?? '', beforeId: null, title: 'n', kind: 'numbered' }),
    ]);
    expect(outcome(deleted)).toBe('ok');
    const b = livingSections(await treeIn(documentId)).some(({ section }) => section.id === at.b);
    // moved first it went along into the trash, else it stays and the move says why
    expect(b).toBe(outcome(moved) === 'section-gone');
    expect(['ok', 'section-gone']).toContain(outcome(added));
    made(await restoreSection(ctx, { id: at.a ?? '' }));
    const all = await outlineOf(ctx, documentId);
    expect(all.map((line) => line.replace(/^-+/, '')).sort()).toEqual([...['a', 'b', 'c'], ...(added.ok ? ['n'] : [])]);
  }
});

test('BO1 a save racing with a split: one of them is stale, and no word is lost or doubled', async () => {
  const winners = new Set<string>();
  for (let round = 0; round < 20; round += 1) {
    const { at } = await growDocument(ctx, ['a']);
    const id = at.a ?? '';
    const content = paragraphs('p1:esimene', 'p2:teine');
    made(await saveBody(ctx, { sectionId: id, bodyRevision: 1, schemaVersion: 1, content }));
    const save = () =>
      saveBody(ctx, {
        sectionId: id,
        bodyRevision: 2,
        schemaVersion: 1,
        content: paragraphs('p1:esimene', 'p2:teine', 'p3:kolmas'),
      });
    const split = () => splitSection(ctx, { id, bodyRevision: 2, blockId: 'p2', title: 'n' });
    const first = round % 2 === 0 ? [save(), split()] : [split(), save()];
    const both: Result<unknown>[] = await Promise.all(first);
    expect(both.map(outcome).sort()).toEqual(['ok', 'stale']);
    const isSaved = both[round % 2]?.ok === true;
    winners.add(isSaved ? 'save' : 'split');
    const blocks = ((await storedBody(ctx, id)).content as { content: unknown[] }).content.length;
    expect(blocks).toBe(isSaved ? 3 : 1);
    const refused = both.find(({ ok }) => !ok);
    if (!isSaved) expect(refused).toMatchObject({ error: { current: { bodyRevision: 3 } } });
  }
  process.stderr.write(`won: ${[...winners].join(', ')}\n`);
});

test('random changes by three people at once: what the changes say, one after the other, is what is there', async () => {
  const seed = printedSeed('people changing one tree at once');
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const { id: documentId } = await growDocument(ctx, ['a', '-a1', '--a2', 'b', '-b1', 'c', '-c1', '-c2', 'd']);
  await plantGrant(app, documentId, { userId: cast.partner.id }, 'edit');
  const people = [ctx, cast.partner.ctx, cast.administrator.ctx];
  const before = await treeIn(documentId);
  const answered: string[] = [];
  for (let round = 0; round < 25; round += 1) {
    const ids = [...(await treeIn(documentId)).sections.keys()];
    const changes = await changesOf(documentId);
    const results = await Promise.all(
      people.map((person) =>
        step(
          person,
          ids,
          changes.map(({ id }) => id),
        ),
      ),
    );
    for (const result of results) if (result.ok && result.value.changeId) answered.push(result.value.changeId);
    await treeIn(documentId);
  }
  const changes = (await changesOf(documentId)).slice(1);
  expect(changes.map(({ id }) => id).sort()).toEqual(answered.sort());
  expect(changes.map(({ treeRevision }) => treeRevision)).toEqual(changes.map((_, i) => i + 3));
  expect((await entriesOf(ctx, documentId)).map(({ details }) => details.change)).toEqual(changes.map(({ id }) => id));
  // replayed over the tree before, the patches give the tree as it is
  const now = await treeIn(documentId);
  const known = [...now.sections.values()].filter(({ id }) => !before.sections.has(id));
  const unmade = known.map((section) => ({ ...section, isTrashed: true }));
  const start = buildTree([...before.sections.values(), ...unmade]);
  const replayed = applyPatches(
    start,
    changes.flatMap(({ patches }) => patches),
  );
  const placed = ({ sections: all }: typeof now) =>
    [...all.values()]
      .map(({ id, parentId, orderKey, title, isTrashed }) => [id, parentId, orderKey, title, isTrashed])
      .sort();
  expect(placed(replayed).filter(([id]) => before.sections.has(id as string))).toEqual(
    placed(now).filter(([id]) => before.sections.has(id as string)),
  );
  process.stderr.write(`${answered.length} changes of ${25 * 3}\n`);

  function step(person: Context, ids: string[], changeIds: string[]): Promise<Result<{ changeId: string }>> {
    const [id, other, beforeId] = [pick(ids), pick(ids), pick(ids)];
    const parentId = random() < 0.3 ? null : other;
    return pick([
      () => addSection(person, { documentId, parentId, beforeId: null, title: `n${random()}`, kind: 'numbered' }),
      () => moveSection(person, { id, parentId, beforeId: null }),
      () => moveSection(person, { id, parentId, beforeId }),
      () => promoteSection(person, { id }),
      () => demoteSection(person, { id }),
      () => renameSection(person, { id, revision: 1, title: `r${random()}` }),
      () => deleteSection(person, { id }),
      () => restoreSection(person, { id }),
      () => mergeSection(person, { id, bodyRevision: 1, intoBodyRevision: 1 }),
      () => undoChange(person, { documentId, changeId: pick(changeIds) }),
    ])();
  }
});
