// Writes the text that was read off the log of a room where everything else looks for it: the section's body, its word
// count, the pictures it shows, search, the document's time. Rule RO21.

import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { documents, sectionBodies } from '../../db/schema/documents.ts';
import { fileUses } from '../../db/schema/files.ts';
import type { BodyJson } from '../../domain/document/body.ts';
import { rightsSubject } from '../../domain/document/rights.ts';
import { SCHEMA_VERSION } from '../../domain/document/schema/schema.ts';
import { isRowId } from '../../domain/text.ts';
import { loadViewers } from '../collab/viewers.ts';
import { type Context, createContext } from '../context.ts';
import { accessFor } from '../documents/access.ts';
import { type DocumentRow, loadFacts } from '../documents/facts.ts';
import { noteTyping } from '../documents/note-words.ts';
import { announce } from '../documents/signals.ts';
import { noteShown, showableFiles } from '../files/uses.ts';
import type { Brought } from './projection.ts';

/** What is said of the document when a text of it has changed. */
export type TextDocument = Pick<DocumentRow, 'id' | 'treeRevision'>;

export type ReadText = {
  sectionId: string;
  content: BodyJson;
  words: number;
  pictures: readonly string[];
  brought: readonly Brought[];
  /** Who wrote last, and when. */
  authorId: string | null;
  at: Date;
};

/** In a transaction that locked the document's row. A text that is there already changes nothing. */
export async function writeText(ctx: Context, tx: Db, document: TextDocument, text: ReadText): Promise<void> {
  const { sectionId, content, words, at, authorId } = text;
  const { id: documentId, treeRevision } = document;
  await notePictures(ctx, tx, documentId, text);
  const columns = { content, words, schemaVersion: SCHEMA_VERSION, updatedAt: at, updatedBy: authorId };
  const isOther = sql`${sectionBodies.content} is distinct from ${JSON.stringify(content)}::jsonb`;
  const written = await tx
    .update(sectionBodies)
    .set({ ...columns, revision: sql`${sectionBodies.revision} + 1` })
    .where(and(eq(sectionBodies.sectionId, sectionId), isOther))
    .returning({ sectionId: sectionBodies.sectionId });
  if (written.length === 0) return;
  await noteTyping(tx, sectionId);
  const latest = sql`greatest(${documents.updatedAt}, ${at.toISOString()}::timestamptz)`;
  await tx.update(documents).set({ updatedAt: latest }).where(eq(documents.id, documentId));
  await announce(tx, { documentId, what: 'body', sectionId, treeRevision });
}

/**
 * The text shows what it showed, as far as it still does, and what somebody brought who may show it. Nobody gains a
 * picture by writing its id, not even when somebody who may read it goes on writing.
 */
async function notePictures(
  ctx: Context,
  tx: Db,
  documentId: string,
  text: Pick<ReadText, 'sectionId' | 'pictures' | 'brought'>,
): Promise<void> {
  const { sectionId, pictures } = text;
  const { attachmentId, endedAt } = fileUses;
  const noted = await tx
    .select({ attachmentId })
    .from(fileUses)
    .where(and(eq(fileUses.sectionId, sectionId), isNull(endedAt)));
  const shown = new Set(noted.map((use) => use.attachmentId));
  const fresh = text.brought.filter((each) => pictures.includes(each.attachmentId) && isRowId(each.attachmentId));
  for (const [authorId, own] of Map.groupBy(fresh, (each) => each.authorId)) {
    const ids = [...new Set(own.map((each) => each.attachmentId))].filter((id) => !shown.has(id));
    for (const id of await showableBy(ctx, tx, documentId, authorId, ids)) shown.add(id);
  }
  const now = pictures.filter((id) => shown.has(id));
  const isSame = now.length === noted.length && noted.every((use) => now.includes(use.attachmentId));
  if (!isSame) await noteShown(ctx, tx, sectionId, now);
}

async function showableBy(
  ctx: Context,
  tx: Db,
  documentId: string,
  authorId: string | null,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0 || authorId === null) return new Set();
  const viewer = (await loadViewers(tx, [authorId])).get(authorId);
  // all sections and rights of the document, which few projections need
  const facts = viewer ? await loadFacts(tx, documentId) : null;
  const access = viewer && facts && accessFor(rightsSubject(viewer), facts);
  return viewer && access ? showableFiles(createContext(ctx.app, viewer, 'job'), tx, access, ids) : new Set();
}
