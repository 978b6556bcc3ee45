// How much text a document may have altogether: its page, its contents list and its references are made of all of it.

import { eq, sql } from 'drizzle-orm';
import { isAmong } from '../../db/array.ts';
import type { Db } from '../../db/database.ts';
import { sectionBodies, sections } from '../../db/schema/documents.ts';
import { MAX_WORDS } from '../../domain/document/section.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Access } from './access.ts';

/** Fails `document-too-long`. */
export function checkWords(words: number): Result<void> {
  return words <= MAX_WORDS ? ok() : fail('document-too-long', { params: { limit: MAX_WORDS } });
}

/**
 * Is there room for what comes back from the trash, the sections that are not living now? Fails `document-too-long`.
 * In a transaction that locked the document's row.
 */
export async function roomForReturning(tx: Db, access: Access, ids: readonly string[]): Promise<Result<void>> {
  if (ids.length === 0) return ok();
  const [sum] = await tx
    .select({ words: wordsTogether })
    .from(sectionBodies)
    .where(isAmong(sectionBodies.sectionId, ids));
  const words = sum?.words ?? 0;
  return words === 0 ? ok() : roomForWords(tx, access, words);
}

const wordsTogether = sql<number>`coalesce(sum(${sectionBodies.words}), 0)::int`;

/**
 * Is there room for `words` more, or for a text of so many in place of that of `sectionId`? A shorter text always has
 * room. Fails `document-too-long`. In a transaction that locked the document's row.
 */
export async function roomForWords(tx: Db, access: Access, words: number, sectionId?: string): Promise<Result<void>> {
  const ofDocument = eq(sections.documentId, access.document.id);
  const [sum] = await tx
    .select({ words: wordsTogether })
    .from(sectionBodies)
    .innerJoin(sections, eq(sections.id, sectionBodies.sectionId))
    .where(ofDocument);
  // nearly always: all texts, in the trash too, leave room
  if (checkWords((sum?.words ?? 0) + words).ok) return ok();
  const rows = await tx
    .select({ id: sections.id, words: sectionBodies.words })
    .from(sectionBodies)
    .innerJoin(sections, eq(sections.id, sectionBodies.sectionId))
    .where(ofDocument);
  const replaced = rows.find(({ id }) => id === sectionId)?.words ?? 0;
  if (words <= replaced) return ok();
  const living = rows.reduce((all, row) => all + (access.isLiving(row.id) ? row.words : 0), 0);
  return checkWords(living - replaced + words);
}
