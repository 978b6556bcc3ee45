// A whole instance for one test file, on the embedded database in memory, or on a database of its own in the
// private PostgreSQL that the test command started (KAASA_TEST_POSTGRES).

import { openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../db/database.ts';
import { openMemory } from '../../db/embedded.ts';
import { migrate } from '../../db/migrate.ts';
import { openPostgres } from '../../db/postgres.ts';
import { assemble, shutDown } from '../../server/boot.ts';
import { type Config, readConfig } from '../../server/config.ts';
import type { Runtime } from '../../server/runtime.ts';
import { createDatabase, dropDatabase } from './postgres-databases.ts';

/** An empty database at the newest migration, from what was prepared before the tests. The caller closes it. */
export async function testDatabase(): Promise<Database> {
  const { KAASA_TEST_POSTGRES: server, KAASA_TEST_TEMPLATE: template, KAASA_TEST_IMAGE: image } = process.env;
  if (server && template) return createdOn(server, template);
  if (!server && image) return openMemory(await openAsBlob(image));
  const database = await emptyDatabase();
  await migrate(database);
  return database;
}

/** A database without any table. The caller closes it. */
export async function emptyDatabase(): Promise<Database> {
  const server = process.env.KAASA_TEST_POSTGRES;
  return server ? await createdOn(server) : await openMemory();
}

/** Closing drops it too. */
async function createdOn(server: string, template?: string): Promise<Database> {
  const { name, url } = await createDatabase(server, template);
  const database = await openPostgres(url);
  const close = async () => {
    await database.close();
    await dropDatabase(server, name);
  };
  return { ...database, close };
}

export type TestInstance = Runtime & { close(): Promise<void> };

/** A runtime with its own DATA_DIR; `close` removes both. */
export async function testInstance(overrides: Partial<Config> = {}): Promise<TestInstance> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kaasa-test-'));
  const config = {
    ...readConfig({ DATA_DIR: dataDir, KAASA_SEED: 'none', LOG_LEVEL: 'error', NODE_ENV: 'test' }),
    ...overrides,
  };
  const app = await assemble(config, await testDatabase());
  const close = async () => {
    await shutDown(app);
    await rm(dataDir, { recursive: true, force: true });
  };
  return { ...app, close };
}
