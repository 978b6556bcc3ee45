// The one statement of search: which entries answer which words of the query, how well, and which of them the viewer
// may see. What they may not see is left out before anything is counted.

import { type SQL, sql } from 'drizzle-orm';
import { arrayOf } from '../../db/array.ts';
import type { Db } from '../../db/database.ts';
import { searchEntries } from '../../db/schema/search.ts';
import { stemLexeme } from '../../domain/search/lexemes.ts';
import { probes, type QueryWord, requiredWords } from '../../domain/search/query.ts';
import type { Stem } from '../../domain/search/stem.ts';

/** The entries that a search may find. Ids of documents and sections (UUID). */
export type Visible = {
  /** Whose title may be found. */
  documentIds: readonly string[];
  /** Of which every section may be found. */
  wholeIds: readonly string[];
  /** The sections that may be found in the others. */
  sectionIds: readonly string[];
  /** Only entries in this language. */
  language?: string | undefined;
};

export type Ranked = {
  total: number;
  ids: string[];
  /** For each word of the query: was it found anywhere that the viewer may see? */
  isFound: boolean[];
};

type StemKey = Pick<Stem, 'language' | 'key'>;
type Page = { limit: number; offset: number };

/**
 * Entries that have all words; when there is none, those that have most of them. More words first, then more points,
 * then the shorter ones, then by id.
 */
export async function rank(db: Db, words: readonly QueryWord[], visible: Visible, page: Page): Promise<Ranked> {
  const all = await rankBy(db, words, visible, page, true);
  return all.total > 0 || words.length === 1 ? all : rankBy(db, words, visible, page, false);
}

/** `isWhole`: only entries that have every word, which the index finds without reading the others. */
async function rankBy(
  db: Db,
  words: readonly QueryWord[],
  visible: Visible,
  page: Page,
  isWhole: boolean,
): Promise<Ranked> {
  const seen = words.flatMap((_, index) => probesOf(words, index, isWhole).map(probeSql(index, visible)));
  const statement = sql`
    WITH ${lists(visible)},
    seen AS (${sql.join(seen, sql` UNION ALL `)}),
    ranked AS (SELECT id, size, count(*) AS words, sum(points) AS points FROM seen GROUP BY id, size),
    hits AS (SELECT * FROM ranked WHERE words >= least(${requiredWords(words.length)}, (SELECT max(words) FROM ranked)))
    SELECT (SELECT count(*)::int FROM hits) AS total,
      ARRAY(SELECT DISTINCT word FROM seen)::text AS found,
      ARRAY(SELECT id FROM hits ORDER BY words DESC, points DESC, size, id
        LIMIT ${page.limit} OFFSET ${page.offset})::text AS ids`;
  const [row] = await byIndex<{ total: number; found: string; ids: string }>(db, statement);
  const found = listOf(row?.found).map(Number);
  return { total: Number(row?.total ?? 0), ids: listOf(row?.ids), isFound: words.map((_, i) => found.includes(i)) };
}

/** Those of `stems` that stand in an entry that the viewer may see, in this order. */
export async function visibleStems<S extends StemKey>(db: Db, stems: readonly S[], visible: Visible): Promise<S[]> {
  if (stems.length === 0) return [];
  const asked = stems.map(tsqueryOf);
  const rows = await byIndex<{ asked: string }>(
    db,
    sql`
    WITH ${lists(visible)}
    SELECT asked FROM unnest(${arrayOf(asked, 'text')}) AS asked,
    LATERAL (SELECT FROM ${searchEntries} e
      WHERE e.lexemes @@ asked::tsquery AND ${visibility(visible)} LIMIT 1) AS seen`,
  );
  const seen = new Set(rows.map((row) => row.asked));
  return stems.filter((_, i) => seen.has(asked[i] ?? ''));
}

/** The shortest entries that have this stem of those that the viewer may see: ids, five at most. */
export async function entriesWithStem(db: Db, stem: StemKey, visible: Visible): Promise<string[]> {
  const rows = await byIndex<{ id: string }>(
    db,
    sql`
    WITH ${lists(visible)}
    SELECT e.id FROM ${searchEntries} e
    WHERE e.lexemes @@ ${tsqueryOf(stem)}::tsquery AND ${visibility(visible)} ORDER BY e.size, e.id LIMIT 5`,
  );
  return rows.map(({ id }) => id);
}

function tsqueryOf({ language, key }: StemKey): string {
  return quoted(stemLexeme(language, key));
}

/**
 * The planner does not know that a table of texts is slow to read through; the index is always quicker. Compiling a
 * statement takes longer than running it.
 */
async function byIndex<Row>(db: Db, statement: SQL): Promise<Row[]> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`);
    const answer = (await tx.execute(statement)) as unknown as Row[] | { rows: Row[] };
    return Array.isArray(answer) ? answer : answer.rows;
  });
}

type Question = { points: number; tsquery: string };

/** Each question leaves out what better ones find, so that an entry answers one only, for each word. */
function probesOf(words: readonly QueryWord[], index: number, isWhole: boolean): Question[] {
  const own = probes(words[index] as QueryWord).map(({ points, lexemes }) => ({ points, tsquery: anyOf(lexemes) }));
  const others = isWhole ? words.filter((_, i) => i !== index).map((word) => `(${anyOf(word.alternatives)})`) : [];
  return own.map(({ points, tsquery }, i) => {
    const better = own.slice(0, i).map((probe) => `!(${probe.tsquery})`);
    return { points, tsquery: [`(${tsquery})`, ...better, ...others].join(' & ') };
  });
}

function anyOf(lexemes: readonly { lexeme: string; isPrefix: boolean }[]): string {
  return lexemes.map(({ lexeme, isPrefix }) => `${quoted(lexeme)}${isPrefix ? ':*' : ''}`).join(' | ');
}

function probeSql(word: number, visible: Visible): (question: Question) => SQL {
  return ({ points, tsquery }) => sql`
    SELECT e.id, e.size, ${word}::int AS word, ${points}::int AS points FROM ${searchEntries} e
    WHERE e.lexemes @@ ${tsquery}::tsquery AND ${visibility(visible)}`;
}

/** As tsquery reads a lexeme. Lexemes hold letters, digits, points and apostrophes only; this is the second lock. */
function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** As tables, which the planner hashes whether it knows their contents or not; each is sent once. */
function lists({ documentIds, wholeIds, sectionIds }: Visible): SQL {
  return sql`readable AS (SELECT unnest(${arrayOf(documentIds, 'uuid')}) AS id), whole AS (SELECT unnest(${arrayOf(wholeIds, 'uuid')}) AS id),
    parts AS (SELECT unnest(${arrayOf(sectionIds, 'uuid')}) AS id)`;
}

/** Beside `lists`. */
function visibility({ language }: Visible): SQL {
  const seen = sql`(e.document_id IN (SELECT id FROM whole) OR e.section_id IN (SELECT id FROM parts)
    OR (e.section_id IS NULL AND e.document_id IN (SELECT id FROM readable)))`;
  return language === undefined ? seen : sql`${seen} AND e.language = ${language}`;
}

/** `{a,b}` of ids or numbers. */
function listOf(array: string | undefined): string[] {
  return (array ?? '{}').slice(1, -1).split(',').filter(Boolean);
}
