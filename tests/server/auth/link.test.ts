// Signing in by a mailed link (docs/spec/sign-in.md, SI1 to SI19), through the route handlers.

import { desc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { auditEntries, mails, rateLimits } from '../../../db/schema/instance.ts';
import { sessions, signInTokens, users } from '../../../db/schema/users.ts';
import { testInstance } from '../../support/instance.ts';
import { addUser } from '../../support/people.ts';
import { type Answer, fieldValue, type Visitor, visitor } from '../../support/visitor.ts';

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

/** The address of the link in the newest mail. */
async function mailedLink(): Promise<string> {
  const [mail] = await app.database.db.select().from(mails).orderBy(desc(mails.createdAt)).limit(1);
  const link = /https?:\/\/\S+\/sign-in\/confirm\?\S+/.exec(mail?.text ?? '')?.[0];
  if (!link) throw new Error('no link was mailed');
  return link;
}

async function askForLink(browser: Visitor, email = ANNA, rest: Record<string, string> = {}): Promise<string> {
  const answer = await browser.post('/et/sign-in', { email, ...rest });
  expect(answer).toMatchObject({ status: 303, location: '/et/sign-in/sent' });
  return mailedLink();
}

const fieldsOf = (link: string) => Object.fromEntries(new URL(link).searchParams);
const confirm = (browser: Visitor, link: string) => browser.post('/et/sign-in/confirm', fieldsOf(link));
const sessionCount = () => app.database.db.$count(sessions);
const viewer = async (browser: Visitor) => (await browser.context()).viewer;

test('SI1: a mailed link signs its person in, in any browser', async () => {
  const link = await askForLink(visitor(app));
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
  const link = await askForLink(browser);
  await confirm(browser, link);
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

test('SI4: a used link signs nobody in', async () => {
  const link = await askForLink(visitor(app));
  expect((await confirm(visitor(app), link)).status).toBe(303);
  const thief = visitor(app);
  const answer = await confirm(thief, link);
  expect(answer.status).toBe(410);
  expect(fieldValue(answer.text, 'email')).toBe(ANNA);
  expect(await viewer(thief)).toEqual({ kind: 'anonymous' });
  expect(await sessionCount()).toBe(1);
});

test('SI4: of 50 requests with one link at once exactly one opens a session', async () => {
  const link = await askForLink(visitor(app));
  const answers = await Promise.all(Array.from({ length: 50 }, () => confirm(visitor(app), link)));
  expect(answers.filter((answer) => answer.status === 303)).toHaveLength(1);
  expect(answers.filter((answer) => answer.status === 410)).toHaveLength(49);
  expect(await sessionCount()).toBe(1);
});

test('SI5: a link works for 15 minutes and not a moment longer', async () => {
  const link = await askForLink(visitor(app));
  await expireLinks();
  const page = await visitor(app).get(link);
  expect(page.status).toBe(410);
  expect(page.text).toContain('aegunud');
  const answer = await confirm(visitor(app), link);
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

test('SI6: a mail scanner that opens the link a hundred times burns nothing', async () => {
  const link = await askForLink(visitor(app));
  const scanner = visitor(app);
  for (let i = 0; i < 100; i++) expect((await scanner.get(link)).status).toBe(200);
  expect(await sessionCount()).toBe(0);
  expect((await confirm(visitor(app), link)).status).toBe(303);
});

test('SI7: a link with another address, another token or none opens nothing', async () => {
  await addUser(app, 'teine@ministeerium.ee');
  const { token = '', email = '' } = fieldsOf(await askForLink(visitor(app)));
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
  expect((await confirm(visitor(app), await mailedLink())).status).toBe(303);
});

test('SI8: whoever was suspended after the link was mailed is told so and stays out', async () => {
  const { id } = await addUser(app, 'hiljem@ministeerium.ee');
  const link = await askForLink(visitor(app), 'hiljem@ministeerium.ee');
  await app.database.db.update(users).set({ suspendedAt: app.clock.now() }).where(eq(users.id, id));
  const browser = visitor(app);
  const answer = await confirm(browser, link);
  expect(answer).toMatchObject({ status: 303, location: '/et/sign-in/problem?code=suspended' });
  expect(await browser.follow(answer)).toMatchObject({ status: 403 });
  expect(await sessionCount()).toBe(0);
});

const comparable = ({ status, headers, text, location }: Answer) => ({ status, location, text, headers: [...headers] });

test('SI9: asking for a link tells nobody whether an account exists', async () => {
  const answers = [];
  for (const email of [ANNA, 'peatatud@ministeerium.ee', 'keegi@mujal.ee']) {
    const startedAt = performance.now();
    answers.push(comparable(await visitor(app).post('/et/sign-in', { email })));
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(295);
  }
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
  const written = await app.database.db.select({ recipient: mails.recipient }).from(mails);
  expect(written).toEqual([{ recipient: ANNA }]);
  expect(await app.database.db.$count(signInTokens)).toBe(1);
});

test('SI10: the limit of an address is the same with and without an account', async () => {
  const refusals = [];
  for (const email of [ANNA, 'keegi@mujal.ee']) {
    for (let i = 0; i < 5; i++) expect((await visitor(app).post('/et/sign-in', { email })).status).toBe(303);
    refusals.push(await visitor(app).post('/et/sign-in', { email }));
  }
  for (const refusal of refusals) {
    expect(refusal.status).toBe(429);
    expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(890);
    expect(refusal.text).toContain('15 minuti');
  }
  expect(refusals[0]?.text).toBe(refusals[1]?.text);
  expect(await app.database.db.$count(mails)).toBe(5);
});

test('SI10: the spelling of an address does not give it another limit', async () => {
  for (let i = 0; i < 5; i++) await visitor(app).post('/et/sign-in', { email: 'ANNA@Ministeerium.ee ' });
  expect((await visitor(app).post('/et/sign-in', { email: ANNA })).status).toBe(429);
});

test('SI11: one sender asks for 30 links in a quarter of an hour, whatever the addresses', async () => {
  const sender = visitor(app);
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) => sender.post('/et/sign-in', { email: `keegi${i}@mujal.ee` })),
  );
  expect(answers.filter((answer) => answer.status === 303)).toHaveLength(30);
  expect(answers.filter((answer) => answer.status === 429)).toHaveLength(10);
  expect((await visitor(app).post('/et/sign-in', { email: ANNA })).status).toBe(303);
});

test('SI12: one sender confirms 60 times in a quarter of an hour', async () => {
  const link = await askForLink(visitor(app));
  const guesser = visitor(app);
  const guess = { email: ANNA, token: 'f'.repeat(64) };
  for (let i = 0; i < 60; i++) expect((await guesser.post('/et/sign-in/confirm', guess)).status).toBe(410);
  expect((await confirm(guesser, link)).status).toBe(429);
  expect((await confirm(visitor(app), link)).status).toBe(303);
});

test('SI13: what limits count by is in no table', async () => {
  await askForLink(visitor(app, { 'x-kaasa-client-address': '192.0.2.77' }));
  const keys = JSON.stringify(await app.database.db.select().from(rateLimits));
  expect(keys).not.toContain('anna');
  expect(keys).not.toContain('192.0.2');
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
    const link = await askForLink(browser, ANNA, { to: fieldValue(page.text, 'to') ?? '' });
    const confirmation = await browser.get(link);
    const carried = fieldValue(confirmation.text, 'to');
    const answer = await browser.post('/et/sign-in/confirm', {
      ...fieldsOf(link),
      ...(carried ? { to: carried } : {}),
    });
    expect(answer.location).toBe(location);
    expect((await confirm(visitor(app), link)).status).toBe(410);
    expect(
      (await visitor(app).post('/et/sign-in/confirm', { ...fieldsOf(await askForLink(visitor(app))), to })).location,
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
  await confirm(browser, await askForLink(browser));
  const before = browser.cookies.get('localhost:3000')?.get('kaasa.session');
  await confirm(browser, await askForLink(browser));
  const after = browser.cookies.get('localhost:3000')?.get('kaasa.session');
  expect(after).not.toBe(before);
  expect(await sessionCount()).toBe(1);
  expect(await viewer(browser)).toMatchObject({ kind: 'person' });
});

test('SI17: beginning and ending a session is audited as the person’s own act', async () => {
  const browser = visitor(app, {
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  });
  await confirm(browser, await askForLink(browser));
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
  const link = await askForLink(visitor(app));
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
  const link = await askForLink(visitor(app));
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
  expect((await confirm(visitor(app), link)).status).toBe(303);
});
