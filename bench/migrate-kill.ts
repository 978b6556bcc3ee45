// O3 in full: a migrating process is killed after every single step. `node bench/migrate-kill.ts`, with
// KAASA_TEST_POSTGRES naming a PostgreSQL server's administrator for that one, or without for the embedded database.

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../db/database.ts';
import { openFolder } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { openPostgres } from '../db/postgres.ts';
import { testDatabase } from '../tests/support/instance.ts';
import { migrateUntil, schemaOf, stepCount } from '../tests/support/migrating.ts';
import { createDatabase, dropDatabase } from '../tests/support/postgres-databases.ts';

const server = process.env.KAASA_TEST_POSTGRES;
const folder = mkdtempSync(join(tmpdir(), 'kaasa-migrate-kill-'));
const untouched = join(folder, 'untouched');
if (!server) await (await openFolder(untouched)).close();

const complete = await testDatabase();
const whole = await schemaOf(complete);
await complete.close();

let bad = 0;
const kills = stepCount() + 1;
for (let step = 0; step < kills; step += 1) {
  const isRecovered = await (server ? onPostgres(server, step) : onFolder(step));
  if (!isRecovered) process.stdout.write(`step ${step}: not recovered\n`);
  bad += isRecovered ? 0 : 1;
}
process.stdout.write(
  `${server ? 'PostgreSQL' : 'embedded'}, killed in each migration step: ${bad} / ${kills} not recovered\n`,
);
rmSync(folder, { recursive: true });
process.exit(bad === 0 ? 0 : 1);

async function onPostgres(address: string, step: number): Promise<boolean> {
  const { name, url } = await createDatabase(address);
  const isRecovered = (await migrateUntil(url, step)) === 'SIGKILL' && (await recovers(await openPostgres(url)));
  await dropDatabase(address, name);
  return isRecovered;
}

async function onFolder(step: number): Promise<boolean> {
  const target = join(folder, `step-${step}`);
  cpSync(untouched, target, { recursive: true });
  const isRecovered = (await migrateUntil(target, step)) === 'SIGKILL' && (await recovers(await openFolder(target)));
  rmSync(target, { recursive: true });
  return isRecovered;
}

async function recovers(database: Database): Promise<boolean> {
  await migrate(database);
  const found = await schemaOf(database);
  await database.close();
  return isDeepStrictEqual(found, whole);
}
