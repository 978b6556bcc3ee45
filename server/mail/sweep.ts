// What the nightly sweep removes from the outbox: mails past their retention, links past their life.

import { and, eq, inArray, lt, ne } from 'drizzle-orm';
import { mails } from '../../db/schema/instance.ts';
import type { Context } from '../context.ts';
import { readSettings } from '../settings/queries.ts';
import { removeFilesExcept } from './files.ts';
import { LINK_LIFE_DAYS } from './templates.ts';

const DAY_MS = 24 * 3600 * 1000;

/** Waiting mails stay, whatever their age, unless their link is dead: those have failed. */
export async function sweepMails(ctx: Context): Promise<void> {
  const { retention } = await readSettings(ctx);
  const old = daysBefore(ctx, retention.sentMailDays);
  await ctx.db.delete(mails).where(and(ne(mails.state, 'waiting'), lt(mails.createdAt, old)));
  for (const [template, days] of Object.entries(LINK_LIFE_DAYS)) await blankLinks(ctx, template, days ?? 0);
  await removeFilesExcept(ctx.app.config.dataDir, (ids) => stillWhole(ctx, ids));
}

async function blankLinks(ctx: Context, template: string, days: number): Promise<void> {
  const dead = and(eq(mails.template, template), lt(mails.createdAt, daysBefore(ctx, days)));
  await ctx.db
    .update(mails)
    .set({ state: 'failed', lastError: 'expired' })
    .where(and(dead, eq(mails.state, 'waiting')));
  await ctx.db
    .update(mails)
    .set({ text: '', html: '' })
    .where(and(dead, ne(mails.text, '')));
}

/** The mails whose file may stay: those that are still in the outbox with their text. */
async function stillWhole(ctx: Context, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await ctx.db
    .select({ id: mails.id })
    .from(mails)
    .where(and(inArray(mails.id, ids), ne(mails.text, '')));
  return new Set(rows.map(({ id }) => id));
}

function daysBefore(ctx: Context, days: number): Date {
  return new Date(ctx.now.getTime() - days * DAY_MS);
}
