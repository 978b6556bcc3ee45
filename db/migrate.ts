// Brings a database to this program's schema: all pending migrations in one transaction, so that a kill in any
// step leaves the database as it was, and two processes that start at once take turns.

import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { type Connection, type Database, DatabaseUnavailable } from './database.ts';

export type Migration = {
  /** Position from 0; a database that has applied n migrations has 0 … n − 1. */
  index: number;
  /** SHA-256 of the file, hex. */
  hash: string;
  statements: string[];
};

/** "kaas" as a number: PostgreSQL's advisory lock of every Kaasa that migrates. */
const MIGRATION_LOCK = 0x6b616173;

const LEDGER = `CREATE TABLE IF NOT EXISTS public.migrations (
  index integer PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`;

/** The migrations of this program, oldest first. */
export function migrations(): Migration[] {
  const folder = fileURLToPath(new URL('./migrations', import.meta.url));
  return readMigrationFiles({ migrationsFolder: folder }).map(({ sql, hash }, index) => ({
    index,
    hash,
    statements: sql.map((s) => s.trim()).filter(Boolean),
  }));
}

/**
 * Applies what is pending; `onStep` hears the number of statements done so far.
 * @throws {DatabaseUnavailable} `newer` when the database has migrations that this program does not know.
 */
export async function migrate(database: Database, onStep: (done: number) => void = () => {}): Promise<void> {
  await database.transaction(async (connection) => {
    // A snapshot taken before the wait for the lock would not show what the other process has applied.
    await connection.exec('SET TRANSACTION ISOLATION LEVEL READ COMMITTED');
    await takeMigrationLock(connection);
    await connection.exec(LEDGER);
    await applyFrom(connection, await appliedCount(connection), migrations().length, onStep);
  });
}

/** Until the transaction ends nobody else migrates or restores this database; waits for whoever does. */
export async function takeMigrationLock(connection: Connection): Promise<void> {
  await connection.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
}

/** Applies migrations `from` (inclusive) to `to` (exclusive), in the caller's transaction. */
export async function applyFrom(
  connection: Connection,
  from: number,
  to: number,
  onStep: (done: number) => void = () => {},
): Promise<void> {
  let done = 0;
  for (const { index, hash, statements } of migrations().slice(from, to)) {
    for (const statement of statements) {
      await connection.exec(statement);
      onStep(++done);
    }
    await connection.query('INSERT INTO public.migrations (index, hash) VALUES ($1, $2)', [index, hash]);
    onStep(++done);
  }
}

/**
 * For a program that must not migrate, because another may be running on this database: does nothing when it is up to
 * date, and migrates when nothing is there yet.
 * @throws {DatabaseUnavailable} `older` or `newer`
 */
export async function migrateOnlyEmpty(database: Database): Promise<void> {
  const [found] = await database.connection.query("SELECT to_regclass('public.migrations') IS NOT NULL AS is_there");
  if (!found?.is_there) return migrate(database);
  const [applied, known] = [await appliedCount(database.connection), migrations().length];
  if (applied === known) return;
  throw new DatabaseUnavailable(
    'older',
    `The database has ${applied} of this program's ${known} migrations. Start this version's server, which applies them, or use the command line of the version that runs.`,
  );
}

/** Creates the ledger in an empty schema; a restore builds on it. */
export async function createLedger(connection: Connection): Promise<void> {
  await connection.exec(LEDGER);
}

/** How many of this program's migrations the database has. */
export async function appliedCount(connection: Connection): Promise<number> {
  const known = migrations();
  const applied = await connection.query('SELECT index, hash FROM public.migrations ORDER BY index');
  const stranger = applied.find((row) => known[Number(row.index)]?.hash !== row.hash);
  if (stranger === undefined) return applied.length;
  throw new DatabaseUnavailable(
    'newer',
    'The database was written by a newer Kaasa than this one. Start that version, or restore a back-up of this one into an empty instance.',
  );
}
