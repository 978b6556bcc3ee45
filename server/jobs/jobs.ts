// Work that happens after the request that caused it: pg-boss on the same database. A job is enqueued in the
// transaction that causes it, so it exists exactly when its cause does.

import { sql } from 'drizzle-orm';
import { fromDrizzle, fromPglite, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Database, Db } from '../../db/database.ts';

/** Every queue and what its jobs carry: ids, nothing personal. */
export type JobData = {
  /** Send one mail of the outbox. */
  'send-mail': { mailId: string };
  /** Remove what its retention has ended. Scheduled. */
  sweep: Record<string, never>;
  /** Embedded database only: checkpoint and vacuum. Scheduled. */
  'maintain-database': Record<string, never>;
};
export type JobName = keyof JobData;

export type Jobs = {
  boss: PgBoss;
  /** Adds a job in the caller's transaction. */
  enqueue<N extends JobName>(tx: Db, name: N, data: JobData[N]): Promise<void>;
  stop(): Promise<void>;
};

const QUEUES: Record<
  JobName,
  { retryLimit: number; retryDelay: number; retryBackoff: boolean; retryDelayMax?: number; heartbeatSeconds?: number }
> = {
  'send-mail': { retryLimit: 12, retryDelay: 15, retryBackoff: true, retryDelayMax: 3600, heartbeatSeconds: 10 },
  sweep: { retryLimit: 2, retryDelay: 60, retryBackoff: false },
  'maintain-database': { retryLimit: 0, retryDelay: 0, retryBackoff: false },
};

/** Starts pg-boss; workers are added by `server/jobs/workers.ts`, and only in a serving process. */
export async function startJobs(database: Database, log: Logger): Promise<Jobs> {
  const boss =
    database.kind === 'pglite'
      ? new PgBoss({ db: fromPglite(database.native as never), backend: 'pglite' })
      : new PgBoss({ connectionString: database.native as string, max: 3, useListenNotify: true });
  boss.on('error', (error) => log.error({ err: error }, 'jobs'));
  await boss.start();
  for (const [name, options] of Object.entries(QUEUES)) await boss.createQueue(name, options);
  return {
    boss,
    enqueue: async (tx, name, data) => {
      await boss.send(name, data, { db: fromDrizzle(tx as never, sql) });
    },
    stop: () => boss.stop({ graceful: true, timeout: 5000 }),
  };
}
