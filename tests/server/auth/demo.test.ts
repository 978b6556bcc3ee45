// One click into the demo story, and where that is not offered (docs/spec/sign-in.md, SI60 and SI61).

import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditEntries } from '../../../db/schema/instance.ts';
import type { Config } from '../../../server/config.ts';
import { UNKNOWN_PROXY } from '../../../server/http/internal-headers.ts';
import { testInstance } from '../../support/instance.ts';
import { addUser } from '../../support/people.ts';
import { visitor } from '../../support/visitor.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
let ada: { id: string };
let real: { id: string };
beforeAll(async () => {
  app = await testInstance({ seed: 'demo' });
  ada = await addUser(app, 'ada@demo.example', { name: 'Ada <Tamm>', role: 'administrator' });
  real = await addUser(app, 'mari@ministeerium.ee', { name: 'Mari Mets' });
  await addUser(app, 'bo@demo.example', { name: 'Bo Kask', suspendedAt: app.clock.now() });
});
afterAll(() => app.close());

const from = (address: string, headers: Record<string, string> = {}, config: Partial<Config> = {}) =>
  visitor(
    { ...app, config: { ...app.config, ...config } },
    {
      'x-kaasa-client-address': address,
      host: 'localhost:3000',
      ...headers,
    },
  );

test.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])(
  'SI60: at the machine itself (%s) one click signs in',
  async (address) => {
    const browser = from(address);
    const page = await browser.get('/et/sign-in');
    expect(page.text).toContain('Ada &#60;Tamm&#62;');
    expect(page.text).not.toContain('Bo Kask');
    expect(page.text).not.toContain('Mari Mets');
    expect(await browser.post('/et/sign-in/demo', { user: ada.id })).toMatchObject({
      status: 303,
      location: '/et/work',
    });
    expect((await browser.context()).viewer).toMatchObject({ id: ada.id, role: 'administrator' });
  },
);

const ELSEWHERE: [string, string, Record<string, string>, Partial<Config>][] = [
  ['from another machine', '192.0.2.1', {}, {}],
  ['from an unknown sender', '', {}, {}],
  ['from one that only looks like this machine', '127.0.0.1.evil.example', {}, {}],
  ['through a proxy that nobody trusts', '127.0.0.1', { [UNKNOWN_PROXY]: '1' }, {}],
  ['through a proxy that says nothing of itself', '127.0.0.1', {}, { publicUrl: 'https://kaasa.example.ee' }],
  ['under a name that was made to point here', '127.0.0.1', { host: 'evil.example' }, {}],
  ['under no name', '127.0.0.1', { host: '' }, {}],
  ['without the demo story', '127.0.0.1', {}, { seed: 'none' }],
  ['without the demo story, asked for by name', '127.0.0.1', {}, { seed: 'none', seedExplicit: true }],
  ['over PostgreSQL', '127.0.0.1', {}, { databaseUrl: 'postgres://x', seedExplicit: true }],
];

test.each(ELSEWHERE)('SI61: %s there is no such way in', async (_, address, headers, config) => {
  const browser = from(address, headers, config);
  expect((await browser.get('/et/sign-in')).text).not.toContain('sign-in/demo');
  expect((await browser.post('/et/sign-in/demo', { user: ada.id })).status).toBe(404);
  expect((await browser.context()).viewer.kind).toBe('anonymous');
});

test('SI60: asked for by name it is offered everywhere', async () => {
  const browser = from('192.0.2.1', {}, { seedExplicit: true });
  expect((await browser.post('/et/sign-in/demo', { user: ada.id, to: '/en/admin/people' })).location).toBe(
    '/en/admin/people',
  );
});

test('SI60: nobody but the people of the story can be chosen', async () => {
  const browser = from('127.0.0.1');
  const before = await app.database.db.$count(auditEntries);
  for (const user of [real.id, '', 'ada', "' or 1=1", '\0', '00000000-0000-4000-8000-000000000000']) {
    expect((await browser.post('/et/sign-in/demo', { user })).status).toBe(200);
  }
  expect((await browser.context()).viewer.kind).toBe('anonymous');
  expect(await app.database.db.$count(auditEntries)).toBe(before);
});
