// An identity whose issuer vouches for no address waits until its holder proves one, in the browser where it began
// (docs/spec/sign-in.md, SI41 to SI45).

import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { auditEntries, mails, rateLimits } from '../../../db/schema/instance.ts';
import { accounts, pendingIdentities, sessions, signInTokens } from '../../../db/schema/users.ts';
import { testInstance } from '../../support/instance.ts';
import { type Issuer, logInAt, startIssuer } from '../../support/issuer.ts';
import { addUser } from '../../support/people.ts';
import { confirmLink, fieldsOf, mailedLink } from '../../support/sign-in.ts';
import { fieldValue, type Visitor, visitor } from '../../support/visitor.ts';

const HOST = 'localhost:3332';
const ADA = 'ada@ministeerium.ee';
const BO = 'bo@ministeerium.ee';
let issuer: Issuer;
let app: Awaited<ReturnType<typeof testInstance>>;
let ada: { id: string };

beforeAll(async () => {
  issuer = await startIssuer(`http://${HOST}/api/auth/callback/oidc`, { inIdToken: true });
  const oidc = { issuer: issuer.url, clientId: issuer.clientId, clientSecret: issuer.clientSecret };
  app = await testInstance({ publicUrl: `http://${HOST}`, oidc });
  ada = await addUser(app, ADA);
  await addUser(app, BO);
  issuer.people.set('unverified', { email: ADA, email_verified: false, name: 'Ada <Tamm>' });
  issuer.people.set('nameless', {});
});
afterAll(async () => {
  await app.close();
  await issuer.close();
});
beforeEach(async () => {
  const tables = [rateLimits, accounts, pendingIdentities, sessions, signInTokens, mails];
  for (const table of tables) await app.database.db.delete(table);
});

async function walk(browser: Visitor, subject: string) {
  const leaving = await browser.post('/et/sign-in/oidc', {});
  return browser.get((await logInAt(browser, leaving, subject)).location ?? '');
}

/** Leaves the issuer with an identity that waits, and asks for the link that binds it. */
async function begin(browser: Visitor, subject: string, email: string): Promise<void> {
  expect((await walk(browser, subject)).location).toBe('/et/sign-in/link-email');
  const asked = await browser.post('/et/sign-in/link-email', { email });
  expect(asked).toMatchObject({ status: 303, location: '/et/sign-in/sent?bind' });
}

const kind = async (browser: Visitor) => (await browser.context()).viewer.kind;
const bound = () => app.database.db.select().from(accounts);

test.each(['unverified', 'nameless'])(
  'SI41: an %s identity waits, and its holder is asked for an address',
  async (subject) => {
    const browser = visitor(app);
    const answer = await walk(browser, subject);
    expect(answer).toMatchObject({ status: 303, location: '/et/sign-in/link-email' });
    const cookie = browser.received.find((line) => line.startsWith('kaasa.pending-identity='));
    expect(cookie).toMatch(/^kaasa\.pending-identity=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=1800$/);
    const page = await browser.follow(answer);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('<Tamm>');
    expect(await bound()).toEqual([]);
    expect(await kind(browser)).toBe('anonymous');
  },
);

test('SI42: the mailed link, opened where it began, binds the identity and signs in', async () => {
  const browser = visitor(app);
  await begin(browser, 'unverified', ADA);
  const link = await mailedLink(app, ADA);
  const [mail] = await app.database.db.select().from(mails);
  expect(mail?.template).toBe('bind-identity');
  const page = await browser.get(link);
  expect(page.status).toBe(200);
  expect(fieldValue(page.text, 'bind')).toBe('1');
  expect(await confirmLink(browser, link)).toMatchObject({ status: 303, location: '/et/work' });
  expect(await browser.context()).toMatchObject({ viewer: { kind: 'person', id: ada.id } });
  expect(await bound()).toMatchObject([{ issuer: issuer.url, subject: 'unverified', userId: ada.id }]);
  expect(await app.database.db.$count(pendingIdentities)).toBe(0);
  expect(browser.cookies.get(HOST)?.has('kaasa.pending-identity')).toBe(false);
  const actions = await app.database.db.select({ action: auditEntries.action }).from(auditEntries);
  expect(actions.map(({ action }) => action)).toEqual(['identity.bound', 'session.started']);
  const next = visitor(app);
  expect((await walk(next, 'unverified')).location).toBe('/et/work');
});

