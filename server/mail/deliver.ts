// Takes waiting mails out of the outbox, one after the other, and notes what became of each at once: a process
// killed at any moment leaves at most one mail that was taken and is sent again, under the same Message-ID.

import { and, eq, sql } from 'drizzle-orm';
import { mails } from '../../db/schema/instance.ts';
import type { Context } from '../context.ts';
import type { Settings } from '../settings/defaults.ts';
import { type Mailer, messageOf, type Outcome } from './mailer.ts';
import { LINK_LIFE_DAYS } from './templates.ts';

/** `settled`: nothing is left to do for this mail. `again`: it waits for another try. `silent`: that, and nobody answered. */
export type Delivery = 'settled' | 'again' | 'silent';

type MailRow = typeof mails.$inferSelect;

/** Longest stored answer of a mail server, in UTF-16 units. */
const LONGEST_REASON = 500;

/** Delivers one mail, unless it was delivered or given up before. `isLastTry`: a deferral is then a failure. */
export async function deliverMail(
  ctx: Context,
  mailer: Mailer,
  settings: Settings,
  { mailId, isLastTry }: { mailId: string; isLastTry: boolean },
): Promise<Delivery> {
  const row = await findWaiting(ctx, mailId);
  if (row === null) return 'settled';
  return settle(ctx, mailer, row, await mailer.deliver(messageOf(row, ctx.app.config, settings)), isLastTry);
}

/** Counts a try for a mail that was not even offered, because its server answers nobody. */
export async function deferMail(
  ctx: Context,
  mailer: Mailer,
  { mailId, isLastTry }: { mailId: string; isLastTry: boolean },
) {
  const row = await findWaiting(ctx, mailId);
  if (row === null) return 'settled';
  return settle(ctx, mailer, row, { state: 'deferred', reason: 'no answer', isSilent: true }, isLastTry);
}

async function findWaiting(ctx: Context, mailId: string): Promise<MailRow | null> {
  const rows = await ctx.db
    .select()
    .from(mails)
    .where(and(eq(mails.id, mailId), eq(mails.state, 'waiting')));
  return rows[0] ?? null;
}

async function settle(
  ctx: Context,
  mailer: Mailer,
  row: MailRow,
  outcome: Outcome,
  isLastTry: boolean,
): Promise<Delivery> {
  const isOver = outcome.state !== 'deferred' || isLastTry;
  await ctx.db
    .update(mails)
    .set({ attempts: sql`${mails.attempts} + 1`, ...changeOf(ctx, mailer, row, outcome, isLastTry) })
    .where(and(eq(mails.id, row.id), eq(mails.state, 'waiting')));
  ctx.log[outcome.state === 'sent' ? 'debug' : 'warn'](
    { mail: row.id, template: row.template, outcome: outcome.state, isOver },
    'mail',
  );
  if (isOver) return 'settled';
  return outcome.state === 'deferred' && outcome.isSilent ? 'silent' : 'again';
}

/** Once a mail server has it, nobody needs the link any more but its recipient: an administrator must not find it. */
function changeOf(ctx: Context, mailer: Mailer, row: MailRow, outcome: Outcome, isLastTry: boolean): Partial<MailRow> {
  if (outcome.state === 'sent') {
    const isSecret = mailer.mode === 'smtp' && row.template in LINK_LIFE_DAYS;
    return { state: 'sent', sentAt: ctx.app.clock.now(), lastError: null, ...(isSecret ? { text: '', html: '' } : {}) };
  }
  const lastError = outcome.reason.slice(0, LONGEST_REASON).toWellFormed().replaceAll('\0', '');
  return outcome.state === 'refused' || isLastTry ? { state: 'failed', lastError } : { lastError };
}
