// Puts a snapshot into an empty instance in one transaction: the schema as it was when the snapshot was written, its
// rows, then the migrations that came since. So a snapshot outlives every later change of the schema, and whatever
// goes wrong leaves the instance as it was.

import type { FileHandle } from 'node:fs/promises';
import type { Connection, Database } from '../../db/database.ts';
import { applyFrom, createLedger, migrations, takeMigrationLock } from '../../db/migrate.ts';
import { type Header, type Line, SnapshotRefused } from './format.ts';
import { readSnapshot, type Summary, verifySnapshot } from './read.ts';
import { clearSchema, detachRules, setSequences } from './rebuild.ts';
import { includedTables, MAY_HAVE_ROWS, quoted, type Table, tables } from './tables.ts';

/** UTF-16 units; keeps a statement short. */
const PORTION = 128 * 1024;

/**
 * Replaces the content of an empty instance by the snapshot's. `finish` runs at the end of the same transaction.
 * @throws {SnapshotRefused} any code; nothing has changed then
 */
export async function loadSnapshot(
  database: Database,
  snapshot: FileHandle,
  finish: (connection: Connection, summary: Summary) => Promise<void> = async () => {},
): Promise<Summary> {
  const summary = await verifySnapshot(snapshot);
  const level = knownLevel(summary.header);
  await database.transaction(async (connection) => {
    // What others committed while this waited for a lock has to be seen.
    await connection.exec('SET TRANSACTION ISOLATION LEVEL READ COMMITTED');
    await takeMigrationLock(connection);
    await requireEmpty(connection);
    await clearSchema(connection);
    await createLedger(connection);
    await applyFrom(connection, 0, level);
    await namingDamage(() => loadRows(connection, snapshot, summary));
    await applyFrom(connection, level, migrations().length);
    await finish(connection, summary);
  });
  return summary;
}

/** How many of this program's migrations the snapshot had. */
function knownLevel({ migrations: applied }: Header): number {
  const known = migrations();
  if (applied.some((hash, index) => known[index]?.hash !== hash)) throw new SnapshotRefused('snapshot-newer');
  return applied.length;
}

/** Locks the tables first: what is empty stays empty until the transaction ends. */
async function requireEmpty(connection: Connection): Promise<void> {
  const included = await includedTables(connection);
  if (included.length === 0) return;
  const names = included.map(({ name }) => `public.${quoted(name)}`);
  await connection.exec(`SET LOCAL lock_timeout = '20s'; LOCK TABLE ${names.join(', ')} IN ACCESS EXCLUSIVE MODE`);
  for (const { name } of included) {
    if (MAY_HAVE_ROWS.includes(name)) continue;
    const found = await connection.query(`SELECT 1 FROM public.${quoted(name)} LIMIT 1`);
    if (found.length > 0) throw new SnapshotRefused('instance-not-empty');
  }
}

async function loadRows(connection: Connection, snapshot: FileHandle, { end }: Summary): Promise<void> {
  const known = await tables(connection);
  const attachRules = await detachRules(connection, known);
  await connection.exec(`SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL IntervalStyle = 'postgres';
    CREATE TEMPORARY TABLE snapshot_pieces (number bigserial, "column" text, bytes bytea) ON COMMIT DROP`);
  const loader = rowLoader(connection, known);
  for await (const line of readSnapshot(snapshot)) await loader(line);
  await setSequences(connection, end.sequences);
  await attachRules();
  await requireCounts(connection, end.counts);
  await connection.exec('DROP TABLE snapshot_pieces');
}

/** A function that takes the lines one after the other and inserts rows in portions. */
function rowLoader(connection: Connection, known: Table[]): (line: Line) => Promise<void> {
  let table: Table | undefined;
  let waiting: string[] = [];
  let waitingLength = 0;
  let hasPieces = false;
  const flush = async () => {
    if (table && waiting.length > 0) await insertRows(connection, table, waiting, hasPieces);
    waiting = [];
    waitingLength = 0;
    hasPieces = false;
  };
  return async (line) => {
    if (line.kind === 'row') {
      waiting.push(line.json);
      waitingLength += line.json.length;
      if (hasPieces || waitingLength > PORTION) await flush();
      return;
    }
    if (!hasPieces) await flush();
    if (line.kind === 'piece') {
      hasPieces = true;
      await addPiece(connection, line.column, line.hex);
    }
    if (line.kind !== 'table') return;
    table = known.find(({ name }) => name === line.name);
    if (table === undefined) throw new SnapshotRefused('snapshot-tampered');
  };
}

async function addPiece(connection: Connection, column: string, hex: string): Promise<void> {
  const sql = `INSERT INTO snapshot_pieces ("column", bytes) VALUES ($1, decode($2::text, 'hex'))`;
  await connection.query(sql, [column, hex]);
}

/** `hasPieces`: `rows` is one row, and its large values wait in `snapshot_pieces`. */
async function insertRows(connection: Connection, table: Table, rows: string[], hasPieces: boolean): Promise<void> {
  const name = `public.${quoted(table.name)}`;
  const values = table.columns.map((plain) => {
    if (!hasPieces || !table.byteColumns.includes(plain)) return `r.${quoted(plain)}`;
    const assembled = `SELECT string_agg(bytes, ''::bytea ORDER BY number) FROM snapshot_pieces WHERE "column" = '${plain.replaceAll("'", "''")}'`;
    return `coalesce(r.${quoted(plain)}, (${assembled}))`;
  });
  await connection.query(
    `INSERT INTO ${name} (${table.columns.map(quoted).join(', ')}) OVERRIDING SYSTEM VALUE
     SELECT ${values.join(', ')} FROM json_populate_recordset(null::${name}, $1::text::json) r`,
    [`[${rows.join(',')}]`],
  );
  if (hasPieces) await connection.exec('TRUNCATE snapshot_pieces');
}

async function requireCounts(connection: Connection, counts: Record<string, number>): Promise<void> {
  for (const [name, count] of Object.entries(counts)) {
    const [found] = await connection.query(`SELECT count(*)::text AS n FROM public.${quoted(name)}`);
    if (found?.n !== String(count)) throw new SnapshotRefused('snapshot-tampered');
  }
}

/** SQLSTATE classes: feature not supported, data exception, integrity constraint violation, invalid name or object. */
const DATA_REFUSED = /^(0A|22|23|42)/;

/** Only a forged snapshot holds what its own schema refuses. */
async function namingDamage(load: () => Promise<void>): Promise<void> {
  try {
    await load();
  } catch (error) {
    if (!DATA_REFUSED.test((error as { code?: string }).code ?? '')) throw error;
    throw new SnapshotRefused('snapshot-tampered', { cause: error });
  }
}
