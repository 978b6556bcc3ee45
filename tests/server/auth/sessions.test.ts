// Sessions: how long they last, who sees and ends them (docs/spec/sign-in.md, SI50 to SI58). A4 of the reliability
// cases for HTTP.

import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { auditEntries, rateLimits } from '../../../db/schema/instance.ts';
import { memberships, organisations } from '../../../db/schema/organisations.ts';
import { pendingIdentities, sessions, signInTokens, users } from '../../../db/schema/users.ts';
import { OPERATOR, SYSTEM } from '../../../domain/people/viewer.ts';
import {
  endSessionsOf,
  makeSignInLink,
  openSessionFor,
  revokeOtherSessions,
  revokeSession,
} from '../../../server/auth/commands.ts';
import { listSessions } from '../../../server/auth/queries.ts';
import { readSession } from '../../../server/auth/session.ts';
import { sweepSignIn } from '../../../server/auth/sweep.ts';
import { createClock } from '../../../server/clock.ts';
import { createContext } from '../../../server/context.ts';
import { suspendPerson } from '../../../server/people/commands.ts';
import { requestContext } from '../../../server/request.ts';
import { testInstance } from '../../support/instance.ts';
import { addUser } from '../../support/people.ts';
import { confirmLink, signIn } from '../../support/sign-in.ts';
import { type Answer, type Visitor, visitor } from '../../support/visitor.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
let app: Awaited<ReturnType<typeof testInstance>>;

beforeAll(async () => {
  app = await testInstance();
});
afterAll(() => app.close());
beforeEach(() => app.database.db.delete(rateLimits));

/** A new person's browser, signed in. */
async function signedIn(): Promise<{ browser: Visitor; id: string; email: string }> {
  const email = `${randomUUID()}@ministeerium.ee`;
  const { id } = await addUser(app, email);
  const browser = visitor(app);
  await signIn(app, browser, email);
  return { browser, id, email };
}

const isIn = async (browser: Visitor) => (await browser.context()).viewer.kind === 'person';
const tokenOf = (browser: Visitor) => browser.cookies.get('localhost:3000')?.get('kaasa.session') ?? '';
const later = (ms: number) => ({ ...app, clock: createClock(app.database.connection, ms) });
const operator = () => createContext(app, OPERATOR, 'command-line');

test('SI50: a session ends 14 days after it was last used', async () => {
  const { browser } = await signedIn();
  const token = tokenOf(browser);
  expect(await readSession(later(14 * DAY_MS + MINUTE_MS), token)).toBe(null);
  for (let day = 10; day <= 60; day += 10) expect(await readSession(later(day * DAY_MS), token)).not.toBe(null);
  expect(await readSession(later(75 * DAY_MS), token)).toBe(null);
});

test('SI51: the last use is written down at most every ten minutes', async () => {
  const { browser, id } = await signedIn();
  const lastSeen = async () =>
    (await app.database.db.select().from(sessions).where(eq(sessions.userId, id)))[0]?.lastSeenAt;
  const first = await lastSeen();
  await readSession(later(9 * MINUTE_MS), tokenOf(browser));
  expect(await lastSeen()).toEqual(first);
  await readSession(later(11 * MINUTE_MS), tokenOf(browser));
  expect((await lastSeen())?.getTime()).toBeGreaterThan((first?.getTime() ?? 0) + 10 * MINUTE_MS);
});

test('SI52: signing out ends the session at once, in the table too', async () => {
  const { browser, id } = await signedIn();
  const token = tokenOf(browser);
  const answer = await browser.post('/et/sign-out', {});
  expect(answer).toMatchObject({ status: 303, location: '/et' });
  expect(browser.received.at(-1)).toBe('kaasa.session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0');
  expect(await isIn(browser)).toBe(false);
  expect(await readSession(app, token)).toBe(null);
  expect(await app.database.db.$count(sessions, eq(sessions.userId, id))).toBe(0);
  expect((await browser.post('/et/sign-out', {})).status).toBe(303);
});

test('SI53: suspension ends every session at once, and lifting it brings none back', async () => {
  const { browser, id, email } = await signedIn();
  const phone = visitor(app);
  await signIn(app, phone, email);
  const [person] = await app.database.db.select().from(users).where(eq(users.id, id));
  expect((await suspendPerson(operator(), id)).ok).toBe(true);
  expect([await isIn(browser), await isIn(phone)]).toEqual([false, false]);
  await app.database.db
    .update(users)
    .set({ suspendedAt: null, revision: (person?.revision ?? 0) + 5 })
    .where(eq(users.id, id));
  expect([await isIn(browser), await isIn(phone)]).toEqual([false, false]);
});

