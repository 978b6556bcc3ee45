// Signing in with an OpenID Connect issuer, walked page by page against a real one (docs/spec/sign-in.md, SI31 to SI45).

import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { auditEntries, rateLimits } from '../../../db/schema/instance.ts';
import { accounts, pendingIdentities, sessions } from '../../../db/schema/users.ts';
import { testInstance } from '../../support/instance.ts';
import { type Issuer, logInAt, startIssuer } from '../../support/issuer.ts';
import { addUser } from '../../support/people.ts';
import { signIn } from '../../support/sign-in.ts';
import { type Answer, type Visitor, visitor } from '../../support/visitor.ts';

const HOST = 'localhost:3331';
const PUBLIC_URL = `http://${HOST}`;
let issuer: Issuer;
let app: Awaited<ReturnType<typeof testInstance>>;

beforeAll(async () => {
  issuer = await startIssuer(`${PUBLIC_URL}/api/auth/callback/oidc`);
  const oidc = { issuer: issuer.url, clientId: issuer.clientId, clientSecret: issuer.clientSecret };
  app = await testInstance({ publicUrl: PUBLIC_URL, oidc });
});
afterAll(async () => {
  await app.close();
  await issuer.close();
});
beforeEach(async () => {
  issuer.fail(false);
  for (const table of [rateLimits, accounts, pendingIdentities, sessions]) await app.database.db.delete(table);
});

/** A subject and a person of their own for each test. */
async function newPerson(
  rest: Parameters<typeof addUser>[2] = {},
): Promise<{ id: string; email: string; subject: string }> {
  const subject = `s-${randomUUID()}`;
  const email = `${subject}@ministeerium.ee`;
  const { id } = await addUser(app, email, rest);
  issuer.people.set(subject, { email, email_verified: true, name: 'Ada Tamm' });
  return { id, email, subject };
}

const leave = (browser: Visitor, fields: Record<string, string> = {}) => browser.post('/et/sign-in/oidc', fields);

/** Through the issuer; the address with which it sends the browser back, not yet opened. */
async function toCallback(browser: Visitor, subject: string, fields: Record<string, string> = {}): Promise<string> {
  return (await logInAt(browser, await leave(browser, fields), subject)).location ?? '';
}

async function walk(browser: Visitor, subject: string): Promise<Answer> {
  return browser.get(await toCallback(browser, subject));
}

const viewerId = async (browser: Visitor) => {
  const { viewer } = await browser.context();
  return viewer.kind === 'person' ? viewer.id : null;
};
const cookiesOf = (browser: Visitor) => browser.cookies.get(HOST) ?? new Map<string, string>();
const FAILED = { status: 303, location: '/et/sign-in/problem?code=identity-provider' };

async function expectNothingHappened(browser: Visitor): Promise<void> {
  expect(await viewerId(browser)).toBe(null);
  expect(await app.database.db.$count(accounts)).toBe(0);
  expect(await app.database.db.$count(sessions)).toBe(0);
}

test('SI31: a verified address binds the identity to its person and lets them in', async () => {
  const { id, subject } = await newPerson();
  const browser = visitor(app);
  expect(await walk(browser, subject)).toMatchObject({ status: 303, location: '/et/work' });
  expect(await viewerId(browser)).toBe(id);
  expect(await app.database.db.select().from(accounts)).toMatchObject([{ issuer: issuer.url, subject, userId: id }]);
  const entries = await app.database.db.select().from(auditEntries).where(eq(auditEntries.subjectId, id));
  expect(entries.map(({ action }) => action)).toEqual(['identity.bound']);
});

test('SI32: a bound identity lets its person in, though the issuer now names another address', async () => {
  const { id, subject } = await newPerson();
  await walk(visitor(app), subject);
  const { email } = await newPerson();
  for (const claims of [{ email, email_verified: true }, { email, email_verified: false }, {}]) {
    issuer.people.set(subject, claims);
    const browser = visitor(app);
    expect((await walk(browser, subject)).location).toBe('/et/work');
    expect(await viewerId(browser)).toBe(id);
  }
  expect(await app.database.db.$count(accounts)).toBe(1);
});

