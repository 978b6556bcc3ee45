// Signing in by a mailed link (docs/spec/sign-in.md, SI1 to SI19), through the route handlers.

import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { auditEntries, mails, rateLimits } from '../../../db/schema/instance.ts';
import { sessions, signInTokens, users } from '../../../db/schema/users.ts';
import { testInstance } from '../../support/instance.ts';
import { addUser } from '../../support/people.ts';
import { askForLink, confirmLink, fieldsOf, mailedLink } from '../../support/sign-in.ts';
import { fieldValue, type Visitor, visitor } from '../../support/visitor.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
const ANNA = 'anna@ministeerium.ee';

beforeAll(async () => {
  app = await testInstance();
  await addUser(app, ANNA);
  await addUser(app, 'peatatud@ministeerium.ee', { suspendedAt: app.clock.now() });
});
afterAll(() => app.close());
beforeEach(async () => {
  const { db } = app.database;
  await db.delete(rateLimits);
  await db.delete(mails);
  await db.delete(signInTokens);
  await db.delete(sessions);
});

const sessionCount = () => app.database.db.$count(sessions);
const viewer = async (browser: Visitor) => (await browser.context()).viewer;

test('SI1: a mailed link signs its person in, in any browser', async () => {
  const link = await askForLink(app, visitor(app), ANNA);
  const phone = visitor(app);
  const page = await phone.get(link);
  expect(page.status).toBe(200);
  expect(page.text).toContain(ANNA);
  const fields = { token: fieldValue(page.text, 'token') ?? '', email: fieldValue(page.text, 'email') ?? '' };
  const answer = await phone.post('/et/sign-in/confirm', fields);
  expect(answer).toMatchObject({ status: 303, location: '/et/work' });
  expect(await viewer(phone)).toMatchObject({ kind: 'person', role: 'partner' });
});

