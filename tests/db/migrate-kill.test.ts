// O3: a process killed in any step of a migration leaves a database that the next start brings up to date. Here a few
// steps drawn at random; bench/migrate-kill.ts tries every one.

import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openFolder } from '../../db/embedded.ts';
import { migrate, takeMigrationLock } from '../../db/migrate.ts';
import { openPostgres } from '../../db/postgres.ts';
import { testDatabase } from '../support/instance.ts';
import { migrateUntil, schemaOf, stepCount } from '../support/migrating.ts';
import { createDatabase, dropDatabase } from '../support/postgres-databases.ts';
import { printedSeed, randomFrom } from '../support/random.ts';

const SAMPLES = 3;
const server = process.env.KAASA_TEST_POSTGRES;
const random = randomFrom(printedSeed('killed migrations'));
const steps = Array.from({ length: SAMPLES }, () => Math.floor(random() * (stepCount() + 1)));

let folder: string;
let whole: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaasa-migrate-'));
  const database = await testDatabase();
  whole = await schemaOf(database);
  await database.close();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** How many processes want to migrate and may not yet. */
async function waiting(database: Database): Promise<number> {
  const [row] = await database.connection.query(
    `SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return Number(row?.n);
}

async function requireRecovery(target: string, step: number, open: () => Promise<Database>): Promise<void> {
  expect(await migrateUntil(target, step)).toBe('SIGKILL');
  const database = await open();
  try {
    await migrate(database);
    expect(await schemaOf(database)).toEqual(whole);
  } finally {
    await database.close();
  }
}

if (server) {
  test.each(steps)('PostgreSQL: killed after step %i, the next start ends fully migrated', async (step) => {
    const { name, url } = await createDatabase(server);
    try {
      await requireRecovery(url, step, () => openPostgres(url));
    } finally {
      await dropDatabase(server, name);
    }
  });

  test('PostgreSQL: processes that start at once migrate one after the other', async () => {
    const { name, url } = await createDatabase(server);
    const database = await openPostgres(url);
    try {
      const { promise: allWait, resolve } = Promise.withResolvers<void>();
      const holding = database.transaction(async (connection) => {
        await takeMigrationLock(connection);
        await allWait;
      });
      const never = stepCount() + 1;
      const ends = Promise.all([1, 2, 3].map(() => migrateUntil(url, never)));
      await expect.poll(() => waiting(database), { timeout: 60_000 }).toBe(3);
      resolve();
      await holding;
      expect(await ends).toEqual([null, null, null]);
      expect(await schemaOf(database)).toEqual(whole);
    } finally {
      await database.close();
      await dropDatabase(server, name);
    }
  }, 120_000);
} else {
  test('embedded: killed after any step, the next start ends fully migrated', async () => {
    const fresh = join(folder, 'fresh');
    await (await openFolder(fresh)).close();
    for (const step of steps) {
      const target = join(folder, `step-${step}`);
      await cp(fresh, target, { recursive: true });
      await requireRecovery(target, step, () => openFolder(target));
    }
  }, 120_000);
}
