// The files of documents as their readers get them: a list, and one file with its bytes.

import { and, eq, isNull } from 'drizzle-orm';
import { documentFiles } from '../../db/schema/files.ts';
import { attachments } from '../../db/schema/instance.ts';
import type { PresentedFile } from '../../domain/document/file.ts';
import type { PersonRef } from '../../domain/document/presented.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { isRowId } from '../../domain/text.ts';
import type { Context } from '../context.ts';
import { authoriseAt, loadAccess } from '../documents/access.ts';
import { loadPeople } from '../documents/people.ts';
import { canReadFile, type FileRow, loadFiles } from './access.ts';
import { readAttachment } from './attachments.ts';

/** A file and a way to its bytes. */
export type ReadableFile = Pick<FileRow, 'id' | 'name' | 'mediaType' | 'size' | 'sha256'> & {
  /** From `from` to `to` (exclusive), a part at a time. */
  bytes(from: number, to: number): AsyncGenerator<Uint8Array>;
};

/** The files beside the texts (not the pictures in them) that the reader may read, by name. */
export async function listFiles(ctx: Context, documentId: string): Promise<Result<PresentedFile[]>> {
  const access = await loadAccess(ctx, ctx.db, documentId);
  if (access === null || access.document.trashedAt !== null) return fail('not-found');
  const listed = and(
    eq(documentFiles.documentId, access.document.id),
    eq(documentFiles.purpose, 'file'),
    isNull(documentFiles.removedAt),
  );
  const files = (await loadFiles(ctx.db, listed ?? eq(documentFiles.documentId, documentId))).filter((file) =>
    canReadFile(ctx, access, file),
  );
  const people = await loadPeople(
    ctx.db,
    files.map(({ addedBy }) => addedBy),
  );
  const presented = files.map((file) => ({
    ...presentFile(file, people),
    canChange: isChangeable(ctx, access, file.sectionId),
  }));
  return ok(presented.sort((a, b) => a.name.localeCompare(b.name, access.document.language) || (a.id < b.id ? -1 : 1)));
}

/** `not-found` alike for a file that is not there and for one that the viewer may not read. */
export async function readFile(ctx: Context, id: string): Promise<Result<ReadableFile>> {
  if (!isRowId(id)) return fail('not-found');
  const [file] = await loadFiles(ctx.db, eq(attachments.id, id));
  const access = file ? await loadAccess(ctx, ctx.db, file.documentId) : null;
  if (!file || !access || !canReadFile(ctx, access, file)) return fail('not-found');
  const { name, mediaType, size, sha256 } = file;
  return ok({
    id: file.id,
    name,
    mediaType,
    size,
    sha256,
    bytes: (from, to) => readAttachment(ctx.db, file.id, from, to),
  });
}

function isChangeable(ctx: Context, access: Parameters<typeof authoriseAt>[1], sectionId: string | null): boolean {
  const isThere = sectionId === null || access.isLiving(sectionId);
  return isThere && authoriseAt(ctx, access, 'file.change', sectionId).ok;
}

function presentFile(file: FileRow, people: ReadonlyMap<string, PersonRef>): Omit<PresentedFile, 'canChange'> {
  const { id, name, mediaType, size, sectionId, addedAt, addedBy } = file;
  const by = addedBy === null ? null : (people.get(addedBy) ?? { id: addedBy, name: '' });
  return { id, name, mediaType, size, sectionId, addedAt: addedAt.toISOString(), addedBy: by };
}
