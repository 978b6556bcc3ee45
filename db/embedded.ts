// The embedded database: PGlite on a folder, durable and locked, or in memory for tests.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { drizzle } from 'drizzle-orm/pglite';
import { type Connection, type Database, DatabaseUnavailable, type Db, type Row } from './database.ts';
import { DURABLE_PARAMETERS, DurableNodeFS } from './durable-node-fs.ts';
import { lockFolder } from './lock.ts';
import { schema } from './schema/all.ts';
import { givingTurns } from './turns.ts';

/** The PostgreSQL inside this version of PGlite. */
const POSTGRES_MAJOR = 18;
const extensions = { pg_trgm, unaccent };

/**
 * Opens (creates) the database in `folder`.
 * @throws {DatabaseUnavailable} `in-use` or `newer`.
 */
export async function openFolder(folder: string): Promise<Database> {
  const unlock = lockFolder(folder);
  const data = join(folder, 'pg');
  try {
    refuseOtherMajor(data);
    const startParams = [...PGlite.defaultStartParams, ...DURABLE_PARAMETERS];
    const pglite = await PGlite.create({ fs: new DurableNodeFS(data), startParams, extensions });
    return wrap(givingTurns(pglite), unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/** A database that is gone when closed. `image`: what `dump()` of another one gave. */
export async function openMemory(image?: Blob): Promise<Database & { dump(): Promise<Blob> }> {
  const pglite = await PGlite.create({ extensions, ...(image ? { loadDataDir: image } : {}) });
  return { ...wrap(givingTurns(pglite), () => {}), dump: () => pglite.dumpDataDir('none') };
}

function refuseOtherMajor(data: string): void {
  const file = join(data, 'PG_VERSION');
  const major = existsSync(file) ? Number(readFileSync(file, 'utf8')) : POSTGRES_MAJOR;
  if (major === POSTGRES_MAJOR) return;
  throw new DatabaseUnavailable(
    major > POSTGRES_MAJOR ? 'newer' : 'too-old',
    `${data} was written by PostgreSQL ${major}, this Kaasa embeds ${POSTGRES_MAJOR}. Start the Kaasa that wrote it, back up, and restore here.`,
  );
}

function wrap(pglite: PGlite, unlock: () => void): Database {
  return {
    kind: 'pglite',
    db: drizzle(pglite, { schema }) as unknown as Db,
    connection: connectionOn(pglite),
    transaction: (work, mode) =>
      pglite.transaction(async (tx) => {
        await tx.exec(`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ${mode === 'read-only' ? ', READ ONLY' : ''}`);
        return work(connectionOn(tx));
      }) as Promise<never>,
    notify: async (channel, payload) => {
      await pglite.query('SELECT pg_notify($1, $2)', [channel, payload]);
    },
    listen: async (channel, receive) => {
      const stop = await pglite.listen(channel, receive);
      return () => stop();
    },
    native: pglite,
    close: async () => {
      await pglite.close();
      unlock();
    },
  };
}

function connectionOn(handle: PGlite | Transaction): Connection {
  return {
    query: async (sql, params) => (await handle.query<Row>(sql, params)).rows,
    exec: async (sql) => {
      await handle.exec(sql);
    },
  };
}
