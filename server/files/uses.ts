// Which pictures a text shows: noted with the text, asked when somebody reads a picture, and by the sweep.

import { and, eq, inArray, isNull, notInArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { documentFiles, fileUses } from '../../db/schema/files.ts';
import { attachments } from '../../db/schema/instance.ts';
import { isShownInline } from '../../domain/file/type.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { isRowId } from '../../domain/text.ts';
import type { Context } from '../context.ts';
import type { Access } from '../documents/access.ts';
import { canReadFile, loadFiles } from './access.ts';

/**
 * Notes in the transaction that writes the text of `sectionId` which pictures it shows. Fails `image-unknown` for ids
 * that are no pictures of this document, or that the saver may read neither elsewhere nor because this text showed
 * them before (undo brings those back).
 */
export async function noteFileUses(
  ctx: Context,
  tx: Db,
  access: Access,
  { sectionId, attachmentIds }: { sectionId: string; attachmentIds: readonly string[] },
): Promise<Result<void>> {
  const shown = [...new Set(attachmentIds)];
  if (!shown.every(isRowId)) return fail('image-unknown');
  const before = await tx.select({ id: fileUses.attachmentId }).from(fileUses).where(eq(fileUses.sectionId, sectionId));
  const known = new Set(before.map((use) => use.id));
  if (!(await areShowable(ctx, tx, access, shown, known))) return fail('image-unknown');
  const here = eq(fileUses.sectionId, sectionId);
  const others = shown.length > 0 ? and(here, notInArray(fileUses.attachmentId, shown)) : here;
  await tx
    .update(fileUses)
    .set({ endedAt: ctx.now })
    .where(and(others, isNull(fileUses.endedAt)));
  if (shown.length === 0) return ok();
  await tx
    .insert(fileUses)
    .values(shown.map((attachmentId) => ({ sectionId, attachmentId })))
    .onConflictDoUpdate({ target: [fileUses.sectionId, fileUses.attachmentId], set: { endedAt: null } });
  return ok();
}

async function areShowable(
  ctx: Context,
  tx: Db,
  access: Access,
  shown: readonly string[],
  known: ReadonlySet<string>,
): Promise<boolean> {
  if (shown.length === 0) return true;
  const ofDocument = eq(documentFiles.documentId, access.document.id);
  const files = await loadFiles(tx, and(inArray(attachments.id, [...shown]), ofDocument) ?? ofDocument, 'share');
  return (
    files.length === shown.length &&
    files.every((file) => isShownInline(file.mediaType) && (known.has(file.id) || canReadFile(ctx, access, file)))
  );
}
