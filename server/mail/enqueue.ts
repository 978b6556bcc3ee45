// Puts a mail into the outbox and its job into the queue, in the transaction that causes it.

import type { Db } from '../../db/database.ts';
import type { Locale } from '../../domain/locale.ts';
import type { Context } from '../context.ts';
import type { MailParams, MailTemplate } from './templates.ts';

export type Mail<T extends MailTemplate> = { to: string; locale: Locale; template: T; params: MailParams[T] };

/** `mail.to` is a canonical address; any other throws, for the caller has parsed it. */
export async function enqueueMail<T extends MailTemplate>(ctx: Context, tx: Db, mail: Mail<T>): Promise<void> {
  await ctx.app.jobs.enqueue(tx, 'send-mail', { mailId: mail.to });
}
