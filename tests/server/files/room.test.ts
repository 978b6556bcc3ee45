// FI18: how many files a document may have, and how much they may be together.

import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documentFiles } from '../../../db/schema/files.ts';
import { attachments } from '../../../db/schema/instance.ts';
import { MAX_FILE_BYTES, MAX_FILES, MAX_FILES_BYTES } from '../../../domain/document/file.ts';
import type { Context } from '../../../server/context.ts';
import { addFile, removeFile, restoreFile } from '../../../server/files/commands.ts';
import { castOf } from '../../support/cast.ts';
import { addDocument, made, outcome } from '../../support/documents.ts';
import { pdf } from '../../support/file-places.ts';
import { testInstance } from '../../support/instance.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
let owner: Context;

beforeAll(async () => {
  app = await testInstance();
  owner = (await castOf(app)).official.ctx;
});
afterAll(() => app.close());

/** Rows of files of these sizes, without their bytes. */
async function plantFiles(documentId: string, sizes: readonly number[]): Promise<void> {
  const rows = sizes.map((size) => ({ id: randomUUID(), size }));
  const file = { sha256: '', mediaType: 'application/pdf', name: 'a.pdf', createdAt: owner.now };
  await app.database.db.insert(attachments).values(rows.map((row) => ({ ...file, ...row })));
  const place = { documentId, purpose: 'image' as const, addedAt: owner.now };
  await app.database.db.insert(documentFiles).values(rows.map(({ id }) => ({ ...place, attachmentId: id })));
}

const storedCount = async () => (await app.database.db.select({ id: attachments.id }).from(attachments)).length;
const here = (documentId: string) => pdf({ documentId, sectionId: null });

test('FI18 a document takes 500 files and pictures, of two that come at once only the last that fits', async () => {
  const { id } = await addDocument(owner);
  await plantFiles(id, Array(MAX_FILES - 1).fill(1));
  const before = await storedCount();
  const answers = await Promise.all([addFile(owner, here(id)), addFile(owner, here(id))]);
  expect(answers.map(outcome).sort()).toEqual(['ok', 'too-many-files']);
  expect(await storedCount()).toBe(before + 1);
  expect(outcome(await addFile(owner, here((await addDocument(owner)).id)))).toBe('ok');
});

test('FI18 removing a file makes room for one, and it comes back only when there is room', async () => {
  const { id } = await addDocument(owner);
  await plantFiles(id, Array(MAX_FILES - 1).fill(1));
  const first = made(await addFile(owner, here(id))).id;
  made(await removeFile(owner, first));
  const second = made(await addFile(owner, here(id))).id;
  expect(outcome(await restoreFile(owner, first))).toBe('too-many-files');
  made(await removeFile(owner, second));
  expect(outcome(await restoreFile(owner, first))).toBe('ok');
});

test('FI18 the files of a document have 1 GiB together, removed ones counted', async () => {
  const { id } = await addDocument(owner);
  const large = Math.floor(MAX_FILES_BYTES / MAX_FILE_BYTES);
  await plantFiles(id, [...Array(large).fill(MAX_FILE_BYTES), MAX_FILES_BYTES - large * MAX_FILE_BYTES]);
  expect(await addFile(owner, here(id))).toMatchObject({
    error: { code: 'document-files-too-large', params: { limit: 1024 } },
  });
  const all = eq(documentFiles.documentId, id);
  await app.database.db.update(documentFiles).set({ removedAt: owner.now }).where(all);
  expect(outcome(await addFile(owner, here(id)))).toBe('document-files-too-large');
});
