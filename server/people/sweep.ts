// What the nightly sweep removes of people: invitations past their retention.

import { lt, or } from 'drizzle-orm';
import { invitations } from '../../db/schema/organisations.ts';
import type { Context } from '../context.ts';
import { readSettings } from '../settings/queries.ts';

const DAY_MS = 24 * 3600 * 1000;

/** Counted from the day on which an invitation expired or was revoked, whichever came first. */
export async function sweepInvitations(ctx: Context): Promise<void> {
  const { retention } = await readSettings(ctx);
  const old = new Date(ctx.now.getTime() - retention.invitationDays * DAY_MS);
  await ctx.db.delete(invitations).where(or(lt(invitations.expiresAt, old), lt(invitations.revokedAt, old)));
}
