// Removes the files that nothing needs any more (FI14 to FI16): uploads that came to nothing, pictures that no text
// shows, files that were taken away long ago. Never one that a text shows, be it in the trash.

import { and, eq, inArray, lt, notExists, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { documentFiles, fileUses } from '../../db/schema/files.ts';
import { attachments, settings } from '../../db/schema/instance.ts';
import { REMOVED_FILE_DAYS, UNUSED_IMAGE_DAYS } from '../../domain/document/file.ts';
import type { Context } from '../context.ts';

const DAY_MS = 86_400_000;
/** Files of one go; each is deleted in a transaction of its own, which takes 20 ms at most. */
const PORTION = 100;

/** Resolves to how many were removed. */
export async function sweepFiles(ctx: Context): Promise<number> {
  let swept = 0;
  for (;;) {
    const found = await ctx.db.select({ id: attachments.id }).from(attachments).where(isUnneeded(ctx)).limit(PORTION);
    const before = swept;
    for (const { id } of found) swept += (await ctx.db.transaction((tx) => remove(ctx, tx, id))) ? 1 : 0;
    if (swept === before) break;
  }
  if (swept > 0) ctx.log.info({ swept }, 'files that nothing needs are gone');
  return swept;
}

/** The row is locked before the question is asked again: a text that is saved meanwhile keeps its picture. */
async function remove(ctx: Context, tx: Db, id: string): Promise<boolean> {
  await tx.select({ id: attachments.id }).from(attachments).where(eq(attachments.id, id)).for('update');
  const [still] = await tx
    .select({ id: attachments.id })
    .from(attachments)
    .where(and(eq(attachments.id, id), isUnneeded(ctx)));
  if (!still) return false;
  await tx.delete(fileUses).where(eq(fileUses.attachmentId, id));
  await tx.delete(documentFiles).where(eq(documentFiles.attachmentId, id));
  await tx.delete(attachments).where(eq(attachments.id, id));
  return true;
}

function isUnneeded(ctx: Context): SQL | undefined {
  const before = (days: number) => new Date(ctx.now.getTime() - days * DAY_MS);
  const ownRow = ctx.db
    .select({ one: sql`1` })
    .from(documentFiles)
    .where(eq(documentFiles.attachmentId, attachments.id));
  const logo = ctx.db.select({ one: sql`1` }).from(settings).where(eq(settings.logoId, attachments.id));
  const isOrphan = and(lt(attachments.createdAt, before(1)), notExists(ownRow), notExists(logo));
  const unused = notExists(usedSince(ctx.db, before(UNUSED_IMAGE_DAYS)));
  const old = or(
    and(eq(documentFiles.purpose, 'image'), lt(documentFiles.addedAt, before(UNUSED_IMAGE_DAYS))),
    lt(documentFiles.removedAt, before(REMOVED_FILE_DAYS)),
  );
  const discarded = ctx.db.select({ id: documentFiles.attachmentId }).from(documentFiles).where(old);
  return or(isOrphan, and(inArray(attachments.id, discarded), unused));
}

/** Texts that show the attachment, or did after `instant`. */
function usedSince(db: Db, instant: Date) {
  return db
    .select({ one: sql`1` })
    .from(fileUses)
    .where(
      and(
        eq(fileUses.attachmentId, attachments.id),
        sql`coalesce(${fileUses.endedAt} >= ${instant.toISOString()}::timestamptz, true)`,
      ),
    );
}
