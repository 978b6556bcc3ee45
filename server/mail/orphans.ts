// Waiting mails without a job: after a restore, for a back-up holds the outbox but no jobs, or when their jobs
// died with too many processes. They get a new one.

import { and, asc, eq, lt, sql } from 'drizzle-orm';
import { mails } from '../../db/schema/instance.ts';
import { ok } from '../../domain/result.ts';
import type { Context } from '../context.ts';
import { transact } from '../transact.ts';
import { enqueueDelivery } from './enqueue.ts';

/** A younger mail may stand in a transaction whose job is on its way. */
const MIN_AGE_MS = 60_000;
const BATCH_SIZE = 1000;

/** Enqueues them again, the oldest first. Safe in several processes at once: a mail never has two live jobs. */
export async function enqueueOrphans(ctx: Context): Promise<void> {
  for (;;) {
    const count = await enqueueBatch(ctx);
    if (count > 0) ctx.log.warn({ count }, 'waiting mails without a job were enqueued again');
    if (count < BATCH_SIZE) return;
  }
}

async function enqueueBatch(ctx: Context): Promise<number> {
  const before = new Date(ctx.now.getTime() - MIN_AGE_MS);
  const result = await transact(ctx, async (tx) => {
    const orphans = await tx
      .select({ id: mails.id, template: mails.template })
      .from(mails)
      .where(and(eq(mails.state, 'waiting'), lt(mails.createdAt, before), hasNoJob))
      .orderBy(asc(mails.createdAt))
      .limit(BATCH_SIZE);
    if (orphans.length > 0) await enqueueDelivery(ctx, tx, orphans);
    return ok(orphans.length);
  });
  return result.ok ? result.value : 0;
}

/** The one place that reads pg-boss's table: asking it job by job would take a statement a mail. */
const hasNoJob = sql`not exists (select 1 from pgboss.job j
  where j.name = 'send-mail' and j.state < 'completed' and j.singleton_key = ${mails.id}::text)`;
