// PostgreSQL 15 or newer, for an instance of more than one process or one that its operator already runs.

import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { type Connection, type Database, DatabaseUnavailable, type Db, type Row } from './database.ts';
import { schema } from './schema/all.ts';

const OLDEST_MAJOR = 15;
const POOL_SIZE = 10;

/**
 * Connects to `url` (`postgres://…`).
 * @throws {DatabaseUnavailable} `unreachable` or `too-old`; the message never holds the password.
 */
export async function openPostgres(url: string): Promise<Database> {
  const pool = postgres(url, { max: POOL_SIZE, onnotice: () => {}, connection: { TimeZone: 'UTC' } });
  try {
    await requireMajor(pool);
  } catch (error) {
    await pool.end({ timeout: 1 });
    throw error;
  }
  return {
    kind: 'postgres',
    db: drizzle(pool, { schema }) as unknown as Db,
    connection: connectionOn(pool),
    transaction: (work, mode) =>
      pool.begin(`ISOLATION LEVEL REPEATABLE READ${mode === 'read-only' ? ' READ ONLY' : ''}`, (tx) =>
        work(connectionOn(tx)),
      ) as Promise<never>,
    notify: async (channel, payload) => {
      await pool.notify(channel, payload);
    },
    listen: async (channel, receive, resumed) => {
      let isFirst = true;
      const listener = await pool.listen(channel, receive, () => {
        if (!isFirst) resumed?.();
        isFirst = false;
      });
      return () => listener.unlisten();
    },
    native: url,
    close: () => pool.end({ timeout: 5 }),
  };
}

async function requireMajor(pool: postgres.Sql): Promise<void> {
  const major = await pool`select current_setting('server_version_num')::int / 10000 as major`.then(
    (rows) => Number(rows[0]?.major),
    (cause: Error & { code?: string }) => {
      throw new DatabaseUnavailable('unreachable', `DATABASE_URL does not answer: ${cause.code ?? cause.message}`);
    },
  );
  if (major >= OLDEST_MAJOR) return;
  throw new DatabaseUnavailable('too-old', `PostgreSQL ${major} is too old: Kaasa needs ${OLDEST_MAJOR} or newer.`);
}

function connectionOn(handle: postgres.Sql | postgres.TransactionSql): Connection {
  return {
    query: async (sql, params, isFrequent = false) => [
      ...(await handle.unsafe<Row[]>(sql, (params ?? []) as never[], { prepare: isFrequent })),
    ],
    exec: async (sql) => {
      await handle.unsafe(sql).simple();
    },
  };
}