test('SI31: a verified address that nobody has is refused, and nothing is kept', async () => {
  issuer.people.set('stranger', { email: 'stranger@mujal.ee', email_verified: true });
  const browser = visitor(app);
  const answer = await walk(browser, 'stranger');
  expect(answer.location).toBe('/et/sign-in/problem?code=no-account');
  expect(await browser.follow(answer)).toMatchObject({ status: 403 });
  await expectNothingHappened(browser);
  expect(await app.database.db.$count(pendingIdentities)).toBe(0);
});

test('SI31: a suspended person is told so, bound or not', async () => {
  const { id, subject } = await newPerson({ suspendedAt: app.clock.now() });
  const browser = visitor(app);
  expect((await walk(browser, subject)).location).toBe('/et/sign-in/problem?code=suspended');
  await expectNothingHappened(browser);
  await app.database.db
    .insert(accounts)
    .values({ issuer: issuer.url, subject, userId: id, createdAt: app.clock.now() });
  expect((await walk(browser, subject)).location).toBe('/et/sign-in/problem?code=suspended');
  expect(await viewerId(browser)).toBe(null);
});

test('SI35: the walk carries PKCE, state and nonce, all new each time', async () => {
  const locations = [await leave(visitor(app)), await leave(visitor(app))].map(
    ({ location }) => new URL(location ?? ''),
  );
  const [one, two] = locations.map((url) => Object.fromEntries(url.searchParams));
  expect(one).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    scope: 'openid email profile',
    redirect_uri: `${PUBLIC_URL}/api/auth/callback/oidc`,
  });
  for (const name of ['state', 'nonce', 'code_challenge']) {
    expect(one?.[name]?.length).toBeGreaterThan(40);
    expect(one?.[name]).not.toBe(two?.[name]);
  }
});

test.each(['state', 'nonce', 'pkce'])('SI36: another walk’s %s lets nobody in', async (name) => {
  const { subject } = await newPerson();
  const other = visitor(app);
  await leave(other);
  const browser = visitor(app);
  const callback = await toCallback(browser, subject);
  cookiesOf(browser).set(`kaasa.${name}`, cookiesOf(other).get(`kaasa.${name}`) ?? '');
  expect(await browser.get(callback)).toMatchObject(FAILED);
  await expectNothingHappened(browser);
});

test.each(['state', 'nonce', 'pkce'])('SI36: a missing or broken %s lets nobody in', async (name) => {
  const { subject } = await newPerson();
  for (const value of [undefined, '', 'x', 'eyJhbGciOiJkaXIifQ..a.b.c']) {
    const browser = visitor(app);
    const callback = await toCallback(browser, subject);
    if (value === undefined) cookiesOf(browser).delete(`kaasa.${name}`);
    else cookiesOf(browser).set(`kaasa.${name}`, value);
    expect(await browser.get(callback)).toMatchObject(FAILED);
    await expectNothingHappened(browser);
  }
});

test('SI36: a changed state in the address lets nobody in', async () => {
  const { subject } = await newPerson();
  const browser = visitor(app);
  const callback = new URL(await toCallback(browser, subject));
  callback.searchParams.set('state', `${callback.searchParams.get('state')}x`);
  expect(await browser.get(callback.href)).toMatchObject(FAILED);
  await expectNothingHappened(browser);
});

test('SI36: another’s callback address opens nothing in this browser', async () => {
  const { subject } = await newPerson();
  const victim = visitor(app);
  await leave(victim);
  expect(await victim.get(await toCallback(visitor(app), subject))).toMatchObject(FAILED);
  await expectNothingHappened(victim);
});

test('SI37: a code used before lets nobody in a second time', async () => {
  const { subject } = await newPerson();
  const browser = visitor(app);
  const callback = await toCallback(browser, subject);
  const checks = new Map(cookiesOf(browser));
  expect((await browser.get(callback)).location).toBe('/et/work');
  expect(await browser.get(callback)).toMatchObject({ location: expect.stringContaining('identity-provider') });
  const replayer = visitor(app);
  replayer.cookies.set(HOST, checks);
  expect(await replayer.get(callback)).toMatchObject(FAILED);
  expect(await app.database.db.$count(sessions)).toBe(1);
});

