// Brings an instance up to the point where commands run: database open and migrated, clock measured, jobs
// ready to be enqueued. The serving process and the operator's command line both start here.

import type { Database } from '../db/database.ts';
import { openFolder } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { openPostgres } from '../db/postgres.ts';
import { createClock } from './clock.ts';
import type { Config } from './config.ts';
import { createTextReader } from './documents/text-reader.ts';
import { startJobs } from './jobs/jobs.ts';
import { createLog } from './log.ts';
import { type Runtime, setRuntime } from './runtime.ts';

/**
 * `prepare`: what brings the schema up to date.
 * @throws {DatabaseUnavailable} with a sentence for the operator. */
export async function boot(config: Config, prepare = migrate): Promise<Runtime> {
  const database = await (config.databaseUrl ? openPostgres(config.databaseUrl) : openFolder(config.dataDir));
  try {
    await prepare(database);
    return await assemble(config, database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A runtime on a database that is open and migrated. */
export async function assemble(config: Config, database: Database): Promise<Runtime> {
  const log = createLog(config.logLevel);
  const clock = createClock(database.connection);
  await clock.measure();
  const jobs = await startJobs(database, log);
  const app: Runtime = { config, database, clock, jobs, textReader: createTextReader(), log };
  setRuntime(app);
  return app;
}

/** Ends what `boot` began, jobs first. */
export async function shutDown(app: Runtime): Promise<void> {
  await app.textReader.close();
  await app.jobs.stop();
  await app.database.close();
}
