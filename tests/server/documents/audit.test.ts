// What commands of documents leave in the audit log: one entry a change, about what was changed, by whom. The tree's own
// entries are in tree.test.ts, those of files in tests/server/files.

import { gt } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEntries } from '../../../db/schema/instance.ts';
import type { Result } from '../../../domain/result.ts';
import { saveBody } from '../../../server/documents/bodies.ts';
import { editDocument, setStatus } from '../../../server/documents/documents.ts';
import { openSection, restrictSection, setGrant, withdrawGrant } from '../../../server/documents/grants.ts';
import { lockSection, unlockSection } from '../../../server/documents/locks.ts';
import { mergeSection, splitSection } from '../../../server/documents/split-merge.ts';
import { markChecked, pairSection } from '../../../server/documents/translated-sections.ts';
import { linkTranslation, makeTranslation, unlinkTranslation } from '../../../server/documents/translations.ts';
import { restoreDocument, trashDocument } from '../../../server/documents/trash.ts';
import { made } from '../../support/documents.ts';
import { growDocument, paragraphs } from '../../support/sections.ts';
import { onStage, type Stage } from '../../support/stage.ts';

let { app, cast, ctx } = {} as Stage;
onStage((stage) => {
  ({ app, cast, ctx } = stage);
});

let id: string;
let [a, b] = ['', ''];
beforeEach(async () => {
  const grown = await growDocument(ctx, ['a', 'b']);
  id = grown.id;
  [a = '', b = ''] = [grown.at.a, grown.at.b];
});

/** What the command wrote: each entry as its action and its subject. It must be the official's. */
async function entered(command: () => Promise<Result<unknown>>): Promise<[string, string | null][]> {
  const { db } = app.database;
  const before = Math.max(0, ...(await db.select({ id: auditEntries.id }).from(auditEntries)).map((entry) => entry.id));
  made(await command());
  const entries = await db.select().from(auditEntries).where(gt(auditEntries.id, before)).orderBy(auditEntries.id);
  for (const { actorId } of entries) expect(actorId).toBe(cast.official.id);
  return entries.map(({ action, subjectId }) => [action, subjectId]);
}

test('a lock and its end are entered, each once', async () => {
  const lock = () => lockSection(ctx, { id: a, reason: 'Toimetamisel' });
  expect(await entered(lock)).toEqual([['section.locked', a]]);
  expect(await entered(() => unlockSection(ctx, { id: a }))).toEqual([['section.unlocked', a]]);
  expect(await entered(() => unlockSection(ctx, { id: a }))).toEqual([]);
});

test('what rights are given, taken, stopped and let through again is entered where it holds', async () => {
  const grant = { documentId: id, sectionId: a, subjectKind: 'person', subjectId: cast.partner.id } as const;
  expect(await entered(() => setGrant(ctx, { ...grant, right: 'read' }))).toEqual([['right.granted', a]]);
  expect(await entered(() => setGrant(ctx, { ...grant, right: 'read' }))).toEqual([]);
  expect(await entered(() => setGrant(ctx, { ...grant, sectionId: null, right: 'edit' }))).toEqual([
    ['right.granted', id],
  ]);
  expect(await entered(() => restrictSection(ctx, { sectionId: a, keep: [] }))).toEqual([
    ['right.withdrawn', a],
    ['right.granted', a],
    ['section.restricted', a],
  ]);
  expect(await entered(() => openSection(ctx, { sectionId: a, dropGrants: true }))).toEqual([
    ['right.withdrawn', a],
    ['section.opened', a],
  ]);
  expect(await entered(() => withdrawGrant(ctx, { ...grant, sectionId: null }))).toEqual([['right.withdrawn', id]]);
});

test('a new description, a new status, the trash and the way back are entered of the document', async () => {
  const form = { id, title: 'Uus', language: 'et', ownerOrganisationId: '' } as const;
  expect(await entered(() => editDocument(ctx, { ...form, revision: 1 }))).toEqual([['document.changed', id]]);
  const status = { id, revision: 2, status: 'in-consultation' } as const;
  expect(await entered(() => setStatus(ctx, status))).toEqual([['document.status-changed', id]]);
  expect(await entered(() => trashDocument(ctx, { id }))).toEqual([['document.trashed', id]]);
  expect(await entered(() => restoreDocument(ctx, { id }))).toEqual([['document.restored', id]]);
});

test('a split and a merge are entered of the section that is divided or goes, a saved text is not', async () => {
  const content = paragraphs('p1:üks', 'p2:kaks');
  expect(await entered(() => saveBody(ctx, { sectionId: a, bodyRevision: 1, schemaVersion: 1, content }))).toEqual([]);
  const half = { id: '' };
  const split = async () => {
    const answer = await splitSection(ctx, { id: a, bodyRevision: 2, blockId: 'p2', title: 'n' });
    if (answer.ok) half.id = answer.value.id;
    return answer;
  };
  expect(await entered(split)).toEqual([['section.split', a]]);
  const merge = () => mergeSection(ctx, { id: half.id, bodyRevision: 2, intoBodyRevision: 3 });
  expect(await entered(merge)).toEqual([['section.merged', half.id]]);
});

test('what follows what, and what was checked, is entered of the translation', async () => {
  const { id: copy, sections } = made(await makeTranslation(ctx, { id, language: 'en', title: 'Copy' }));
  const sectionId = sections[0]?.id ?? '';
  expect(await entered(() => markChecked(ctx, { sectionId }))).toEqual([['section.checked', sectionId]]);
  const pair = () => pairSection(ctx, { sectionId, leadingSectionId: b });
  expect(await entered(pair)).toEqual([['section.paired', sectionId]]);
  expect(await entered(() => unlinkTranslation(ctx, { followerId: copy }))).toEqual([['document.unlinked', copy]]);
  const link = () => linkTranslation(ctx, { followerId: copy, leadingId: id });
  expect(await entered(link)).toEqual([['document.linked', copy]]);
});
