// Who may read a file of a document: whoever may read the place where it was added, or a text that shows it, and
// whoever added it (FI8, FI9).

import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { isAmong } from '../../db/array.ts';
import type { Db } from '../../db/database.ts';
import { documentFiles, fileUses } from '../../db/schema/files.ts';
import { attachments } from '../../db/schema/instance.ts';
import type { FilesKept } from '../../domain/document/file.ts';
import { type DocumentRight, includesRight } from '../../domain/document/rights.ts';
import { viewerId } from '../../domain/people/viewer.ts';
import { can } from '../../domain/permissions.ts';
import type { Context } from '../context.ts';
import type { Access } from '../documents/access.ts';

const COLUMNS = {
  id: attachments.id,
  documentId: documentFiles.documentId,
  sectionId: documentFiles.sectionId,
  purpose: documentFiles.purpose,
  name: attachments.name,
  mediaType: attachments.mediaType,
  size: attachments.size,
  sha256: attachments.sha256,
  width: documentFiles.width,
  height: documentFiles.height,
  addedAt: documentFiles.addedAt,
  addedBy: documentFiles.addedBy,
  removedAt: documentFiles.removedAt,
};

/** A file with the living and trashed sections whose text shows it now. */
export type FileRow = {
  [K in keyof typeof COLUMNS]: (typeof COLUMNS)[K]['_']['notNull'] extends true
    ? (typeof COLUMNS)[K]['_']['data']
    : (typeof COLUMNS)[K]['_']['data'] | null;
} & { shownIn: string[] };

/** The files that `filter` picks; `lock` keeps the sweep away from them until the transaction ends. */
export async function loadFiles(db: Db, filter: SQL, lock?: 'share'): Promise<FileRow[]> {
  const query = db
    .select(COLUMNS)
    .from(attachments)
    .innerJoin(documentFiles, eq(documentFiles.attachmentId, attachments.id))
    .where(filter);
  const rows = lock ? await query.for(lock, { of: attachments }) : await query;
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const uses = await db
    .select({ attachmentId: fileUses.attachmentId, sectionId: fileUses.sectionId })
    .from(fileUses)
    .where(and(isAmong(fileUses.attachmentId, ids), isNull(fileUses.endedAt)));
  const bySection = Map.groupBy(uses, (use) => use.attachmentId);
  return rows.map((row) => ({ ...row, shownIn: (bySection.get(row.id) ?? []).map((use) => use.sectionId) }));
}

/** Removed ones do not count as files, but their bytes do: they are kept. */
export async function loadFilesKept(db: Db, documentId: string): Promise<FilesKept> {
  const kept = {
    count: sql<number>`(count(*) filter (where ${documentFiles.removedAt} is null))::int`,
    bytes: sql<number>`coalesce(sum(${attachments.size}), 0)::float8`,
  };
  const [row] = await db
    .select(kept)
    .from(documentFiles)
    .innerJoin(attachments, eq(attachments.id, documentFiles.attachmentId))
    .where(eq(documentFiles.documentId, documentId));
  return row ?? { count: 0, bytes: 0 };
}

/** May the viewer read it? A removed file is there only for those whose text still shows it. */
export function canReadFile(ctx: Context, access: Access, file: FileRow): boolean {
  if (file.documentId !== access.document.id || access.document.trashedAt !== null) return false;
  const right = bestRight(ctx, access, file);
  // without a place it is not there for anybody, administrators included
  return right !== 'none' && can(ctx.viewer, 'file.read', { right });
}

function bestRight(ctx: Context, access: Access, file: FileRow): DocumentRight {
  const isListed = file.removedAt === null;
  const places = [...file.shownIn, ...(isListed ? [file.sectionId] : [])];
  const rights = places.map((place) => rightAt(access, place));
  const isOwn = isListed && file.addedBy !== null && file.addedBy === viewerId(ctx.viewer);
  return rights.reduce(higher, isOwn ? 'read' : 'none');
}

/** None in a section that is in the trash. Null: the document as a whole. */
function rightAt(access: Access, sectionId: string | null): DocumentRight {
  return sectionId === null || access.isLiving(sectionId) ? access.at(sectionId).right : 'none';
}

function higher(a: DocumentRight, b: DocumentRight): DocumentRight {
  return includesRight(a, b) ? a : b;
}