test('SI43: opened in another browser the link binds nothing, signs nobody in and is not used up', async () => {
  const attacker = visitor(app);
  await begin(attacker, 'unverified', BO);
  const link = await mailedLink(app, BO);
  const victim = visitor(app);
  expect((await victim.get(link)).status).toBe(403);
  expect((await confirmLink(victim, link)).status).toBe(403);
  expect(await bound()).toEqual([]);
  expect(await kind(victim)).toBe('anonymous');
  expect((await confirmLink(attacker, link)).status).toBe(303);
});

test('SI43: the link is no plain sign-in link, nor one for another waiting identity', async () => {
  const attacker = visitor(app);
  await begin(attacker, 'unverified', BO);
  const link = await mailedLink(app, BO);
  const { token = '', email = '' } = fieldsOf(link);
  const victim = visitor(app);
  expect((await victim.post('/et/sign-in/confirm', { token, email })).status).toBe(410);
  await walk(victim, 'nameless');
  expect((await confirmLink(victim, link)).status).toBe(410);
  expect(await bound()).toEqual([]);
  expect(await app.database.db.$count(sessions)).toBe(0);
});

test('SI43: a plain sign-in link binds nothing, even where an identity waits', async () => {
  const browser = visitor(app);
  await walk(browser, 'unverified');
  await browser.post('/et/sign-in', { email: ADA });
  expect((await confirmLink(browser, await mailedLink(app, ADA))).location).toBe('/et/work');
  expect(await bound()).toEqual([]);
});

test('SI44: an identity that has come to belong to somebody is bound to nobody else', async () => {
  const [first, second] = [visitor(app), visitor(app)];
  await begin(first, 'unverified', ADA);
  await begin(second, 'unverified', BO);
  expect((await confirmLink(first, await mailedLink(app, ADA))).location).toBe('/et/work');
  const answer = await confirmLink(second, await mailedLink(app, BO));
  expect(answer.location).toBe('/et/sign-in/problem?code=identity-taken');
  expect(await bound()).toMatchObject([{ userId: ada.id }]);
  expect(await kind(second)).toBe('anonymous');
});

test('SI44: of many confirmations at once one binds', async () => {
  const browser = visitor(app);
  await begin(browser, 'unverified', ADA);
  const link = await mailedLink(app, ADA);
  const answers = await Promise.all(Array.from({ length: 20 }, () => confirmLink(browser, link)));
  expect(answers.filter(({ location }) => location === '/et/work')).toHaveLength(1);
  expect(await bound()).toHaveLength(1);
  expect(await app.database.db.$count(sessions)).toBe(1);
});

test('SI45: an identity waits for half an hour', async () => {
  const browser = visitor(app);
  await begin(browser, 'unverified', ADA);
  await app.database.db
    .update(pendingIdentities)
    .set({ expiresAt: sql`${pendingIdentities.expiresAt} - interval '30 minutes'` });
  expect((await browser.get('/et/sign-in/link-email')).status).toBe(403);
  expect((await browser.post('/et/sign-in/link-email', { email: ADA })).status).toBe(403);
  expect((await confirmLink(browser, await mailedLink(app, ADA))).status).toBe(403);
  expect(await bound()).toEqual([]);
});

test('SI9: the page that asks for the address tells of no account either, and keeps what was typed', async () => {
  const browser = visitor(app);
  await begin(browser, 'unverified', 'keegi@mujal.ee');
  expect(await app.database.db.$count(mails)).toBe(0);
  const wrong = await browser.post('/et/sign-in/link-email', { email: 'ada@' });
  expect(wrong.status).toBe(422);
  expect(fieldValue(wrong.text, 'email')).toBe('ada@');
});