test('SI38: whatever the issuer answers instead, a page says so', async () => {
  const queries = [
    'error=access_denied&error_description=%3Cb%3E',
    'error=server_error',
    '',
    'code=x',
    'code=x&state=y',
    'state=%00',
    'iss=x&code=1',
    'callbackUrl=javascript:alert(1)',
  ];
  for (const query of queries) {
    const browser = visitor(app);
    await leave(browser, { to: '/en/profile' });
    const state = cookiesOf(browser).get('kaasa.state');
    expect(state).toBeTruthy();
    const answer = await browser.get(`/api/auth/callback/oidc?${query}`);
    expect(answer).toMatchObject({ status: 303, location: '/en/sign-in/problem?code=identity-provider' });
    const page = await browser.follow(answer);
    expect(page.status).toBe(400);
    expect(page.text).not.toContain('<b>');
    expect([...cookiesOf(browser).keys()]).toEqual([]);
  }
});

test('SI38: somebody who presses Cancel at the issuer comes back to a page of ours', async () => {
  const browser = visitor(app);
  const leaving = await leave(browser);
  const state = new URL(leaving.location ?? '').searchParams.get('state') ?? '';
  const query = new URLSearchParams({ error: 'access_denied', state, iss: issuer.url });
  expect(await browser.get(`/api/auth/callback/oidc?${query}`)).toMatchObject(FAILED);
});

test('SI39: an issuer that fails or is away gives a page, before and after the walk', async () => {
  const { subject } = await newPerson();
  const browser = visitor(app);
  const callback = await toCallback(browser, subject);
  issuer.fail(true);
  expect(await leave(visitor(app))).toMatchObject(FAILED);
  expect(await browser.get(callback)).toMatchObject(FAILED);
  await expectNothingHappened(browser);
  const oidc = { issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'y' };
  const away = { ...app, config: { ...app.config, oidc } };
  expect(await visitor(away).post('/et/sign-in/oidc', {})).toMatchObject(FAILED);
});

test('SI40: an identity is never bound to whoever happens to be signed in', async () => {
  const ada = await newPerson();
  const bo = await newPerson();
  const browser = visitor(app);
  await signIn(app, browser, ada.email);
  issuer.people.set('unknown', { name: 'Nobody' });
  expect((await walk(browser, 'unknown')).location).toBe('/et/sign-in/link-email');
  expect(await app.database.db.$count(accounts)).toBe(0);
  expect(await viewerId(browser)).toBe(ada.id);
  // the issuer forgets who was there
  browser.cookies.delete(new URL(issuer.url).host);
  expect((await walk(browser, bo.subject)).location).toBe('/et/work');
  expect(await viewerId(browser)).toBe(bo.id);
  expect(await app.database.db.select().from(accounts)).toMatchObject([{ userId: bo.id }]);
  expect(await app.database.db.$count(sessions)).toBe(1);
});

test('SI14: after the walk the person is where they wanted to go, whatever the cookie says', async () => {
  const { subject } = await newPerson();
  const browser = visitor(app);
  const callback = await toCallback(browser, subject, { to: '/en/admin/people' });
  expect((await browser.get(callback)).location).toBe('/en/admin/people');
  for (const kept of [
    'https%3A%2F%2Fevil.example%2F',
    '%',
    `${encodeURIComponent(PUBLIC_URL)}%2F%2Fevil.example`,
    '%E0%A4%A',
    `${encodeURIComponent(PUBLIC_URL)}%2F%FF`,
  ]) {
    const next = visitor(app);
    const address = await toCallback(next, subject);
    cookiesOf(next).set('kaasa.return', kept);
    const answer = await next.get(address);
    expect(answer.location).toMatch(/^\/(et|en|ru)\/work$/);
  }
});

test('SI19: without a configured issuer there is no way to one', async () => {
  const plain = { ...app, config: { ...app.config, oidc: null } };
  expect((await visitor(plain).post('/et/sign-in/oidc', {})).status).toBe(404);
  expect((await visitor(plain).get('/api/auth/callback/oidc?code=x')).status).toBe(404);
  expect((await visitor(plain).get('/et/sign-in')).text).not.toContain('/sign-in/oidc');
  expect((await visitor(app).get('/et/sign-in')).text).toContain('/et/sign-in/oidc');
});

test('SI12: a sender walks to the issuer 60 times in a quarter of an hour', async () => {
  const sender = visitor(app);
  for (let i = 0; i < 60; i++) await sender.get('/api/auth/callback/oidc?code=x');
  expect((await sender.get('/api/auth/callback/oidc?code=x')).status).toBe(429);
  expect((await leave(sender)).status).toBe(429);
});
