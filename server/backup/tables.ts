// Which tables a snapshot holds, asked from the database itself: a table added later is in it without anybody
// remembering to add it here.

import type { Connection } from '../../db/database.ts';

export type Table = {
  name: string;
  /** Without generated columns: the database computes them again. */
  columns: string[];
  /** Those of `columns` that hold bytes, and may be too large for one statement. */
  byteColumns: string[];
};

/** What stays behind, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  migrations: 'the header names them, and a restore writes them anew',
  rate_limits: 'counters of the last minutes',
  sessions: 'a stolen back-up holds no session, and nobody is signed in to a restored instance',
  sign_in_tokens: 'a link lives for minutes; the mail that carries it may still be in the outbox',
  search_entries: 'computed from titles and texts, again when the restored instance starts',
  search_words: 'the same',
  pending_identities: 'one lives for minutes',
};

/** An empty instance may have these: what a fresh one begins with, and what the operator did before restoring. */
export const MAY_HAVE_ROWS: readonly string[] = ['settings', 'audit_entries'];

const COLUMNS = `
  SELECT c.relname AS name, a.attname AS "column", a.atttypid = 'bytea'::regtype AS is_bytes
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
  ORDER BY c.relname COLLATE "C", a.attnum`;

/** Every table of Kaasa but the ledger of migrations, by name. */
export async function tables(connection: Connection): Promise<Table[]> {
  const found = new Map<string, Table>();
  for (const row of await connection.query(COLUMNS)) {
    const name = String(row.name);
    const table = found.get(name) ?? { name, columns: [], byteColumns: [] };
    table.columns.push(String(row.column));
    if (row.is_bytes) table.byteColumns.push(String(row.column));
    found.set(name, table);
  }
  found.delete('migrations');
  return [...found.values()];
}

/** The tables that a snapshot holds. */
export async function includedTables(connection: Connection): Promise<Table[]> {
  return (await tables(connection)).filter(({ name }) => !(name in LEFT_OUT));
}

/** An identifier for SQL. */
export function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
