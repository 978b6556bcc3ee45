// Puts a mail into the outbox and its job into the queue, in the transaction that causes it.

import type { Db } from '../../db/database.ts';
import { mails } from '../../db/schema/instance.ts';
import type { Locale } from '../../domain/locale.ts';
import { canonicalEmail } from '../../domain/text.ts';
import type { Context } from '../context.ts';
import { readSettings } from '../settings/queries.ts';
import { type MailParams, type MailTemplate, URGENT_TEMPLATES } from './templates.ts';
import { writeMail } from './write.ts';

export type Mail<T extends MailTemplate> = { to: string; locale: Locale; template: T; params: MailParams[T] };

/** `mail.to` is a canonical address; any other throws, for the caller has parsed it. */
export async function enqueueMail<T extends MailTemplate>(ctx: Context, tx: Db, mail: Mail<T>): Promise<void> {
  const { to: recipient, locale, template, params } = mail;
  if (canonicalEmail(recipient) !== recipient) throw new Error('a mail goes to one canonical address');
  const settings = await readSettings(ctx, tx);
  const written = writeMail(template, params, locale, settings, ctx.app.config.publicUrl);
  const id = ctx.newId();
  await tx.insert(mails).values({ id, recipient, locale, template, ...written, state: 'waiting', createdAt: ctx.now });
  await enqueueDelivery(ctx, tx, [{ id, template }]);
}

/** Adds the jobs that deliver these waiting mails. A mail that has one already keeps it and gets no second. */
export async function enqueueDelivery(
  ctx: Context,
  tx: Db,
  rows: readonly { id: string; template: string }[],
): Promise<void> {
  const urgent: ReadonlySet<string> = URGENT_TEMPLATES;
  const jobs = rows.map(({ id, template }) => ({ data: { mailId: id }, key: id, isUrgent: urgent.has(template) }));
  await ctx.app.jobs.enqueue(tx, 'send-mail', jobs);
}
