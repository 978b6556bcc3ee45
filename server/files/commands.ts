// Adding a file to a document, taking it away and putting it back.

import { eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { documentFiles } from '../../db/schema/files.ts';
import { attachmentParts, attachments } from '../../db/schema/instance.ts';
import { type AddedFile, type FilePurpose, roomForFiles } from '../../domain/document/file.ts';
import { type ReadFile, readFile } from '../../domain/file/read.ts';
import { isShownInline } from '../../domain/file/type.ts';
import type { AuditAction } from '../../domain/people/audit.ts';
import { viewerId } from '../../domain/people/viewer.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { isRowId } from '../../domain/text.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { type Access, authoriseAt, loadAccess } from '../documents/access.ts';
import { transact } from '../transact.ts';
import { canReadFile, type FileRow, loadFiles, loadFilesKept } from './access.ts';
import { storeAttachment } from './attachments.ts';

/** `sectionId`: where it is added; null for the document as a whole. `name` and `bytes` as they were sent. */
export type NewFile = {
  documentId: string;
  sectionId: string | null;
  purpose: FilePurpose;
  name: string;
  bytes: Uint8Array;
};

type Place = Pick<NewFile, 'documentId' | 'sectionId'>;

/**
 * Fails as `authoriseAt` does, `section-gone`, `file-type`, `file-too-large`, `picture-invalid`, `too-many-files`,
 * `document-files-too-large`. The bytes are written before the transaction, so that others get their turn meanwhile;
 * rights and room are asked before and in it.
 */
export async function addFile(ctx: Context, file: NewFile): Promise<Result<AddedFile>> {
  const allowed = await changeableAt(ctx, ctx.db, file);
  if (!allowed.ok) return allowed;
  const read = readFile(file);
  if (!read.ok) return read;
  if (file.purpose === 'image' && !isShownInline(read.value.mediaType)) return fail('file-type');
  const room = await roomForOne(ctx.db, file.documentId, read.value.bytes.length);
  if (!room.ok) return room;
  const id = ctx.newId();
  const { name, mediaType, bytes } = read.value;
  await storeAttachment(ctx.db, { id, name, mediaType, bytes, createdAt: ctx.now });
  const added = await transact(ctx, (tx) => takeUp(ctx, tx, file, id, read.value));
  if (!added.ok) await ctx.db.delete(attachments).where(eq(attachments.id, id));
  return added;
}

/** From here on the attachment belongs to the document. */
async function takeUp(ctx: Context, tx: Db, to: NewFile, id: string, file: ReadFile): Promise<Result<AddedFile>> {
  // not `share`: of two that are added at once the second counts the first
  const allowed = await changeableAt(ctx, tx, to, 'update');
  if (!allowed.ok) return allowed;
  const { name, mediaType, bytes, width, height } = file;
  const room = await roomForOne(tx, to.documentId, bytes.length);
  if (!room.ok) return room;
  await requireWhole(tx, id, bytes.length);
  const { documentId, sectionId, purpose } = to;
  const by = { addedAt: ctx.now, addedBy: viewerId(ctx.viewer) };
  await tx.insert(documentFiles).values({ attachmentId: id, documentId, sectionId, purpose, width, height, ...by });
  await record(ctx, tx, 'file.added', { kind: 'file', id }, { document: documentId, section: sectionId, purpose });
  return ok({ id, name, mediaType, size: bytes.length, width, height });
}

/** `bytes` 0 for a removed one that comes back: it is kept all the while. */
async function roomForOne(db: Db, documentId: string, bytes: number): Promise<Result<void>> {
  return roomForFiles(await loadFilesKept(db, documentId), { count: 1, bytes });
}

/** Takes a file out of the list; until it is swept it can be put back. Pictures end with the texts that show them. */
export async function removeFile(ctx: Context, id: string): Promise<Result<void>> {
  return changeListed(ctx, id, 'file.removed', { removedAt: ctx.now, removedBy: viewerId(ctx.viewer) });
}

/** Puts a removed file back where it was. Fails `section-gone` when that is in the trash, `too-many-files`. */
export async function restoreFile(ctx: Context, id: string): Promise<Result<void>> {
  return changeListed(ctx, id, 'file.restored', { removedAt: null, removedBy: null });
}

type Removal = { removedAt: Date | null; removedBy: string | null };

/** What is already so stays so, and leaves no entry. `not-found` where the viewer could not read the file either. */
async function changeListed(ctx: Context, id: string, action: AuditAction, to: Removal): Promise<Result<void>> {
  if (!isRowId(id)) return fail('not-found');
  return transact(ctx, async (tx) => {
    const [file] = await loadFiles(tx, eq(attachments.id, id), 'share');
    if (file?.purpose !== 'file') return fail('not-found');
    const allowed = await changeableAt(ctx, tx, file, 'update');
    if (!allowed.ok) return hidden(ctx, tx, file, allowed);
    if ((file.removedAt === null) === (to.removedAt === null)) return ok();
    const room = to.removedAt === null ? await roomForOne(tx, file.documentId, 0) : ok();
    if (!room.ok) return room;
    await tx.update(documentFiles).set(to).where(eq(documentFiles.attachmentId, id));
    await record(ctx, tx, action, { kind: 'file', id }, { document: file.documentId, section: file.sectionId });
    return ok();
  });
}

/** A refusal, unless it would tell of a file that the viewer may neither read nor bring back with its section. */
async function hidden(ctx: Context, tx: Db, file: FileRow, refusal: Result<never>): Promise<Result<never>> {
  const access = await loadAccess(ctx, tx, file.documentId);
  if (access === null) return fail('not-found');
  const isTheirs = authoriseAt(ctx, access, 'file.change', file.sectionId).ok;
  return isTheirs || canReadFile(ctx, access, file) ? refusal : fail('not-found');
}

/** May the viewer change files there? `lock` holds the document until the transaction ends. */
async function changeableAt(ctx: Context, db: Db, place: Place, lock?: 'update'): Promise<Result<Access>> {
  if (ctx.viewer.kind === 'anonymous') return fail('signed-out');
  const access = await loadAccess(ctx, db, place.documentId, lock);
  if (access === null) return fail('not-found');
  const allowed = authoriseAt(ctx, access, 'file.change', place.sectionId);
  if (!allowed.ok) return allowed;
  return place.sectionId === null || access.isLiving(place.sectionId) ? ok(access) : fail('section-gone');
}

/** Its parts were written one by one: are they all there? */
async function requireWhole(tx: Db, id: string, size: number): Promise<void> {
  const [row] = await tx
    .select({ stored: sql<number>`sum(length(${attachmentParts.bytes}))::int` })
    .from(attachmentParts)
    .where(eq(attachmentParts.attachmentId, id));
  if (row?.stored !== size) throw new Error(`attachment ${id} has ${row?.stored} of ${size} bytes`);
}
