// The outbox as administrators read it.

import { and, count, desc, eq, ilike, min, or, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { mails } from '../../db/schema/instance.ts';
import { MAIL_STATES, type MailState } from '../../domain/mail.ts';
import { SYSTEM } from '../../domain/people/viewer.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { isRowId } from '../../domain/text.ts';
import { type Context, createContext } from '../context.ts';
import { authorise } from '../guard.ts';
import type { Runtime } from '../runtime.ts';
import { messageIdOf } from './mailer.ts';
import { isSmtpReachable } from './smtp.ts';
import { LINK_LIFE_DAYS } from './templates.ts';

/** Mails on one page of the list. */
export const MAILS_PER_PAGE = 50;
const LAST_PAGE = 1_000_000;
const SMTP_TIMEOUT_MS = 3000;

export type MailSummary = Pick<
  typeof mails.$inferSelect,
  'id' | 'recipient' | 'locale' | 'template' | 'subject' | 'state' | 'attempts' | 'lastError' | 'createdAt' | 'sentAt'
>;

/** From the address of the page; whatever makes no sense is left out. */
export const mailFilter = z.object({
  state: z.enum(MAIL_STATES).optional().catch(undefined),
  q: z.string().trim().max(200).default('').catch(''),
  page: z.coerce.number().int().min(1).max(LAST_PAGE).catch(1),
});
export type MailFilter = { state?: MailState | undefined; search?: string; page: number };

/** `counts` and `total` are those of the search, before the choice of a state and after it. */
export type MailList = {
  mails: MailSummary[];
  counts: Record<MailState, number>;
  total: number;
  page: number;
  pages: number;
};

/** `withheld`: the text holds, or held, a link that only its recipient may use. */
export type MailBody = { state: 'shown'; text: string; html: string } | { state: 'withheld' };

export type MailDetails = MailSummary & { from: string; messageId: string; body: MailBody; isRetryable: boolean };

const SUMMARY = {
  id: mails.id,
  recipient: mails.recipient,
  locale: mails.locale,
  template: mails.template,
  subject: mails.subject,
  state: mails.state,
  attempts: mails.attempts,
  lastError: mails.lastError,
  createdAt: mails.createdAt,
  sentAt: mails.sentAt,
};

/** Newest first. `search`: part of the address or the subject. `page` counts from 1; one beyond the last is empty. */
export async function listMails(ctx: Context, filter: MailFilter): Promise<Result<MailList>> {
  const allowed = authorise(ctx, 'outbox.read');
  if (!allowed.ok) return allowed;
  const page = Math.min(LAST_PAGE, Math.max(1, Math.trunc(filter.page) || 1));
  const found = matching(filter.search);
  const counts = await countByState(ctx, found);
  const total = filter.state ? counts[filter.state] : Object.values(counts).reduce((a, b) => a + b, 0);
  const rows = await ctx.db
    .select(SUMMARY)
    .from(mails)
    .where(and(found, filter.state ? eq(mails.state, filter.state) : undefined))
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(MAILS_PER_PAGE)
    .offset((page - 1) * MAILS_PER_PAGE);
  return ok({ mails: rows, counts, total, page, pages: Math.max(1, Math.ceil(total / MAILS_PER_PAGE)) });
}

/** One mail with its headers and, unless it lets somebody in, its text. */
export async function readMail(ctx: Context, id: string): Promise<Result<MailDetails>> {
  const allowed = authorise(ctx, 'outbox.read');
  if (!allowed.ok) return allowed;
  const [row] = isRowId(id) ? await ctx.db.select().from(mails).where(eq(mails.id, id)) : [];
  if (!row) return fail('not-found');
  const { text, html, ...summary } = row;
  const { config } = ctx.app;
  // With an SMTP server nobody needs the outbox to get in, and an administrator could get in as somebody else.
  const isWithheld = text === '' || (config.smtpUrl !== null && row.template in LINK_LIFE_DAYS);
  return ok({
    ...summary,
    from: config.mailFrom,
    messageId: messageIdOf(row.id, config),
    body: isWithheld ? { state: 'withheld' } : { state: 'shown', text, html },
    isRetryable: isRetryable(row),
  });
}

/** A failed mail that still has something to say. */
function isRetryable({ state, text }: { state: MailState; text: string }): boolean {
  return state === 'failed' && text !== '';
}

export type MailStatus = {
  mode: 'smtp' | 'files';
  waiting: number;
  failed: number;
  /** Age of the oldest waiting mail; null when none waits. */
  oldestWaitingSeconds: number | null;
  /** Absent without an SMTP server. */
  smtpReachable?: boolean;
};

/** How mail is doing, for the operator. Takes three seconds when the mail server does not answer. */
export async function mailStatus(app: Runtime): Promise<MailStatus> {
  const ctx = createContext(app, SYSTEM, 'command-line');
  const { waiting, failed } = await countByState(ctx);
  const [oldest] = await ctx.db
    .select({ at: min(mails.createdAt) })
    .from(mails)
    .where(eq(mails.state, 'waiting'));
  const age = oldest?.at ? Math.max(0, Math.round((ctx.now.getTime() - oldest.at.getTime()) / 1000)) : null;
  const { smtpUrl } = app.config;
  const counted = { waiting, failed, oldestWaitingSeconds: age };
  if (smtpUrl === null) return { mode: 'files', ...counted };
  return { mode: 'smtp', ...counted, smtpReachable: await isSmtpReachable(smtpUrl, SMTP_TIMEOUT_MS) };
}

async function countByState(ctx: Context, found?: SQL): Promise<Record<MailState, number>> {
  const rows = await ctx.db.select({ state: mails.state, n: count() }).from(mails).where(found).groupBy(mails.state);
  const of = (state: MailState) => rows.find((row) => row.state === state)?.n ?? 0;
  return Object.fromEntries(MAIL_STATES.map((state) => [state, of(state)])) as Record<MailState, number>;
}

function matching(search: string | undefined): SQL | undefined {
  const wanted = (search ?? '').trim().replaceAll('\0', '').toWellFormed();
  if (wanted === '') return undefined;
  const pattern = `%${wanted.replace(/[\\%_]/g, '\\$&')}%`;
  return or(ilike(mails.recipient, pattern), ilike(mails.subject, pattern));
}
