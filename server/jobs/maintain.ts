// What PostgreSQL's own processes do and PGlite has none of: checkpoints and vacuum.

import type { Connection } from '../../db/database.ts';

/** Bytes of write-ahead log. Less than that is replayed in no time after a crash, and is not worth the disk's work. */
const WORTH_A_CHECKPOINT = 1024 * 1024;

/**
 * Writes everything to the data files, when enough was written since `since`. Resolves to the place in the
 * write-ahead log (LSN) up to which all is in the files. `since`: what the last call gave, null at first.
 */
export async function checkpoint(connection: Connection, since: string | null): Promise<string> {
  const [row] = await connection.query(
    'SELECT pg_current_wal_lsn()::text AS lsn, pg_wal_lsn_diff(pg_current_wal_lsn(), $1::pg_lsn)::float8 AS bytes',
    [since ?? '0/0'],
  );
  if (since !== null && Number(row?.bytes) < WORTH_A_CHECKPOINT) return since;
  await connection.exec('CHECKPOINT');
  return String(row?.lsn);
}

/** Frees the room of deleted rows and renews the planner's statistics, table by table: between two of them others get their turn. */
export async function vacuum(connection: Connection): Promise<void> {
  const tables = await connection.query(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  for (const { name } of tables) await connection.exec(`VACUUM (ANALYZE) ${name}`);
}
