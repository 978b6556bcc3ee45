// Brings texts to the end of their logs inside a command that is about to read them: what somebody typed a moment ago is
// divided, joined and compared like the rest. Rule RO24.

import { and, asc, eq, inArray, lt } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { documents } from '../../db/schema/documents.ts';
import { rooms } from '../../db/schema/rooms.ts';
import { bodyJson } from '../../domain/document/body.ts';
import { references } from '../../domain/document/references.ts';
import type { Context } from '../context.ts';
import { loadForWriting, updatesOf } from './log.ts';
import { projected } from './projection.ts';
import { type TextDocument, writeText } from './write-text.ts';

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
    .select({ sectionId, projectedSeq })
    .from(rooms)
    .where(and(inArray(sectionId, [...sectionIds]), lt(projectedSeq, seq)))
    .orderBy(asc(sectionId))
    .for('update');
  if (behind.length === 0) return;
  const { id, treeRevision } = documents;
  const [document] = await tx.select({ id, treeRevision }).from(documents).where(eq(id, documentId));
  for (const room of document ? behind : []) await catchUpText(ctx, tx, document as TextDocument, room);
}

type Behind = { sectionId: string; projectedSeq: number };

async function catchUpText(
  ctx: Context,
  tx: Db,
  document: TextDocument,
  { sectionId, projectedSeq }: Behind,
): Promise<void> {
  const loaded = await loadForWriting(tx, sectionId);
  if (!loaded) return;
  const [known, fresh] = [
    loaded.rows.filter(({ seq }) => seq <= projectedSeq),
    loaded.rows.filter(({ seq }) => seq > projectedSeq),
  ];
  const text = projected(updatesOf({ ...loaded, rows: known }), fresh);
  if (!text.ok) return;
  const { body, words, brought } = text.value;
  const authorId = loaded.rows.findLast((row) => row.authorId !== null)?.authorId ?? null;
  const pictures = references(body).attachmentIds;
  const read = { content: bodyJson(body), words, pictures, brought, authorId, at: ctx.now };
  await writeText(ctx, tx, document, { sectionId, ...read });
  await tx.update(rooms).set({ projectedSeq: loaded.seq }).where(eq(rooms.sectionId, sectionId));
}
