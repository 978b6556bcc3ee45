// Writes a snapshot: one read-only transaction over all tables, in statements of a few milliseconds, into a spool
// file; compressed and sealed only after the transaction, during which the embedded database serves nobody else.
// Memory stays flat: at most one portion of rows or one piece of a large value at a time.

import type { FileHandle } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { Connection, Database, Row } from '../../db/database.ts';
import { type Ending, FORMAT, type Header } from './format.ts';
import { sealed } from './seal.ts';
import { bytesOf } from './spool.ts';
import { includedTables, quoted, type Table } from './tables.ts';

/** Bytes; a larger value leaves its row and follows in pieces. */
const LARGE_VALUE = 64 * 1024;
const PIECE = 256 * 1024;
/** Rows a statement; the pace between adapts to how long the last one took. */
const FEWEST = 1;
const FIRST = 16;
const MOST = 256;
/** Files are mostly compressed already; trying harder takes four times as long for a tenth. */
const COMPRESSION = 1;

// One text for one value, whatever the database's own settings are.
const EXACT_TEXT = `SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL IntervalStyle = 'postgres';
  SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1; SET LOCAL idle_in_transaction_session_timeout = 0`;

/** Writes the lines of the present state to `spool`, an empty file, and resolves to what they hold. */
export async function takeSnapshot(database: Database, spool: FileHandle): Promise<Ending> {
  const end: Ending = { counts: {}, sequences: {} };
  await database.transaction(async (connection) => {
    for await (const lines of snapshotLines(connection, database.kind, end)) await spool.appendFile(lines);
  }, 'read-only');
  return end;
}

/** The snapshot as its file holds it, from the lines that `takeSnapshot` wrote. */
export function packed(spool: FileHandle): AsyncGenerator<Uint8Array> {
  const gzip = createGzip({ level: COMPRESSION });
  // Whoever reads the result hears of an error: it ends the stream.
  pipeline(Readable.from(bytesOf(spool)), gzip, () => {});
  return sealed(gzip);
}

/** Fills `end` on the way. A yielded string is one or more whole lines. */
async function* snapshotLines(connection: Connection, source: Header['source'], end: Ending): AsyncGenerator<string> {
  await connection.exec(EXACT_TEXT);
  const migrations = await connection.query('SELECT hash FROM public.migrations ORDER BY index');
  const created = new Date().toISOString();
  const header: Header = {
    kaasa: 'snapshot',
    format: FORMAT,
    created,
    source,
    migrations: migrations.map((m) => String(m.hash)),
  };
  yield `${JSON.stringify(header)}\n`;
  for (const table of await includedTables(connection)) {
    yield `${JSON.stringify({ table: table.name })}\n`;
    end.counts[table.name] = yield* tableLines(connection, table);
  }
  end.sequences = await sequences(connection);
  yield `${JSON.stringify({ end })}\n`;
}

/** Returns the number of rows. */
async function* tableLines(connection: Connection, table: Table): AsyncGenerator<string, number> {
  let count = 0;
  let portion = FIRST;
  await connection.exec(`DECLARE snapshot_rows NO SCROLL CURSOR FOR ${selectRows(table)}`);
  for (;;) {
    const started = performance.now();
    const rows = await connection.query(`FETCH ${portion} FROM snapshot_rows`);
    if (rows.length === 0) break;
    portion = nextPortion(portion, performance.now() - started);
    count += rows.length;
    yield* rowLines(connection, table, rows);
  }
  await connection.exec('CLOSE snapshot_rows');
  return count;
}

function nextPortion(portion: number, tookMs: number): number {
  if (tookMs > 20) return Math.max(FEWEST, Math.floor(portion / 2));
  return tookMs < 8 ? Math.min(MOST, portion * 2) : portion;
}

/** `place` stays a row's own for as long as the transaction sees it; `large`: the sizes of what `row` leaves out. */
function selectRows({ name, columns, byteColumns }: Table): string {
  const size = (column: string) => `octet_length(t.${column})`;
  const values = columns.map((plain) => {
    const column = quoted(plain);
    if (!byteColumns.includes(plain)) return `t.${column}`;
    return `CASE WHEN ${size(column)} <= ${LARGE_VALUE} THEN t.${column} END AS ${column}`;
  });
  const sizes = byteColumns.map((plain) => {
    const column = quoted(plain);
    return `'${plain.replaceAll("'", "''")}', CASE WHEN ${size(column)} > ${LARGE_VALUE} THEN ${size(column)} END`;
  });
  return `SELECT t.ctid::text AS place, json_build_object(${sizes.join(', ')})::text AS large,
    (SELECT row_to_json(r) FROM (SELECT ${values.join(', ')}) r)::text AS row FROM public.${quoted(name)} t`;
}

async function* rowLines(connection: Connection, table: Table, rows: Row[]): AsyncGenerator<string> {
  let ready = '';
  for (const { place, large, row } of rows) {
    for (const [column, size] of Object.entries(JSON.parse(String(large)) as Record<string, number | null>)) {
      if (size === null) continue;
      yield ready;
      ready = '';
      yield* pieceLines(connection, table, { column, size, place: String(place) });
    }
    ready += `{"row":${row}}\n`;
  }
  yield ready;
}

async function* pieceLines(
  connection: Connection,
  table: Table,
  value: { column: string; size: number; place: string },
): AsyncGenerator<string> {
  const sql = `SELECT encode(substring(${quoted(value.column)} FROM $1::int FOR ${PIECE}), 'hex') AS hex
    FROM public.${quoted(table.name)} WHERE ctid = $2::text::tid`;
  for (let from = 1; from <= value.size; from += PIECE) {
    const [found] = await connection.query(sql, [from, value.place]);
    yield `${JSON.stringify({ piece: { column: value.column, hex: String(found?.hex) } })}\n`;
  }
}

/** May run ahead of the rows, as a sequence outruns its transactions; a number left out harms nobody. */
async function sequences(connection: Connection): Promise<Ending['sequences']> {
  const rows = await connection.query(
    `SELECT sequencename AS name, last_value::text AS last FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL`,
  );
  return Object.fromEntries(rows.map(({ name, last }) => [String(name), String(last)]));
}
