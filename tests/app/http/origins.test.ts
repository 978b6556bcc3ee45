// Rule HT7: only our own pages change anything (fault A6), whoever is signed in.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDoor, testDoor } from '../../support/door.ts';

let door: TestDoor;
beforeAll(async () => {
  door = await testDoor({ config: { publicUrl: 'https://kaasa.example' } });
});
afterAll(() => door.close());

const post = (headers: Record<string, string>) => door.request({ method: 'POST', path: '/et/x', headers, body: 'x=1' });

describe('a request that changes something (HT7)', () => {
  test.each(['https://kaasa.example'])('from %s is passed on', async (origin) => {
    expect((await post({ origin })).status).toBe(200);
  });

  test('from the address it was sent to is passed on, whatever PUBLIC_URL says', async () => {
    expect((await post({ origin: 'http://kaasa.lan:3000', host: 'kaasa.lan:3000' })).status).toBe(200);
  });

  test.each([
    'null',
    '',
    'https://evil.example',
    'http://kaasa.example',
    'https://kaasa.example.evil.example',
    'https://kaasa.example:8443',
    'https://kaasa.example/',
    'kaasa.example',
    'https://kaasa.example, https://evil.example',
  ])('with Origin "%s" is refused', async (origin) => {
    const answer = await post({ origin });
    expect([answer.status, answer.text.includes('foreign-origin')]).toEqual([403, true]);
  });

  test('without Origin is passed on only when the browser calls it same-origin', async () => {
    expect((await post({})).status).toBe(403);
    expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post({ 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await post({ 'sec-fetch-site': 'none' })).status).toBe(403);
    expect((await post({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  test('is not saved by Sec-Fetch-Site when its Origin is foreign', async () => {
    expect((await post({ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' })).status).toBe(403);
  });

  test('is answered alike with a session and without', async () => {
    const [one, other] = [
      await post({ origin: 'null' }),
      await post({ origin: 'null', cookie: '__Host-kaasa.session=x' }),
    ];
    expect([one.status, one.text]).toEqual([other.status, other.text]);
  });
});

test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])('%s is no method here (HT6)', async (method) => {
  const answer = await door.request({ method, path: '/et', headers: { origin: 'https://kaasa.example' } });
  expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD, POST']);
});

test('a read has no body (HT6)', async () => {
  expect((await door.request({ path: '/et', body: 'x' })).status).toBe(400);
});

test.each(['evil example', 'a@b', 'kaasa.example/x', 'a:b:c'])('Host "%s" is refused (HT3)', async (host) => {
  expect((await door.request({ path: '/et', headers: { host } })).status).toBe(400);
});
