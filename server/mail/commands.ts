// What administrators do in the outbox: try failed mails again.

import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { mails } from '../../db/schema/instance.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { isRowId } from '../../domain/text.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { authorise } from '../guard.ts';
import { transact } from '../transact.ts';
import { enqueueDelivery } from './enqueue.ts';

/** Mails of one statement: parameters are limited to 65,535. */
const BATCH_SIZE = 1000;

/** Fails `not-retryable` for a mail that has not failed, or whose text is gone with its link. */
export async function retryMail(ctx: Context, id: string): Promise<Result<void>> {
  const allowed = authorise(ctx, 'outbox.retry');
  if (!allowed.ok) return allowed;
  if (!isRowId(id)) return fail('not-found');
  return transact(ctx, async (tx) => {
    const known = await tx.select({ id: mails.id }).from(mails).where(eq(mails.id, id));
    if (known.length === 0) return fail('not-found');
    if ((await putBack(ctx, tx, [id])) === 0) return fail('not-retryable');
    await record(ctx, tx, 'mail.retried', { kind: 'mail', id });
    return ok();
  });
}

/** Tries every failed mail again that still has its text. */
export async function retryAllFailed(ctx: Context): Promise<Result<{ count: number }>> {
  const allowed = authorise(ctx, 'outbox.retry');
  if (!allowed.ok) return allowed;
  return transact(ctx, async (tx) => {
    const failed = await tx.select({ id: mails.id }).from(mails).where(isFailed).orderBy(mails.createdAt);
    let count = 0;
    for (let at = 0; at < failed.length; at += BATCH_SIZE) {
      const ids = failed.slice(at, at + BATCH_SIZE).map(({ id }) => id);
      count += await putBack(ctx, tx, ids);
    }
    if (count > 0) await record(ctx, tx, 'mail.retried', { kind: 'mail', id: 'all' }, { count });
    return ok({ count });
  });
}

const isFailed = and(eq(mails.state, 'failed'), ne(mails.text, ''));

/** How many of them had failed, and now wait. */
async function putBack(ctx: Context, tx: Db, ids: string[]): Promise<number> {
  const rows = await tx
    .update(mails)
    .set({ state: 'waiting' })
    .where(and(inArray(mails.id, ids), isFailed))
    .returning({ id: mails.id, template: mails.template });
  if (rows.length > 0) await enqueueDelivery(ctx, tx, rows);
  return rows.length;
}
