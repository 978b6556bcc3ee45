// Sessions in the database: the cookie holds a random token, the table its hash. Every request reads its session
// anew, so sign-out, revocation and suspension work at once.

import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { memberships } from '../../db/schema/organisations.ts';
import { sessions, users } from '../../db/schema/users.ts';
import type { Locale } from '../../domain/locale.ts';
import { SESSION_DAYS, SESSION_REFRESH_MINUTES } from '../../domain/people/sign-in.ts';
import type { Viewer } from '../../domain/people/viewer.ts';
import { record } from '../audit/record.ts';
import type { Config } from '../config.ts';
import type { Context } from '../context.ts';
import { type Runtime, runtime } from '../runtime.ts';
import { readCookie, SESSION_COOKIE } from './cookies.ts';

export type SignedIn = {
  sessionId: string;
  viewer: Extract<Viewer, { kind: 'person' }>;
  name: string;
  email: string;
  locale: Locale;
};

/** By which way a person came in; kept in the audit log. */
export type Entrance = 'link' | 'identity' | 'invitation' | 'demo' | 'command-line';

/** The person was suspended or erased before the session could be opened. */
export class PersonNotActive extends Error {
  override readonly name = 'PersonNotActive';
}

const DAY_MS = 24 * 3600_000;
const REFRESH_MS = SESSION_REFRESH_MINUTES * 60_000;

/** The session's token in a Cookie header, null when there is none. Only the name that belongs to this site counts. */
export function sessionToken(cookieHeader: string | null, site: Config = runtime().config): string | null {
  return readCookie(cookieHeader, SESSION_COOKIE(site)) || null;
}

/** What the tables keep of a secret: SHA-256, hex. The secrets are random, so no salt is needed. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** 256 random bits, safe in a cookie and an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The person of a live session, null when it has ended or the person is suspended or erased. */
export async function readSession(app: Runtime, token: string | null): Promise<SignedIn | null> {
  if (token === null) return null;
  const now = app.clock.now();
  const [row] = await app.database.db
    .select({
      sessionId: sessions.id,
      lastSeenAt: sessions.lastSeenAt,
      id: users.id,
      role: users.role,
      name: users.name,
      email: users.email,
      locale: users.locale,
      organisationIds: organisationIdsOf(),
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.tokenHash, hashToken(token)), gt(sessions.expiresAt, now), isActive()));
  if (!row) return null;
  if (now.getTime() - row.lastSeenAt.getTime() >= REFRESH_MS) await refresh(app, row.sessionId, now);
  const { sessionId, id, role, name, locale, organisationIds } = row;
  return { sessionId, viewer: { kind: 'person', id, role, organisationIds }, name, email: row.email ?? '', locale };
}

function organisationIdsOf(): SQL<string[]> {
  return sql<string[]>`array(
    select ${memberships.organisationId}::text from ${memberships} where ${memberships.userId} = ${users.id}
  )`;
}

function isActive(): SQL | undefined {
  return and(isNull(users.suspendedAt), isNull(users.erasedAt));
}

async function refresh(app: Runtime, sessionId: string, now: Date): Promise<void> {
  await app.database.db
    .update(sessions)
    .set({ lastSeenAt: now, expiresAt: expiry(now) })
    // of several requests at once, one writes
    .where(and(eq(sessions.id, sessionId), lt(sessions.lastSeenAt, now)));
}

function expiry(now: Date): Date {
  return new Date(now.getTime() + SESSION_DAYS * DAY_MS);
}

export type NewSession = { userId: string; token: string; device: string; entrance: Entrance };

/**
 * Opens a session in the caller's transaction. The person's row stays locked, so that a suspension at the same
 * moment waits and then ends this session too.
 * @throws {PersonNotActive}
 */
export async function openSession(ctx: Context, tx: Db, session: NewSession): Promise<{ id: string; expiresAt: Date }> {
  const [person] = await tx
    .select({ id: users.id, role: users.role })
    .from(users)
    .where(and(eq(users.id, session.userId), isActive()))
    .for('share');
  if (!person) throw new PersonNotActive();
  const id = ctx.newId();
  const expiresAt = expiry(ctx.now);
  await tx.insert(sessions).values({
    id,
    tokenHash: hashToken(session.token),
    userId: person.id,
    createdAt: ctx.now,
    lastSeenAt: ctx.now,
    expiresAt,
    device: session.device,
  });
  await record(
    asEntering(ctx, person),
    tx,
    'session.started',
    { kind: 'session', id },
    {
      person: person.id,
      by: session.entrance,
    },
  );
  return { id, expiresAt };
}

/** Whoever signs in is the actor of doing so; the operator stays the operator. */
function asEntering(ctx: Context, person: { id: string; role: SignedIn['viewer']['role'] }): Context {
  if (ctx.viewer.kind === 'operator') return ctx;
  return { ...ctx, viewer: { kind: 'person', id: person.id, role: person.role, organisationIds: [] } };
}
