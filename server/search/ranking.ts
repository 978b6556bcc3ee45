// The one statement of search: which entries answer which words of the query, how well, and which of them the viewer
// may see. What they may not see is left out before anything is counted.

import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { searchEntries } from '../../db/schema/search.ts';
import { type Probe, probes, type QueryWord, requiredWords } from '../../domain/search/query.ts';

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

type Page = { limit: number; offset: number };

/** Entries with more of the words first, then by points, then the shorter ones, then by id. */
export async function rank(db: Db, words: readonly QueryWord[], visible: Visible, page: Page): Promise<Ranked> {
  const probed = words.flatMap((word, index) => probes(word).map((probe) => probeSql(index, probe)));
  const statement = sql`
    WITH probed AS (${sql.join(probed, sql` UNION ALL `)}),
    visible AS (
      SELECT e.id, e.size, p.word, max(p.points) AS points
      FROM probed p JOIN ${searchEntries} e ON e.id = p.id WHERE ${visibility(visible)}
      GROUP BY e.id, e.size, p.word
    ),
    ranked AS (SELECT id, size, count(*) AS words, sum(points) AS points FROM visible GROUP BY id, size),
    hits AS (SELECT * FROM ranked WHERE words >= least(${requiredWords(words.length)}, (SELECT max(words) FROM ranked)))
    SELECT (SELECT count(*)::int FROM hits) AS total,
      ARRAY(SELECT DISTINCT word FROM visible)::text AS found,
      ARRAY(SELECT id FROM hits ORDER BY words DESC, points DESC, size, id
        LIMIT ${page.limit} OFFSET ${page.offset})::text AS ids`;
  const [row] = await byIndex<{ total: number; found: string; ids: string }>(db, statement);
  const found = listOf(row?.found).map(Number);
  return { total: Number(row?.total ?? 0), ids: listOf(row?.ids), isFound: words.map((_, i) => found.includes(i)) };
}

/** Those of `stems` (of texts in `language`) that stand in an entry that the viewer may see. */
export async function visibleStems(
  db: Db,
  language: string,
  stems: readonly string[],
  visible: Visible,
): Promise<string[]> {
  if (stems.length === 0) return [];
  const rows = await byIndex<{ stem: string }>(
    db,
    sql`
    SELECT stem FROM jsonb_array_elements_text(${JSON.stringify(stems)}::jsonb) AS asked (stem)
    WHERE EXISTS (SELECT FROM ${searchEntries} e
      WHERE e.lexemes @@ quote_literal(${language}::text || '/' || stem)::tsquery AND ${visibility(visible)})`,
  );
  return rows.map(({ stem }) => stem);
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

function probeSql(word: number, { points, lexemes }: Probe): SQL {
  const tsquery = lexemes.map(({ lexeme, isPrefix }) => `${quoted(lexeme)}${isPrefix ? ':*' : ''}`).join(' | ');
  return sql`SELECT id, ${word}::int AS word, ${points}::int AS points FROM ${searchEntries} WHERE lexemes @@ ${tsquery}::tsquery`;
}

/** As tsquery reads a lexeme. Lexemes hold letters, digits, points and apostrophes only; this is the second lock. */
function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** Lists as tables, which the planner hashes whether it knows their contents or not. */
function visibility({ documentIds, wholeIds, sectionIds, language }: Visible): SQL {
  const seen = sql`(e.document_id IN ${table(wholeIds)} OR e.section_id IN ${table(sectionIds)}
    OR (e.section_id IS NULL AND e.document_id IN ${table(documentIds)}))`;
  return language === undefined ? seen : sql`${seen} AND e.language = ${language}`;
}

/** As one parameter that both drivers send alike. */
function table(ids: readonly string[]): SQL {
  return sql`(SELECT unnest(${`{${ids.join()}}`}::uuid[]))`;
}

/** `{a,b}` of ids or numbers. */
function listOf(array: string | undefined): string[] {
  return (array ?? '{}').slice(1, -1).split(',').filter(Boolean);
}