test('SI2: the cookie is HttpOnly and SameSite=Lax, and the tables hold no token', async () => {
  const browser = visitor(app);
  const link = await askForLink(app, browser, ANNA);
  await confirmLink(browser, link);
  const [cookie = ''] = browser.received.filter((line) => line.startsWith('kaasa.session='));
  expect(cookie).toMatch(/^kaasa\.session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
  const token = /=([\w-]+);/.exec(cookie)?.[1] ?? '';
  const stored = JSON.stringify(await app.database.db.select().from(sessions));
  expect(stored).not.toContain(token);
});

test('SI3: on https every cookie is Secure and carries the __Host- prefix, and only that name is believed', async () => {
  const secure = await testInstance({ publicUrl: 'https://kaasa.example' });
  try {
    await addUser(secure, ANNA);
    const browser = visitor(secure);
    await browser.post('/et/sign-in', { email: ANNA });
    const [mail] = await secure.database.db.select().from(mails);
    const link = /https:\/\/kaasa\.example\/et\/sign-in\/confirm\?\S+/.exec(mail?.text ?? '')?.[0] ?? '';
    await browser.post('/et/sign-in/confirm', fieldsOf(link));
    expect(browser.received).toEqual([
      expect.stringMatching(/^__Host-kaasa\.session=[\w-]+; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=/),
    ]);
    expect(await viewer(browser)).toMatchObject({ kind: 'person' });
    const jar = browser.cookies.get('kaasa.example');
    jar?.set('kaasa.session', jar.get('__Host-kaasa.session') ?? '');
    jar?.delete('__Host-kaasa.session');
    expect(await viewer(browser)).toEqual({ kind: 'anonymous' });
  } finally {
    await secure.close();
  }
});

test('SI4: a used link signs nobody in (A1)', async () => {
  const link = await askForLink(app, visitor(app), ANNA);
  expect((await confirmLink(visitor(app), link)).status).toBe(303);
  const thief = visitor(app);
  const answer = await confirmLink(thief, link);
  expect(answer.status).toBe(410);
  expect(fieldValue(answer.text, 'email')).toBe(ANNA);
  expect(await viewer(thief)).toEqual({ kind: 'anonymous' });
  expect(await sessionCount()).toBe(1);
});

test('SI4: of 50 requests with one link at once exactly one opens a session (A1)', async () => {
  const link = await askForLink(app, visitor(app), ANNA);
  const answers = await Promise.all(Array.from({ length: 50 }, () => confirmLink(visitor(app), link)));
  expect(answers.filter((answer) => answer.status === 303)).toHaveLength(1);
  expect(answers.filter((answer) => answer.status === 410)).toHaveLength(49);
  expect(await sessionCount()).toBe(1);
});

test('SI5: a link works for 15 minutes and not a moment longer (A1)', async () => {
  const link = await askForLink(app, visitor(app), ANNA);
  await expireLinks();
  const page = await visitor(app).get(link);
  expect(page.status).toBe(410);
  expect(page.text).toContain('aegunud');
  const answer = await confirmLink(visitor(app), link);
  expect(answer.status).toBe(410);
  expect(answer.text).toContain('aegunud');
  expect(await sessionCount()).toBe(0);
});

async function expireLinks(): Promise<void> {
  const [row] = await app.database.db.select().from(signInTokens);
  const left = (row?.expiresAt.getTime() ?? 0) - app.clock.now().getTime();
  expect(left).toBeGreaterThan(14 * 60_000);
  expect(left).toBeLessThanOrEqual(15 * 60_000);
  await app.database.db.update(signInTokens).set({ expiresAt: sql`${signInTokens.expiresAt} - interval '15 minutes'` });
}

test('SI6: a mail scanner that opens the link a hundred times burns nothing (A1)', async () => {
  const link = await askForLink(app, visitor(app), ANNA);
  const scanner = visitor(app);
  for (let i = 0; i < 100; i++) expect((await scanner.get(link)).status).toBe(200);
  expect(await sessionCount()).toBe(0);
  expect((await confirmLink(visitor(app), link)).status).toBe(303);
});

test('SI7: a link with another address, another token or none opens nothing', async () => {
  await addUser(app, 'teine@ministeerium.ee');
  const { token = '', email = '' } = fieldsOf(await askForLink(app, visitor(app), ANNA));
  const wrong = [
    { token, email: 'teine@ministeerium.ee' },
    { token: token.replace(/^./, (c) => (c === 'a' ? 'b' : 'a')), email },
    { token: '', email },
    { token, email: '' },
    { token: 'x'.repeat(5000), email },
    { token: `${token}\0`, email },
    { email },
    { token },
    {},
  ];
  for (const fields of wrong) {
    const browser = visitor(app);
    const answer = await browser.post('/et/sign-in/confirm', fields as Record<string, string>);
    expect(answer.status).toBe(410);
    expect(await viewer(browser)).toEqual({ kind: 'anonymous' });
  }
  expect((await confirmLink(visitor(app), await mailedLink(app, ANNA))).status).toBe(303);
});

test('SI8: whoever was suspended after the link was mailed is told so and stays out', async () => {
  const { id } = await addUser(app, 'hiljem@ministeerium.ee');
  const link = await askForLink(app, visitor(app), 'hiljem@ministeerium.ee');
  await app.database.db.update(users).set({ suspendedAt: app.clock.now() }).where(eq(users.id, id));
  const browser = visitor(app);
  const answer = await confirmLink(browser, link);
  expect(answer).toMatchObject({ status: 303, location: '/et/sign-in/problem?code=suspended' });
  expect(await browser.follow(answer)).toMatchObject({ status: 403 });
  expect(await sessionCount()).toBe(0);
});

test('SI14: the person comes back to where they wanted to go, and to no other site', async () => {
  const wishes: [string, string][] = [
    ['/en/admin/people?role=partner', '/en/admin/people?role=partner'],
    ['https://evil.example/et/work', '/et/work'],
    ['//evil.example/et', '/et/work'],
    ['/\\evil.example', '/et/work'],
    ['/et/sign-out', '/et/work'],
  ];
  for (const [to, location] of wishes) {
    await app.database.db.delete(rateLimits);
    const browser = visitor(app);
    const page = await browser.get(`/et/sign-in?${new URLSearchParams({ to })}`);
    const link = await askForLink(app, browser, ANNA, { to: fieldValue(page.text, 'to') ?? '' });
    const confirmation = await browser.get(link);
    const carried = fieldValue(confirmation.text, 'to');
    const answer = await browser.post('/et/sign-in/confirm', {
      ...fieldsOf(link),
      ...(carried ? { to: carried } : {}),
    });
    expect(answer.location).toBe(location);
    expect((await confirmLink(visitor(app), link)).status).toBe(410);
    expect(
      (await visitor(app).post('/et/sign-in/confirm', { ...fieldsOf(await askForLink(app, visitor(app), ANNA)), to }))
        .location,
    ).toBe(location);
  }
});

test('SI15: a wrong address comes back in its field with what is wrong', async () => {
  const typed = 'anna@@ministeerium"<b>.ee';
  const answer = await visitor(app).post('/et/sign-in', { email: typed });
  expect(answer.status).toBe(422);
  expect(fieldValue(answer.text, 'email')).toBe(typed);
  expect(answer.text).toContain('aria-invalid="true"');
  expect(answer.text).not.toContain('<b>.ee');
});

test('SI16: signing in anew in one browser gives a new token and ends the old session', async () => {
  const browser = visitor(app);
  await confirmLink(browser, await askForLink(app, browser, ANNA));
  const before = browser.cookies.get('localhost:3000')?.get('kaasa.session');
  await confirmLink(browser, await askForLink(app, browser, ANNA));
  const after = browser.cookies.get('localhost:3000')?.get('kaasa.session');
  expect(after).not.toBe(before);
  expect(await sessionCount()).toBe(1);
  expect(await viewer(browser)).toMatchObject({ kind: 'person' });
});

test('SI17: beginning and ending a session is audited as the person’s own act', async () => {
  const browser = visitor(app, {
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  });
  await confirmLink(browser, await askForLink(app, browser, ANNA));
  const [session] = await app.database.db.select().from(sessions);
  expect(session?.device).toBe('Firefox, Linux');
  await browser.post('/et/sign-out', {});
  const entries = await app.database.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, session?.id ?? ''));
  expect(entries).toMatchObject([
    { action: 'session.started', actorKind: 'person', actorId: session?.userId, details: { by: 'link' } },
    { action: 'session.ended', actorKind: 'person', actorId: session?.userId },
  ]);
});

test('SI18: pages of sign-in are kept by no browser, and unknown languages are not found', async () => {
  const link = await askForLink(app, visitor(app), ANNA);
  for (const address of [
    '/et/sign-in',
    '/et/sign-in/sent',
    link,
    '/et/sign-in/problem?code=no-account',
    '/et/sign-in/link-email',
  ]) {
    expect((await visitor(app).get(address)).headers.get('cache-control')).toBe('no-store');
  }
  expect((await visitor(app).get('/xx/sign-in')).status).toBe(404);
  expect((await visitor(app).get('/et/sign-in/problem?code=constructor')).status).toBe(404);
});

test('SI19: Auth.js has no address of its own', async () => {
  const link = await askForLink(app, visitor(app), ANNA);
  const { search } = new URL(link);
  for (const path of [
    'signin',
    'signout',
    'session',
    'csrf',
    'providers',
    'error',
    `callback/email${search}`,
    'callback/oidc',
  ]) {
    expect((await visitor(app).get(`/api/auth/${path}`)).status).toBe(404);
  }
  expect((await confirmLink(visitor(app), link)).status).toBe(303);
});
