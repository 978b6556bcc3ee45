// Keeps the rows that search looks into as the documents say, inside the transaction that changes a document. What is
// too much for one transaction is marked, and computed in small steps afterwards (refresh.ts).

import { and, eq, getTableColumns, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { documents, sectionBodies, sections } from '../../db/schema/documents.ts';
import { searchEntries } from '../../db/schema/search.ts';
import { readBody } from '../../domain/document/body.ts';
import { passages as passagesOf } from '../../domain/document/text.ts';
import { LEXEME_VERSION, lexemes as lexemesOf } from '../../domain/search/lexemes.ts';

/** What one row is computed from. `content` null: a title without text. */
type Unit = {
  id: string;
  documentId: string;
  sectionId: string | null;
  language: string;
  title: string;
  content: unknown;
};

/** Words that a transaction computes at once: half a second of work. */
const WORDS_AT_ONCE = 20_000;

/** Rows whose texts are loaded together. */
const ROWS_AT_ONCE = 5;

/** The row of a section whose title or text is new. Nothing happens for an unknown id. */
export async function refreshSectionEntry(tx: Db, sectionId: string): Promise<void> {
  await refreshSections(tx, [sectionId]);
}

/**
 * The row of a document whose title or language is new, and those of its sections that have none or are in another
 * language; of very many words these are only marked, and found within a minute or so.
 */
export async function refreshDocumentEntries(tx: Db, documentId: string): Promise<void> {
  await refreshTitles(tx, [documentId]);
  const behind = await tx
    .select({ id: sections.id, words: sectionBodies.words })
    .from(sections)
    .innerJoin(documents, eq(documents.id, sections.documentId))
    .innerJoin(sectionBodies, eq(sectionBodies.sectionId, sections.id))
    .leftJoin(searchEntries, eq(searchEntries.id, sections.id))
    .where(
      and(
        eq(sections.documentId, documentId),
        or(isNull(searchEntries.id), ne(searchEntries.language, documents.language)),
      ),
    );
  const ids = behind.map(({ id }) => id);
  const words = behind.reduce((sum, row) => sum + row.words, 0);
  await (words <= WORDS_AT_ONCE ? refreshSections(tx, ids) : markSections(tx, inArray(sections.id, ids)));
}

/** Computes the rows of these sections; unknown ones are passed over. */
export async function refreshSections(tx: Db, ids: readonly string[]): Promise<void> {
  const { id, documentId, title } = sections;
  for (const some of inSteps(ids)) {
    const rows = await tx
      .select({ id, documentId, title, language: documents.language, content: sectionBodies.content })
      .from(sections)
      .innerJoin(documents, eq(documents.id, documentId))
      .innerJoin(sectionBodies, eq(sectionBodies.sectionId, id))
      .where(inArray(id, some));
    await writeEntries(
      tx,
      rows.map((row) => ({ ...row, sectionId: row.id })),
    );
  }
}

/** Computes the rows of the titles of these documents. */
export async function refreshTitles(tx: Db, ids: readonly string[]): Promise<void> {
  const { id, title, language } = documents;
  for (const some of inSteps(ids)) {
    const rows = await tx.select({ id, title, language }).from(documents).where(inArray(id, some));
    await writeEntries(
      tx,
      rows.map((row) => ({ ...row, documentId: row.id, sectionId: null, content: null })),
    );
  }
}

/** Empty rows that wait to be computed, for the sections that `which` picks: what they held may not be theirs any more. */
export async function markSections(tx: Db, which: SQL): Promise<void> {
  await tx.execute(sql`
    INSERT INTO ${searchEntries} (id, document_id, section_id, language, title, passages, lexemes, size, version, is_learned)
    SELECT ${sections.id}, ${sections.documentId}, ${sections.id}, '', '', '[]', '', 0, 0, true
    FROM ${sections} WHERE ${which}
    ON CONFLICT (id) DO UPDATE
    SET title = '', passages = '[]', lexemes = '', size = 0, version = 0, is_learned = true,
      revision = ${searchEntries}.revision + 1`);
}

/** The row is computed within a minute; till then what it held is found. For a text that goes on being written. */
export async function outdateSection(tx: Db, sectionId: string): Promise<void> {
  const { revision } = searchEntries;
  const outdated = { version: 0, revision: sql`${revision} + 1` };
  const known = await tx
    .update(searchEntries)
    .set(outdated)
    .where(eq(searchEntries.id, sectionId))
    .returning({ id: searchEntries.id });
  if (known.length === 0) await markSections(tx, eq(sections.id, sectionId));
}

async function writeEntries(tx: Db, units: readonly Unit[]): Promise<void> {
  const { language, title, passages, lexemes, size, version, isLearned } = getTableColumns(searchEntries);
  const computed = Object.entries({ language, title, passages, lexemes, size, version, isLearned });
  const replaced = computed.map(([name, column]) => [name, sql.raw(`excluded."${column.name}"`)]);
  const set = { ...Object.fromEntries(replaced), revision: sql`${searchEntries.revision} + 1` };
  // one by one: the words of a long text take the index a while, and others get their turn in between
  for (const unit of units) {
    await tx.insert(searchEntries).values(entryOf(unit)).onConflictDoUpdate({ target: searchEntries.id, set });
  }
}

/** A text that cannot be read as a body is found by its title only. */
function entryOf({ content, ...unit }: Unit) {
  const body = content === null ? null : readBody(content);
  const found = body?.ok ? passagesOf(body.value) : [];
  const text = found.map((passage) => passage.text).join('\n');
  return {
    ...unit,
    passages: found,
    lexemes: sql`array_to_tsvector(ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(
      lexemesOf(unit.title, text, unit.language),
    )}::jsonb)))`,
    size: unit.title.length + text.length,
    version: LEXEME_VERSION,
    isLearned: false,
  };
}

function inSteps(ids: readonly string[]): string[][] {
  const steps = Math.ceil(ids.length / ROWS_AT_ONCE);
  return Array.from({ length: steps }, (_, i) => ids.slice(i * ROWS_AT_ONCE, (i + 1) * ROWS_AT_ONCE));
}
