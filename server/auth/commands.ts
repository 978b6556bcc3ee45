// Sessions begun and ended: by their owner, by what happens to an account, and by the operator.

import { and, eq, ne } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { sessions } from '../../db/schema/users.ts';
import type { Locale } from '../../domain/locale.ts';
import { LINK_MINUTES } from '../../domain/people/sign-in.ts';
import { viewerId } from '../../domain/people/viewer.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { canonicalEmail, isRowId } from '../../domain/text.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { authorise } from '../guard.ts';
import type { RequestContext } from '../request.ts';
import { transact } from '../transact.ts';
import { mintToken } from './auth.ts';
import { clearCookie, SESSION_COOKIE, sessionCookie } from './cookies.ts';
import { deviceName } from './device.ts';
import { linkAddress } from './links.ts';
import { findByEmail } from './queries.ts';
import { type Entrance, newToken, openSession } from './session.ts';

/**
 * Signs a person in who has just proved who they are. `cookie` is a Set-Cookie value.
 * @throws {PersonNotActive} when the person was suspended or erased meanwhile.
 */
export async function startSession(
  ctx: Context,
  userId: string,
  userAgent: string | null,
  entrance: Entrance = 'invitation',
): Promise<{ cookie: string }> {
  const token = newToken();
  await ctx.db.transaction((tx) => openSession(ctx, tx, { userId, token, device: deviceName(userAgent), entrance }));
  return { cookie: sessionCookie(ctx.app.config, token) };
}

/** Ends the session of this request, when there is one. `cookie` removes it from the browser in any case. */
export async function signOut(ctx: RequestContext): Promise<{ cookie: string }> {
  const cookie = clearCookie(ctx.app.config, SESSION_COOKIE(ctx.app.config));
  const id = ctx.signedIn?.sessionId;
  if (id === undefined) return { cookie };
  await transact(ctx, async (tx) => {
    const ended = await tx.delete(sessions).where(eq(sessions.id, id)).returning({ id: sessions.id });
    if (ended.length > 0) await record(ctx, tx, 'session.ended', { kind: 'session', id });
    return ok();
  });
  return { cookie };
}

/** Ends one of one's own sessions. Anybody else's answers `not-found`, as if there were none. */
export async function revokeSession(ctx: Context, sessionId: string): Promise<Result<void>> {
  const allowed = authorise(ctx, 'session.revoke', { relation: 'self' });
  if (!allowed.ok) return allowed;
  const userId = viewerId(ctx.viewer);
  if (userId === null || !isRowId(sessionId)) return fail('not-found');
  return transact(ctx, async (tx) => {
    const own = and(eq(sessions.id, sessionId), eq(sessions.userId, userId));
    const ended = await tx.delete(sessions).where(own).returning({ id: sessions.id });
    if (ended.length === 0) return fail('not-found');
    await record(ctx, tx, 'session.revoked', { kind: 'session', id: sessionId });
    return ok();
  });
}

/** Ends all of one's own sessions but this one; gives their number. */
export async function revokeOtherSessions(ctx: Context, currentSessionId: string): Promise<Result<number>> {
  const allowed = authorise(ctx, 'session.revoke', { relation: 'self' });
  if (!allowed.ok) return allowed;
  const userId = viewerId(ctx.viewer);
  if (userId === null || !isRowId(currentSessionId)) return fail('not-found');
  return transact(ctx, async (tx) => {
    const others = and(eq(sessions.userId, userId), ne(sessions.id, currentSessionId));
    const ended = await tx.delete(sessions).where(others).returning({ id: sessions.id });
    for (const { id } of ended) await record(ctx, tx, 'session.revoked', { kind: 'session', id });
    return ok(ended.length);
  });
}

/** Ends every session of a person in the caller's transaction, whose audit entry says why; gives their number. */
export async function endSessionsOf(tx: Db, userId: string): Promise<number> {
  const ended = await tx.delete(sessions).where(eq(sessions.userId, userId)).returning({ id: sessions.id });
  return ended.length;
}

/** The operator's way in for scripts on the machine itself: a session without a browser. */
export async function openSessionFor(
  ctx: Context,
  email: string,
): Promise<Result<{ cookieName: string; token: string; expires: Date }>> {
  if (ctx.viewer.kind !== 'operator') return fail('forbidden');
  return transact(ctx, async (tx) => {
    const person = await activePerson(tx, email);
    if (!person.ok) return person;
    const token = newToken();
    const { expiresAt } = await openSession(ctx, tx, {
      userId: person.value.id,
      token,
      device: 'kaasa session',
      entrance: 'command-line',
    });
    return ok({ cookieName: SESSION_COOKIE(ctx.app.config), token, expires: expiresAt });
  });
}

/** A sign-in link that is printed instead of mailed, for the operator. `locale`: the person's own when absent. */
export async function makeSignInLink(
  ctx: Context,
  email: string,
  locale?: Locale,
): Promise<Result<{ url: string; expires: Date }>> {
  if (ctx.viewer.kind !== 'operator') return fail('forbidden');
  return transact(ctx, async (tx) => {
    const person = await activePerson(tx, email);
    if (!person.ok) return person;
    const token = await mintToken(ctx, tx, { email: person.value.email });
    await record(ctx, tx, 'sign-in.link-made', { kind: 'person', id: person.value.id });
    const url = linkAddress(ctx, { locale: locale ?? person.value.locale, email: person.value.email, token });
    return ok({ url, expires: new Date(ctx.now.getTime() + LINK_MINUTES * 60_000) });
  });
}

async function activePerson(tx: Db, email: string): Promise<Result<{ id: string; email: string; locale: Locale }>> {
  const address = canonicalEmail(email);
  const person = address === null ? null : await findByEmail(tx, address);
  if (address === null || person === null) return fail('no-account');
  return person.state === 'active' ? ok({ ...person, email: address }) : fail('suspended');
}
