// Everything that happens without a request: one worker for each queue, and what the clock starts. Only serving
// processes call this; the operator's command line adds jobs and leaves them to the server.

import { SYSTEM } from '../../domain/people/viewer.ts';
import { sweepSignIn } from '../auth/sweep.ts';
import { createContext } from '../context.ts';
import { sweepTreeChanges } from '../documents/tree-sweep.ts';
import { sweepFiles } from '../files/sweep.ts';
import { createFileMailer } from '../mail/files.ts';
import { enqueueOrphans } from '../mail/orphans.ts';
import { createSmtpMailer } from '../mail/smtp.ts';
import { sweepMails } from '../mail/sweep.ts';
import { workOnMails } from '../mail/worker.ts';
import { sweepInvitations } from '../people/sweep.ts';
import type { Runtime } from '../runtime.ts';
import { forgetWords, markMissing, refreshSearch } from '../search/refresh.ts';
import type { JobData, JobName } from './jobs.ts';
import { checkpoint, vacuum } from './maintain.ts';

const MINUTE_MS = 60_000;

/** UTC. An occurrence that came due while nothing ran is caught up once. */
const NIGHTLY = '20 1 * * *';
const AFTER_THE_SWEEP = '50 1 * * *';
const EVERY_MINUTE = '* * * * *';
const EVERY_FIVE_MINUTES = '*/5 * * * *';

/** Starts the workers; `app.jobs.stop()` ends them. */
export async function startWorkers(app: Runtime): Promise<void> {
  if (app.database.kind === 'pglite') await reclaimJobs(app);
  const { smtpUrl, dataDir } = app.config;
  await workOnMails(app, smtpUrl === null ? createFileMailer(dataDir) : createSmtpMailer(smtpUrl));
  await workOnSweeps(app);
  await workOnSearch(app);
  if (app.database.kind === 'pglite') await workOnMaintenance(app);
  await enqueueOrphans(context(app));
  everyMinute(app, () => enqueueOrphans(context(app)));
}

const context = (app: Runtime) => createContext(app, SYSTEM, 'job');

/**
 * The embedded database has one process at a time, so a job that runs when a process starts belongs to one that
 * was killed. It need not wait until its heartbeat is missed.
 */
async function reclaimJobs({ database, jobs }: Runtime): Promise<void> {
  const running = await database.connection.query(
    `SELECT name, array_agg(id::text) AS ids FROM pgboss.job WHERE state = 'active' AND name NOT LIKE '\\_\\_%' GROUP BY name`,
  );
  for (const { name, ids } of running as { name: string; ids: string[] }[]) {
    await jobs.boss.cancel(name, ids);
    await jobs.boss.resume(name, ids);
  }
}

async function workOnSweeps(app: Runtime): Promise<void> {
  await schedule(app, 'sweep', NIGHTLY, {});
  await app.jobs.boss.work('sweep', async () => {
    const ctx = context(app);
    await sweepSignIn(ctx);
    await sweepMails(ctx);
    await sweepInvitations(ctx);
    await forgetWords(ctx);
    await sweepTreeChanges(ctx);
    await sweepFiles(ctx);
  });
}

/** All sections are looked through once, when the process starts: after a restore nothing can be found yet. */
async function workOnSearch(app: Runtime): Promise<void> {
  await schedule(app, 'refresh-search', EVERY_MINUTE, {});
  let isLookedThrough = false;
  await app.jobs.boss.work('refresh-search', async () => {
    if (!isLookedThrough) await markMissing(context(app));
    isLookedThrough = true;
    await refreshSearch(context(app));
  });
}

async function workOnMaintenance(app: Runtime): Promise<void> {
  await schedule(app, 'maintain-database', EVERY_FIVE_MINUTES, { task: 'checkpoint' });
  await schedule(app, 'maintain-database', AFTER_THE_SWEEP, { task: 'vacuum' });
  let written: string | null = null;
  await app.jobs.boss.work<JobData['maintain-database']>('maintain-database', async ([job]) => {
    if (job?.data.task === 'vacuum') return vacuum(app.database.connection);
    written = await checkpoint(app.database.connection, written);
  });
}

async function schedule<N extends JobName>(app: Runtime, name: N, cron: string, data: JobData[N]): Promise<void> {
  const key = Object.values(data).join() || name;
  await app.jobs.boss.schedule(name, cron, data, { key, singletonKey: key, missed: 'once' });
}

function everyMinute(app: Runtime, work: () => Promise<void>): void {
  let isRunning = false;
  const timer = setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    work()
      .catch((error) => app.log.error({ err: error }, 'the outbox was not checked for mails without a job'))
      .finally(() => {
        isRunning = false;
      });
  }, MINUTE_MS);
  app.jobs.stopping.addEventListener('abort', () => clearInterval(timer));
}
