// A whole instance for one test file, on the embedded database in memory, or on a database of its own in the
// private PostgreSQL that the test command started (KAASA_TEST_POSTGRES).

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../db/database.ts';
import { openMemory } from '../../db/embedded.ts';
import { migrate } from '../../db/migrate.ts';
import { openPostgres } from '../../db/postgres.ts';
import { assemble, shutDown } from '../../server/boot.ts';
import { type Config, readConfig } from '../../server/config.ts';
import type { Runtime } from '../../server/runtime.ts';

/** An empty database at the newest migration. The caller closes it. */
export async function testDatabase(): Promise<Database> {
  const database = await emptyDatabase();
  await migrate(database);
  return database;
}

/** A database without any table. */
export async function emptyDatabase(): Promise<Database> {
  const server = process.env.KAASA_TEST_POSTGRES;
  return server ? await createdOn(server) : await openMemory();
}

async function createdOn(server: string): Promise<Database> {
  const name = `kaasa_${randomUUID().replaceAll('-', '')}`;
  const admin = await openPostgres(server);
  await admin.connection.exec(`CREATE DATABASE ${name}`);
  await admin.close();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return openPostgres(url.href);
}

/** A runtime with its own DATA_DIR; `close` removes both. */
export async function testInstance(overrides: Partial<Config> = {}): Promise<Runtime & { close(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kaasa-test-'));
  const config = { ...readConfig({ DATA_DIR: dataDir, KAASA_SEED: 'none', LOG_LEVEL: 'error', NODE_ENV: 'test' }), ...overrides };
  const app = await assemble(config, await testDatabase());
  const close = async () => {
    await shutDown(app);
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { ...app, close };
}
