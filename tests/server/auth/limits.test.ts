// Asking for links: what it tells, and how often it may be done (docs/spec/sign-in.md, SI9 to SI13).

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { mails, rateLimits } from '../../../db/schema/instance.ts';
import { signInTokens } from '../../../db/schema/users.ts';
import { testInstance } from '../../support/instance.ts';
import { addUser } from '../../support/people.ts';
import { askForLink, confirmLink } from '../../support/sign-in.ts';
import { type Answer, visitor } from '../../support/visitor.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
const ANNA = 'anna@ministeerium.ee';

beforeAll(async () => {
  app = await testInstance();
  await addUser(app, ANNA);
  await addUser(app, 'peatatud@ministeerium.ee', { suspendedAt: app.clock.now() });
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.database.db.delete(rateLimits);
  await app.database.db.delete(mails);
  await app.database.db.delete(signInTokens);
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
  const link = await askForLink(app, visitor(app), ANNA);
  const guesser = visitor(app);
  const guess = { email: ANNA, token: 'f'.repeat(64) };
  for (let i = 0; i < 60; i++) expect((await guesser.post('/et/sign-in/confirm', guess)).status).toBe(410);
  expect((await confirmLink(guesser, link)).status).toBe(429);
  expect((await confirmLink(visitor(app), link)).status).toBe(303);
});

test('SI13: what limits count by is in no table', async () => {
  await askForLink(app, visitor(app, { 'x-kaasa-client-address': '192.0.2.77' }), ANNA);
  const keys = JSON.stringify(await app.database.db.select().from(rateLimits));
  expect(keys).not.toContain('anna');
  expect(keys).not.toContain('192.0.2');
});
