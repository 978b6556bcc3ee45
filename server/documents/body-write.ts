// Writes the text of a section, and all that follows from it, in the caller's transaction. Rule BO2.

import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { sectionBodies } from '../../db/schema/documents.ts';
import { type Body, bodyJson, emptyBody } from '../../domain/document/body.ts';
import { references } from '../../domain/document/references.ts';
import { SCHEMA_VERSION } from '../../domain/document/schema/schema.ts';
import { wordCount } from '../../domain/document/text.ts';
import { viewerId } from '../../domain/people/viewer.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { isRevision } from '../../domain/text.ts';
import type { Context } from '../context.ts';
import { noteFileUses, type Standing } from '../files/uses.ts';
import { writeToRoom } from '../rooms/write.ts';
import type { Access } from './access.ts';
import { newBlockId } from './block-id.ts';

export type WrittenBody = {
  sectionId: string;
  body: Body;
  /** The one that the writer started from; without it the text is overwritten. */
  bodyRevision?: number;
  /** In the texts that the command rewrites. */
  standing: Standing;
};

/** Fails `stale` when the text has another revision, `image-unknown` for a picture that the writer may not bring. */
export async function writeBody(
  ctx: Context,
  tx: Db,
  access: Access,
  { sectionId, body, bodyRevision, standing }: WrittenBody,
): Promise<Result<{ bodyRevision: number }>> {
  if (bodyRevision !== undefined && !isRevision(bodyRevision)) return fail('stale');
  const { revision } = sectionBodies;
  const isCurrent = bodyRevision === undefined ? undefined : eq(revision, bodyRevision);
  const [row] = await tx
    .update(sectionBodies)
    .set({ ...bodyColumns(ctx, body), revision: sql`${revision} + 1` })
    .where(and(eq(sectionBodies.sectionId, sectionId), isCurrent))
    .returning({ bodyRevision: revision });
  if (!row) return fail('stale');
  await writeToRoom(ctx, tx, sectionId, body);
  const noted = await noteText(ctx, tx, access, { sectionId, body, standing });
  return noted.ok ? ok(row) : noted;
}

/** The rows of texts that did not exist; whoever adds them notes them with `noteText`. */
export async function insertBodies(
  ctx: Context,
  tx: Db,
  texts: readonly { sectionId: string; body?: Body | null }[],
): Promise<void> {
  const rows = texts.map(({ sectionId, body }) => ({ sectionId, ...bodyColumns(ctx, body ?? emptyBody(newBlockId)) }));
  if (rows.length > 0) await tx.insert(sectionBodies).values(rows);
}

function bodyColumns(ctx: Context, body: Body) {
  return {
    content: bodyJson(body),
    schemaVersion: SCHEMA_VERSION,
    words: wordCount(body),
    updatedAt: ctx.now,
    updatedBy: viewerId(ctx.viewer),
  };
}

/** Which pictures the text shows. Fails `image-unknown`. */
export async function noteText(
  ctx: Context,
  tx: Db,
  access: Access,
  { sectionId, body, standing }: Omit<WrittenBody, 'bodyRevision'>,
): Promise<Result<void>> {
  const { attachmentIds } = references(body);
  return noteFileUses(ctx, tx, access, { sectionId, attachmentIds, standing });
}
