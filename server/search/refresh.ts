// What search catches up with after the fact, in small steps between which others get their turn: rows that are
// missing (after a back-up is restored), that an older version computed, or whose words the vocabulary lacks.

import { and, asc, eq, isNull, ne, or, sql } from 'drizzle-orm';
import { documents, sections } from '../../db/schema/documents.ts';
import { searchEntries, searchWords } from '../../db/schema/search.ts';
import { LEXEME_VERSION, stemLexeme, vocabulary } from '../../domain/search/lexemes.ts';
import { trigrams } from '../../domain/search/spelling.ts';
import type { Stem } from '../../domain/search/stem.ts';
import type { Context } from '../context.ts';
import { markSections, refreshSections, refreshTitles } from './entries.ts';

const ROWS_A_STEP = 10;
const WORDS_A_STEP = 50;

/** Computes every row that is not of today's version, then adds new words to the vocabulary. Ends early when stopping. */
export async function refreshSearch(ctx: Context): Promise<void> {
  while (!isStopping(ctx) && (await refreshOutdated(ctx)));
  const known = new Set<string>();
  while (!isStopping(ctx) && (await learnWords(ctx, known)));
}

/** Marks what has no row or one in another language, so that `refreshSearch` computes it. Reads all sections. */
export async function markMissing(ctx: Context): Promise<void> {
  const missing = await ctx.db
    .select({ id: documents.id })
    .from(documents)
    .leftJoin(searchEntries, eq(searchEntries.id, documents.id))
    .where(or(isNull(searchEntries.id), ne(searchEntries.language, documents.language)));
  const ids = missing.map(({ id }) => id);
  for (let from = 0; from < ids.length && !isStopping(ctx); from += ROWS_A_STEP) {
    await refreshTitles(ctx.db, ids.slice(from, from + ROWS_A_STEP));
  }
  await markSections(
    ctx.db,
    sql`NOT EXISTS (SELECT FROM ${searchEntries} e JOIN ${documents} d ON d.id = e.document_id AND d.language = e.language
        WHERE e.id = ${sections.id})`,
  );
}

/** Forgets stems that stand nowhere any more. */
export async function forgetWords(ctx: Context): Promise<void> {
  let after = { language: '', stem: '' };
  while (!isStopping(ctx)) {
    const some = await ctx.db
      .select({ language: searchWords.language, stem: searchWords.stem })
      .from(searchWords)
      .where(sql`(${searchWords.language}, ${searchWords.stem}) > (${after.language}, ${after.stem})`)
      .orderBy(asc(searchWords.language), asc(searchWords.stem))
      .limit(WORDS_A_STEP);
    const last = some.at(-1);
    if (!last) return;
    await ctx.db.execute(sql`
      DELETE FROM ${searchWords} w
      USING jsonb_to_recordset(${JSON.stringify(some)}::jsonb) AS asked (language text, stem text)
      WHERE w.language = asked.language AND w.stem = asked.stem AND NOT EXISTS
        (SELECT FROM ${searchEntries} e WHERE e.lexemes @@ quote_literal(asked.language || '/' || asked.stem)::tsquery)`);
    after = last;
  }
}

const isStopping = (ctx: Context) => ctx.app.jobs.stopping.aborted;

/**
 * False when nothing was left to do. The rows are locked before the texts are read: who changes one of these texts
 * meanwhile writes its row after this, and never the other way round.
 */
async function refreshOutdated(ctx: Context): Promise<boolean> {
  return ctx.db.transaction(async (tx) => {
    const rows = await tx
      .select({ id: searchEntries.id, sectionId: searchEntries.sectionId })
      .from(searchEntries)
      .where(ne(searchEntries.version, LEXEME_VERSION))
      .limit(ROWS_A_STEP)
      .for('update', { skipLocked: true });
    await refreshTitles(
      tx,
      rows.filter(({ sectionId }) => sectionId === null).map(({ id }) => id),
    );
    await refreshSections(
      tx,
      rows.flatMap(({ sectionId }) => sectionId ?? []),
    );
    return rows.length > 0;
  });
}

/** Reads some rows' words into the vocabulary. `known`: the lexemes already in it. False when nothing was left to do. */
async function learnWords(ctx: Context, known: Set<string>): Promise<boolean> {
  const { id, revision, language, title, passages } = searchEntries;
  const rows = await ctx.db
    .select({ id, revision, language, title, passages })
    .from(searchEntries)
    .where(sql`NOT ${searchEntries.isLearned}`)
    .limit(ROWS_A_STEP);
  const texts = rows.map((row) => ({
    ...row,
    text: [row.title, ...row.passages.map((passage) => passage.text)].join('\n'),
  }));
  const stems = texts.flatMap(({ text, language: own }) => vocabulary(text, own));
  await addWords(
    ctx,
    stems.filter((found) => !known.has(stemLexeme(found.language, found.key))),
  );
  for (const found of stems) known.add(stemLexeme(found.language, found.key));
  for (const row of rows) {
    // a row that was written again meanwhile has new words
    await ctx.db
      .update(searchEntries)
      .set({ isLearned: true })
      .where(and(eq(id, row.id), eq(revision, row.revision)));
  }
  return rows.length > 0;
}

/** In one order everywhere, so that two processes never wait for each other. */
async function addWords(ctx: Context, stems: readonly Stem[]): Promise<void> {
  const byLexeme = new Map(stems.map((found) => [stemLexeme(found.language, found.key), found]));
  const words = [...byLexeme.keys()].sort().flatMap((lexeme) => byLexeme.get(lexeme) ?? []);
  for (let from = 0; from < words.length; from += WORDS_A_STEP) {
    const rows = words.slice(from, from + WORDS_A_STEP).map(({ language, key }) => ({
      ...{ language, stem: key, length: [...key].length },
      trigrams: trigrams(key),
    }));
    await ctx.db.insert(searchWords).values(rows).onConflictDoNothing();
  }
}