test('SI53: a session of somebody suspended without its being ended is no session', async () => {
  const { browser, id } = await signedIn();
  await app.database.db.update(users).set({ suspendedAt: app.clock.now() }).where(eq(users.id, id));
  expect(await isIn(browser)).toBe(false);
});

test('SI53: whoever signs in while being suspended stays out', async () => {
  const email = `${randomUUID()}@ministeerium.ee`;
  const { id } = await addUser(app, email);
  const link = await makeSignInLink(operator(), email);
  if (!link.ok) throw new Error(link.error.code);
  let answer: Promise<Answer> | undefined;
  await app.database.db.transaction(async (tx) => {
    await tx.update(users).set({ suspendedAt: app.clock.now() }).where(eq(users.id, id));
    await endSessionsOf(tx, id);
    answer = confirmLink(visitor(app), link.value.url);
    await settledOrWaiting(answer);
  });
  expect((await answer)?.location).toBe('/et/sign-in/problem?code=suspended');
  expect(await app.database.db.$count(sessions, eq(sessions.userId, id))).toBe(0);
});

/** PostgreSQL: until `work` is done or waits for a lock. The embedded database lets nobody in during a transaction. */
async function settledOrWaiting(work: Promise<unknown>): Promise<void> {
  const { kind, connection } = app.database;
  if (kind === 'pglite') return;
  let isSettled = false;
  void work.finally(() => {
    isSettled = true;
  });
  // a transaction would see the same picture of the others again and again
  const waiting = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  await vi.waitUntil(async () => isSettled || (await connection.query(waiting)).length > 0, { timeout: 10_000 });
}

test('SI54: a person sees their own live sessions, the present one marked', async () => {
  const { browser, email } = await signedIn();
  const phone = visitor(app, {
    'user-agent':
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  });
  await signIn(app, phone, email);
  await signedIn();
  const ctx = await browser.context();
  const listed = await listSessions(ctx, ctx.signedIn?.sessionId ?? null);
  if (!listed.ok) throw new Error(listed.error.code);
  expect(listed.value.map(({ device, isCurrent }) => ({ device, isCurrent }))).toEqual([
    { device: 'Safari, iOS', isCurrent: false },
    { device: '', isCurrent: true },
  ]);
  const nobody = await requestContext(new Headers(), app);
  expect(await listSessions(nobody, null)).toMatchObject({ ok: false, error: { code: 'signed-out' } });
});

test('SI55: a person ends one of their sessions; anybody else’s is not found', async () => {
  const { browser, email } = await signedIn();
  const phone = visitor(app);
  await signIn(app, phone, email);
  const other = await signedIn();
  const ctx = await browser.context();
  const idOf = async (v: Visitor) => (await v.context()).signedIn?.sessionId ?? '';
  for (const id of [await idOf(other.browser), randomUUID(), '', "' or 1=1", '\0']) {
    expect(await revokeSession(ctx, id)).toMatchObject({ ok: false, error: { code: 'not-found' } });
  }
  const phoneSession = await idOf(phone);
  expect(await revokeSession(ctx, phoneSession)).toEqual({ ok: true });
  expect([await isIn(browser), await isIn(phone), await isIn(other.browser)]).toEqual([true, false, true]);
  const entries = await app.database.db.select().from(auditEntries).where(eq(auditEntries.subjectId, phoneSession));
  expect(entries.map(({ action }) => action)).toEqual(['session.started', 'session.revoked']);
});

test('SI55: a person ends all their other sessions', async () => {
  const { browser, email } = await signedIn();
  const others = [visitor(app), visitor(app)];
  for (const other of others) await signIn(app, other, email);
  const stranger = await signedIn();
  const ctx = await browser.context();
  expect(await revokeOtherSessions(ctx, ctx.signedIn?.sessionId ?? '')).toEqual({ ok: true, value: 2 });
  expect(await Promise.all([browser, ...others, stranger.browser].map(isIn))).toEqual([true, false, false, true]);
});

