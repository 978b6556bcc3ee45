// CO9: what each command of documents says to whoever has the document open. Who of them is told what is in
// tests/collab/document-room.test.ts.

import { afterAll, beforeEach, expect, test } from 'vitest';
import type { DocumentSignal } from '../../../domain/document/presented.ts';
import type { Result } from '../../../domain/result.ts';
import { saveBody } from '../../../server/documents/bodies.ts';
import { editDocument, setStatus } from '../../../server/documents/documents.ts';
import { openSection, restrictSection, setGrant, withdrawGrant } from '../../../server/documents/grants.ts';
import { lockSection, unlockSection } from '../../../server/documents/locks.ts';
import { announce, type DocumentWatch, watchDocuments } from '../../../server/documents/signals.ts';
import { mergeSection, splitSection } from '../../../server/documents/split-merge.ts';
import { markChecked, pairSection } from '../../../server/documents/translated-sections.ts';
import { linkTranslation, makeTranslation, unlinkTranslation } from '../../../server/documents/translations.ts';
import { restoreDocument, trashDocument } from '../../../server/documents/trash.ts';
import { undoChange } from '../../../server/documents/tree-changes.ts';
import {
  changeSectionKind,
  deleteSection,
  moveSection,
  renameSection,
} from '../../../server/documents/tree-commands.ts';
import { made } from '../../support/documents.ts';
import { growDocument, paragraphs } from '../../support/sections.ts';
import { onStage, type Stage } from '../../support/stage.ts';

/** Longer than the tests take: nothing is heard but what is said. */
const NO_QUESTIONS_MS = 3_600_000;

let { app, cast, ctx } = {} as Stage;
let watch: DocumentWatch;
onStage(async (stage) => {
  ({ app, cast, ctx } = stage);
  watch = await watchDocuments(app, NO_QUESTIONS_MS);
});
afterAll(() => watch.close());

let id: string;
let [a, b] = ['', ''];
beforeEach(async () => {
  const grown = await growDocument(ctx, ['a', 'b']);
  id = grown.id;
  [a = '', b = ''] = [grown.at.a, grown.at.b];
});

/** What is said of the document while `command` runs, in order. */
async function said(command: Promise<Result<unknown>>, documentId = id): Promise<DocumentSignal[]> {
  const heard: (DocumentSignal | null)[] = [];
  const stop = watch.onDocument(documentId, (signal) => heard.push(signal));
  made(await command);
  // a revision that no tree has: it is heard after everything that the command said
  await ctx.db.transaction((tx) => announce(tx, { documentId, what: 'tree', treeRevision: -1 }));
  await expect.poll(() => heard.at(-1)?.treeRevision).toBe(-1);
  stop();
  return heard.slice(0, -1).filter((signal) => signal !== null);
}

const save = (sectionId: string, bodyRevision: number, ...texts: string[]) =>
  saveBody(ctx, { sectionId, bodyRevision, schemaVersion: 1, content: paragraphs(...texts) });

test('CO9 a saved text is said of its section, to whom that is open', async () => {
  expect(await said(save(a, 1, 'p1:üks'))).toEqual([{ what: 'body', sectionId: a, treeRevision: 2 }]);
});

test('CO9 a new title is said of its section, every other change of the tree of the whole', async () => {
  const renamed = renameSection(ctx, { id: a, revision: 1, title: 'A' });
  expect(await said(renamed)).toEqual([{ what: 'tree', sectionId: a, treeRevision: 3 }]);
  const rekinded = changeSectionKind(ctx, { id: a, revision: 2, kind: 'annex' });
  expect(await said(rekinded)).toEqual([{ what: 'tree', treeRevision: 4 }]);
  expect(await said(moveSection(ctx, { id: a, parentId: b, beforeId: null }))).toEqual([
    { what: 'tree', treeRevision: 5 },
  ]);
  expect(await said(deleteSection(ctx, { id: b }))).toEqual([{ what: 'tree', treeRevision: 6 }]);
});

test('CO9 a split, a merge and their undo are said of the tree and of both texts', async () => {
  made(await save(a, 1, 'p1:üks', 'p2:kaks'));
  const split = splitSection(ctx, { id: a, bodyRevision: 2, blockId: 'p2', title: 'n' });
  const bySection = (signals: DocumentSignal[]) => signals.map(({ what, sectionId }) => `${what} ${sectionId ?? ''}`);
  const afterSplit = bySection(await said(split));
  const { id: half } = made(await split);
  expect(afterSplit.sort()).toEqual(['tree ', `body ${a}`, `body ${half}`].sort());
  const merge = mergeSection(ctx, { id: half, bodyRevision: 2, intoBodyRevision: 3 });
  expect(bySection(await said(merge)).sort()).toEqual(afterSplit);
  const { changeId } = made(await merge);
  expect(bySection(await said(undoChange(ctx, { documentId: id, changeId }))).sort()).toEqual(afterSplit);
});

test('CO9 every change of rights and locks is said', async () => {
  const rights = [{ what: 'rights', treeRevision: 2 }];
  const grant = { documentId: id, sectionId: null, subjectKind: 'person', subjectId: cast.partner.id } as const;
  const commands = [
    () => setGrant(ctx, { ...grant, right: 'read' }),
    () => withdrawGrant(ctx, grant),
    () => restrictSection(ctx, { sectionId: a, keep: [] }),
    () => openSection(ctx, { sectionId: a, dropGrants: true }),
    () => lockSection(ctx, { id: a, reason: 'Toimetamisel' }),
    () => unlockSection(ctx, { id: a }),
  ];
  for (const command of commands) expect(await said(command())).toEqual(rights);
  // what is so already is no change
  expect(await said(unlockSection(ctx, { id: a }))).toEqual([]);
});

test('CO9 what is said of a document as a whole: its description and status, into the trash and out of it', async () => {
  const document = [{ what: 'document', treeRevision: 2 }];
  const form = { id, title: 'Uus', language: 'et', ownerOrganisationId: '' } as const;
  expect(await said(editDocument(ctx, { ...form, revision: 1 }))).toEqual(document);
  expect(await said(setStatus(ctx, { id, revision: 2, status: 'in-consultation' }))).toEqual(document);
  expect(await said(trashDocument(ctx, { id }))).toEqual([{ what: 'gone', treeRevision: 2 }]);
  expect(await said(restoreDocument(ctx, { id }))).toEqual(document);
});

test('CO9 what ties a translation to its original is said of both, what is checked in it of the translation', async () => {
  const document = { what: 'document', treeRevision: expect.any(Number) };
  const making = makeTranslation(ctx, { id, language: 'en', title: 'Copy' });
  expect(await said(making)).toEqual([document]);
  const { id: copy, sections } = made(await making);
  const sectionId = sections[0]?.id ?? '';
  expect(await said(markChecked(ctx, { sectionId }), copy)).toEqual([document]);
  expect(await said(pairSection(ctx, { sectionId, leadingSectionId: b }), copy)).toEqual([document]);
  for (const place of [id, copy]) {
    expect(await said(unlinkTranslation(ctx, { followerId: copy }), place)).toEqual([document]);
    made(await linkTranslation(ctx, { followerId: copy, leadingId: id }));
  }
  made(await unlinkTranslation(ctx, { followerId: copy }));
  expect(await said(linkTranslation(ctx, { followerId: copy, leadingId: id }))).toEqual([document]);
});
