// Work that happens after the request that caused it: pg-boss on the same database. A job is enqueued in the
// transaction that causes it, so it exists exactly when its cause does.

import { sql } from 'drizzle-orm';
import { fromDrizzle, fromPglite, PgBoss, type QueueOptions, type QueuePolicy } from 'pg-boss';
import type { Logger } from 'pino';
import type { Database, Db } from '../../db/database.ts';

/** Every queue and what its jobs carry: ids, nothing personal. */
export type JobData = {
  /** Send one mail of the outbox. */
  'send-mail': { mailId: string };
  /** Remove what its retention has ended. Scheduled. */
  sweep: Record<string, never>;
  /** Compute what search lacks. Scheduled. */
  'refresh-search': Record<string, never>;
  /** Embedded database only. Scheduled. */
  'maintain-database': { task: 'checkpoint' | 'vacuum' };
};
export type JobName = keyof JobData;

/** `key`: of the jobs that wait or run with one key there is never more than one. `isUrgent`: before all others. */
export type JobRequest<N extends JobName> = { data: JobData[N]; key: string; isUrgent?: boolean };

export type Jobs = {
  boss: PgBoss;
  /** Adds jobs in the caller's transaction; one whose key already waits or runs is left as it is. */
  enqueue<N extends JobName>(tx: Db, name: N, jobs: readonly JobRequest<N>[]): Promise<void>;
  /** Aborted when `stop` begins: a worker ends at its next safe point. */
  stopping: AbortSignal;
  stop(): Promise<void>;
};

/** The priority of urgent jobs; all others have 0. */
export const URGENT = 1;

type QueueSettings = QueueOptions & { policy: QueuePolicy; notify: boolean };

const HOUR_SECONDS = 3600;

/** `exclusive`: one waiting or running job a key. `notify`: workers wake when the transaction commits, and hardly poll. */
const QUEUES: Record<JobName, QueueSettings> = {
  'send-mail': {
    policy: 'exclusive',
    notify: true,
    // 2 to 4 s, then twice as long each time, at most an hour: about eleven hours in all
    retryLimit: 20,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: HOUR_SECONDS,
    heartbeatSeconds: 10,
    deleteAfterSeconds: HOUR_SECONDS,
  },
  sweep: { policy: 'exclusive', notify: true, retryLimit: 2, retryDelay: 60, deleteAfterSeconds: HOUR_SECONDS },
  'refresh-search': { policy: 'exclusive', notify: true, retryLimit: 0, deleteAfterSeconds: HOUR_SECONDS },
  'maintain-database': { policy: 'exclusive', notify: true, retryLimit: 0, deleteAfterSeconds: HOUR_SECONDS },
};

/** How often the jobs of killed processes are looked for; with the heartbeat they are back within 30 seconds. */
const SUPERVISE_SECONDS = 10;
const GRACE_MS = 5000;

/** Starts pg-boss; workers are added by `startWorkers`, and only in a serving process. Safe in two processes at once. */
export async function startJobs(database: Database, log: Logger): Promise<Jobs> {
  const boss = bossOn(database);
  boss.on('error', (error) => log.error({ err: error }, 'jobs'));
  boss.on('warning', ({ message }) => log.warn({ warning: message }, 'jobs'));
  await boss.start();
  for (const [name, settings] of Object.entries(QUEUES)) await provideQueue(boss, name, settings);
  const stopping = new AbortController();
  return {
    boss,
    enqueue: async (tx, name, jobs) => {
      const rows = jobs.map(({ data, key, isUrgent }) => ({
        data,
        singletonKey: key,
        priority: isUrgent ? URGENT : 0,
      }));
      await boss.insert(name, rows, { db: fromDrizzle(tx as never, sql) });
    },
    stopping: stopping.signal,
    stop: async () => {
      stopping.abort();
      await boss.stop({ graceful: true, timeout: GRACE_MS });
    },
  };
}

function bossOn(database: Database): PgBoss {
  const common = {
    useListenNotify: true,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    // Jobs that wait for jobs: there are none.
    flowIntervalSeconds: HOUR_SECONDS,
  };
  if (database.kind === 'postgres')
    return new PgBoss({ ...common, connectionString: database.native as string, max: 3 });
  // PGlite never vacuums by itself: `maintain-database` does, so there is nothing to warn of.
  return new PgBoss({ ...common, db: fromPglite(database.native as never), backend: 'pglite', monitorVacuum: false });
}

/** Creates the queue, or brings one that an older Kaasa created to today's settings. */
async function provideQueue(boss: PgBoss, name: string, { policy, ...settings }: QueueSettings): Promise<void> {
  await boss.createQueue(name, { policy, ...settings });
  await boss.updateQueue(name, settings);
}