test('SI56: only the operator opens sessions and makes links for others', async () => {
  const { email, browser } = await signedIn();
  for (const ctx of [
    await browser.context(),
    createContext(app, SYSTEM, 'job'),
    await requestContext(new Headers(), app),
  ]) {
    expect(await openSessionFor(ctx, email)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await makeSignInLink(ctx, email)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  }
  const opened = await openSessionFor(operator(), ` ${email.toUpperCase()}`);
  if (!opened.ok) throw new Error(opened.error.code);
  const { cookieName, token } = opened.value;
  const ctx = await requestContext(new Headers({ cookie: `a=b; ${cookieName}=${token}` }), app);
  expect(ctx.signedIn?.email).toBe(email);
  expect(await openSessionFor(operator(), 'keegi@mujal.ee')).toMatchObject({
    ok: false,
    error: { code: 'no-account' },
  });
});

test('SI56: the operator’s link signs in like a mailed one', async () => {
  const { email } = await signedIn();
  const link = await makeSignInLink(operator(), email, 'en');
  if (!link.ok) throw new Error(link.error.code);
  expect(link.value.url).toMatch(/^http:\/\/localhost:3000\/en\/sign-in\/confirm\?/);
  expect(link.value.expires.getTime() - app.clock.now().getTime()).toBeGreaterThan(14 * MINUTE_MS);
  const browser = visitor(app);
  expect((await confirmLink(browser, link.value.url)).status).toBe(303);
  expect((await confirmLink(visitor(app), link.value.url)).status).toBe(410);
  const { id } = await addUser(app, `${randomUUID()}@x.ee`, { suspendedAt: app.clock.now() });
  const [suspended] = await app.database.db.select().from(users).where(eq(users.id, id));
  expect(await makeSignInLink(operator(), suspended?.email ?? '')).toMatchObject({
    ok: false,
    error: { code: 'suspended' },
  });
});

test('SI57: a session knows its person’s organisations', async () => {
  const { browser, id } = await signedIn();
  const organisationId = randomUUID();
  const createdAt = app.clock.now();
  await app.database.db.insert(organisations).values({
    id: organisationId,
    name: { et: 'Ministeerium' },
    kind: 'ministry',
    country: 'EE',
    contactName: '',
    contactEmail: '',
    contactPhone: '',
    isPublic: true,
    createdAt,
  });
  await app.database.db.insert(memberships).values({ userId: id, organisationId, createdAt });
  expect((await browser.context()).viewer).toMatchObject({ organisationIds: [organisationId] });
});

test('SI58: strange cookies are nobody’s', async () => {
  const { browser } = await signedIn();
  const token = tokenOf(browser);
  const headers = [
    `kaasa.session=`,
    `kaasa.session`,
    `kaasa.session=${token}x`,
    `KAASA.SESSION=${token}`,
    `xkaasa.session=${token}`,
    `__Host-kaasa.session=${token}`,
    `kaasa.session="${token}"`,
    `kaasa.session=%00`,
    '=;=;',
    ';'.repeat(1000),
  ];
  for (const cookie of headers) {
    expect((await requestContext(new Headers({ cookie }), app)).viewer).toEqual({ kind: 'anonymous' });
  }
});

test('SI59: the nightly sweep removes what has expired and nothing else', async () => {
  const { browser, email } = await signedIn();
  await visitor(app).post('/et/sign-in', { email });
  const { db } = app.database;
  await db.delete(rateLimits);
  await db.insert(rateLimits).values([
    { key: 'old', points: 1, expire: Date.now() - 1 },
    { key: 'live', points: 1, expire: Date.now() + MINUTE_MS },
  ]);
  await db
    .insert(pendingIdentities)
    .values({ tokenHash: 'old', issuer: 'x', subject: 'y', name: '', expiresAt: new Date(0) });
  const links = await db.$count(signInTokens);
  expect(await sweepSignIn(createContext(app, SYSTEM, 'job'))).toEqual({
    sessions: 0,
    links: 0,
    pending: 1,
    limits: 1,
  });
  expect(await isIn(browser)).toBe(true);
  expect(await db.$count(rateLimits)).toBe(1);
  const swept = await sweepSignIn(createContext(later(100 * DAY_MS), SYSTEM, 'job'));
  expect(swept).toMatchObject({ links });
  expect(await db.$count(sessions)).toBe(0);
});
