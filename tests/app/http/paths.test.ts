// Rules HT4 and HT5: each resource has one spelling, and nobody gets past the door by another (fault Z4).

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judgePath, MAX_TARGET } from '../../../server/http/path.ts';
import { echoed, type TestDoor, testDoor } from '../../support/door.ts';
import { rawBytes } from '../../support/raw-request.ts';

let door: TestDoor;
beforeAll(async () => {
  door = await testDoor();
});
afterAll(() => door.close());

describe('one spelling (HT4)', () => {
  test.each([
    '/et//admin',
    '//et/admin',
    '/et/./admin',
    '/et/../et/admin',
    '/et/%2e/admin',
    '/et/%2E%2E/et/admin',
    '/et/.%2e/et/admin',
    '//evil.example/',
    '/et///',
    '//',
  ])('%s leads nowhere', async (path) => {
    const answer = await door.request({ path });
    expect(answer.status).toBe(404);
    expect(answer.headers.location).toBeUndefined();
  });

  test.each([
    '/et/%',
    '/et/%zz',
    '/et/%c3',
    '/et/%ff%fe',
    '/et/a%2fb',
    '/et/a%2Fb',
    '/et/%5cadmin',
    '/et\\admin',
    '/et/%00',
    '/et/a%0d%0ab',
    '/et/%7f',
    '/et/<b>',
    '/et/"',
    'et/admin',
    'http://localhost/et/admin',
    '*',
  ])('%s is refused as malformed', async (path) => {
    const text = await rawBytes(door.port, `GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
  });

  test.each([
    ['/et/', '/et'],
    ['/et/work/', '/et/work'],
    ['/et/%77ork', '/et/work'],
    ['/et/%61dmin?x=%41', '/et/admin?x=%41'],
    ['/%65t/a%7eb', '/et/a~b'],
  ])('%s is sent to %s', async (path, location) => {
    const answer = await door.request({ path });
    expect([answer.status, answer.headers.location]).toEqual([308, location]);
  });

  test.each(['/et/t%C3%B5de', '/et/a%20b', '/et/a+b;c=d', '/et/[locale]', '/et?x=//%2e%2e/', '/et/%25'])(
    '%s is passed on as it is',
    async (path) => {
      expect(echoed(await door.request({ path })).url).toBe(path);
    },
  );

  test('a path that is sent elsewhere is plain there', () => {
    for (const path of ['/et/', '/%65%74/%77ork/', '/et/%61?%61']) {
      const judged = judgePath(path);
      expect(judged.state === 'elsewhere' && judgePath(judged.location).state).toBe('plain');
    }
  });

  test('a longer target than any page has is refused', async () => {
    expect((await door.request({ path: `/et?${'a'.repeat(MAX_TARGET)}` })).status).toBe(414);
  });
});

describe('the way in (HT5)', () => {
  test.each([
    [undefined, '/et'],
    ['en-GB,en;q=0.9', '/en'],
    ['ru', '/ru'],
    ['de, en;q=0.5', '/en'],
    ['de', '/et'],
  ])('the bare address leads a reader of %s to %s', async (language, location) => {
    const answer = await door.request({ path: '/', headers: language ? { 'accept-language': language } : {} });
    expect([answer.status, answer.headers.location, answer.headers.vary]).toEqual([307, location, 'accept-language']);
  });

  test('an unknown first segment is not found, in the language of the reader', async () => {
    const answer = await door.request({ path: '/nowhere', headers: { 'accept-language': 'ru', accept: 'text/html' } });
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('lang="ru"');
  });

  test('a program gets its refusal as JSON', async () => {
    const answer = await door.request({ path: '/api/a%2fb', headers: { accept: '*/*' } });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('"code":"invalid"')]);
  });
});
