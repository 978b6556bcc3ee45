// Who is behind an address or an identity, and the sessions a person sees in their own list.

import { and, asc, desc, eq, gt, isNull, like } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { accounts, pendingIdentities, sessions, users } from '../../db/schema/users.ts';
import type { Locale } from '../../domain/locale.ts';
import type { PersonState, Subject } from '../../domain/people/sign-in.ts';
import { type InstanceRole, viewerId } from '../../domain/people/viewer.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Context } from '../context.ts';
import { authorise } from '../guard.ts';
import { hashToken } from './session.ts';

export type Entrant = Subject & { name: string; locale: Locale };

const entrant = {
  id: users.id,
  name: users.name,
  locale: users.locale,
  suspendedAt: users.suspendedAt,
  erasedAt: users.erasedAt,
};
type EntrantRow = Pick<typeof users.$inferSelect, keyof typeof entrant>;

/** The person with this canonical address, null when there is none. */
export async function findByEmail(db: Db, email: string): Promise<Entrant | null> {
  const [row] = await db.select(entrant).from(users).where(eq(users.email, email));
  return row ? presentEntrant(row) : null;
}

/** The person that an identity is bound to, null when it is bound to nobody. */
export async function findByIdentity(db: Db, identity: { issuer: string; subject: string }): Promise<Entrant | null> {
  const [row] = await db
    .select(entrant)
    .from(accounts)
    .innerJoin(users, eq(users.id, accounts.userId))
    .where(and(eq(accounts.issuer, identity.issuer), eq(accounts.subject, identity.subject)));
  return row ? presentEntrant(row) : null;
}

function presentEntrant({ id, name, locale, suspendedAt, erasedAt }: EntrantRow): Entrant {
  const state: PersonState = erasedAt ? 'erased' : suspendedAt ? 'suspended' : 'active';
  return { id, name, locale, state };
}

export type PendingIdentity = { tokenHash: string; issuer: string; subject: string; name: string };

/** The waiting identity of this browser's cookie, null when there is none or its time is over. */
export async function findPendingIdentity(ctx: Context, db: Db, token: string | null): Promise<PendingIdentity | null> {
  if (token === null) return null;
  const { tokenHash, issuer, subject, name, expiresAt } = pendingIdentities;
  const [row] = await db
    .select({ tokenHash, issuer, subject, name })
    .from(pendingIdentities)
    .where(and(eq(tokenHash, hashToken(token)), gt(expiresAt, ctx.now)));
  return row ?? null;
}

/** `device` is '' when the browser did not say what it is. */
export type SessionItem = { id: string; device: string; createdAt: Date; lastSeenAt: Date; isCurrent: boolean };

/** One's own live sessions, the latest used first. `currentSessionId`: the one that asks. */
export async function listSessions(ctx: Context, currentSessionId: string | null): Promise<Result<SessionItem[]>> {
  const allowed = authorise(ctx, 'session.list', { relation: 'self' });
  if (!allowed.ok) return allowed;
  const userId = viewerId(ctx.viewer);
  if (userId === null) return ok([]);
  const { id, device, createdAt, lastSeenAt } = sessions;
  const rows = await ctx.db
    .select({ id, device, createdAt, lastSeenAt })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, ctx.now)))
    .orderBy(desc(sessions.lastSeenAt), asc(sessions.id));
  return ok(rows.map((row) => ({ ...row, isCurrent: row.id === currentSessionId })));
}

export type DemoPerson = { id: string; name: string; role: InstanceRole };

/** Invented people have addresses that nobody else can have (RFC 2606, 2). */
const INVENTED = '%.example';

/** The people of the demo story who can sign in, never somebody real. The caller has asked `isDemoSignInOffered`. */
export async function listDemoPeople(ctx: Context): Promise<DemoPerson[]> {
  return ctx.db
    .select({ id: users.id, name: users.name, role: users.role })
    .from(users)
    .where(and(like(users.email, INVENTED), isNull(users.suspendedAt), isNull(users.erasedAt)))
    .orderBy(asc(users.createdAt), asc(users.name))
    .limit(30);
}
