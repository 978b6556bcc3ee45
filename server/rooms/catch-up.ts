// Brings texts to the end of their logs inside a command that is about to read them: what somebody typed a moment ago is
// divided, joined and compared like the rest. Rule RO24.

import { and, asc, eq, inArray, lt } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { rooms } from '../../db/schema/rooms.ts';
import { bodyJson } from '../../domain/document/body.ts';
import { references } from '../../domain/document/references.ts';
import type { Context } from '../context.ts';
import { type DocumentFacts, loadFacts } from '../documents/facts.ts';
import { loadForWriting, updatesOf } from './log.ts';
import { projected } from './projection.ts';
import { writeText } from './write-text.ts';

/** In a transaction that locked the document's row. A text that the schema does not take stays as it was (RO23). */
export async function catchUpTexts(
  ctx: Context,
  tx: Db,
  documentId: string,
  sectionIds: readonly string[],
): Promise<void> {
  if (sectionIds.length === 0) return;
  const { sectionId, projectedSeq, seq } = rooms;
  const behind = await tx
    .select({ sectionId })
    .from(rooms)
    .where(and(inArray(sectionId, [...sectionIds]), lt(projectedSeq, seq)))
    .orderBy(asc(sectionId))
    .for('update');
  const facts = behind.length > 0 ? await loadFacts(tx, documentId) : null;
  for (const room of facts ? behind : []) await catchUpText(ctx, tx, facts as DocumentFacts, room.sectionId);
}

async function catchUpText(ctx: Context, tx: Db, facts: DocumentFacts, sectionId: string): Promise<void> {
  const loaded = await loadForWriting(tx, sectionId);
  const text = loaded && projected(updatesOf(loaded));
  if (!loaded || !text?.ok) return;
  const { body, words } = text.value;
  const authorId = loaded.rows.findLast((row) => row.authorId !== null)?.authorId ?? null;
  const pictures = references(body).attachmentIds;
  // the projector notes afterwards which pictures the authors brought
  const read = { content: bodyJson(body), words, pictures, brought: [], authorId, at: ctx.now };
  await writeText(ctx, tx, facts, { sectionId, ...read });
  await tx.update(rooms).set({ projectedSeq: loaded.seq }).where(eq(rooms.sectionId, sectionId));
}
