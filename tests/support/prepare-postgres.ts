// Before the tests on PostgreSQL: one database with the schema and the job queues, which each test copies.

import pino from 'pino';
import { migrate } from '../../db/migrate.ts';
import { openPostgres } from '../../db/postgres.ts';
import { startJobs } from '../../server/jobs/jobs.ts';
import { createDatabase, dropDatabase } from './postgres-databases.ts';

/** Vitest's global set-up: leaves the prepared database's name in KAASA_TEST_TEMPLATE and returns what drops it. */
export async function setup(): Promise<() => Promise<void>> {
  const server = process.env.KAASA_TEST_POSTGRES;
  if (!server) throw new Error('KAASA_TEST_POSTGRES names no server');
  const { name, url } = await createDatabase(server);
  const database = await openPostgres(url);
  await migrate(database);
  const jobs = await startJobs(database, pino({ level: 'error' }));
  await jobs.stop();
  await database.close();
  process.env.KAASA_TEST_TEMPLATE = name;
  return () => dropDatabase(server, name);
}
