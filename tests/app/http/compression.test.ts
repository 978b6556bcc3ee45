// Rule HT11: answers are compressed where it helps, and a stream still arrives piece by piece.

import { request } from 'node:http';
import { brotliDecompressSync, createGunzip, gunzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import type { Inside } from '../../../server/http/visit.ts';
import { type TestDoor, testDoor } from '../../support/door.ts';

let door: TestDoor;
afterEach(() => door.close());

const LONG = 'Kaasamine on ühine töö. '.repeat(500);
const answering =
  (body: string, headers: Record<string, string>, status = 200): Inside =>
  async (_req, res) => {
    res.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
  };
const ask = (accept: string, method = 'GET') =>
  door.request({ path: '/et', method, headers: { 'accept-encoding': accept } });

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['GZIP;q=0.5', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
])('for "%s" the answer is in %s', async (accept, coding) => {
  door = await testDoor({ inside: answering(LONG, { etag: '"1"', 'content-length': '12500' }) });
  const answer = await ask(accept);
  const plain = coding === 'br' ? brotliDecompressSync(answer.body) : gunzipSync(answer.body);
  expect(plain.toString()).toBe(LONG);
  expect(answer.body.length).toBeLessThan(LONG.length / 10);
  expect(answer.headers).toMatchObject({ 'content-encoding': coding, vary: 'accept-encoding', etag: 'W/"1"' });
  expect(answer.headers['content-length']).toBeUndefined();
});

test.each<[string, string, Record<string, string>, string]>([
  ['nobody asked', LONG, {}, ''],
  ['all codings are refused', LONG, {}, 'br;q=0, gzip;q=0.0, identity'],
  ['the answer is short', 'tere', { 'content-length': '4' }, 'br'],
  ['it is compressed already', LONG, { 'content-encoding': 'zstd' }, 'br'],
  ['it is a picture', LONG, { 'content-type': 'image/png' }, 'br'],
  ['it is a stream of events', LONG, { 'content-type': 'text/event-stream' }, 'br'],
  ['nobody may change it', LONG, { 'cache-control': 'no-transform' }, 'br'],
])('it is sent as it is when %s', async (_why, body, headers, accept) => {
  door = await testDoor({ inside: answering(body, headers) });
  const answer = await ask(accept);
  expect([answer.text, answer.headers['content-encoding']]).toEqual([body, headers['content-encoding']]);
});

test('HEAD and 304 have no body', async () => {
  door = await testDoor({ inside: answering('', {}, 304) });
  expect((await ask('br')).body.length).toBe(0);
  expect((await ask('br', 'HEAD')).headers['content-encoding']).toBeUndefined();
});

test('the tag that went out weak comes back strong', async () => {
  door = await testDoor();
  const answer = await door.request({ path: '/et', headers: { 'if-none-match': 'W/"a", W/"b","c"' } });
  expect(JSON.parse(answer.text).headers['if-none-match']).toBe('"a", "b","c"');
});

test('a page in pieces arrives in pieces', async () => {
  let sendRest = () => {};
  door = await testDoor({
    inside: async (_req, res) => {
      res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      res.write('first piece');
      res.flush();
      await new Promise<void>((resolve) => {
        sendRest = resolve;
      });
      res.end('second piece');
    },
  });
  const pieces: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const headers = { 'accept-encoding': 'gzip' };
    const req = request({ port: door.port, path: '/et', headers }, (res) => {
      const plain = res.pipe(createGunzip());
      plain.on('data', (piece: Buffer) => {
        pieces.push(piece.toString());
        sendRest();
      });
      plain.on('end', resolve);
    });
    req.on('error', reject).end();
  });
  expect(pieces).toEqual(['first piece', 'second piece']);
});

test('a large answer to a slow reader is whole', async () => {
  const piece = LONG.repeat(4);
  door = await testDoor({
    inside: async (_req, res) => {
      res.writeHead(200, { 'content-type': 'text/plain' });
      for (let i = 0; i < 100; i++) {
        if (!res.write(`${i}${piece}`)) await new Promise((resolve) => res.once('drain', resolve));
      }
      res.end();
    },
  });
  const answer = await ask('gzip');
  expect(gunzipSync(answer.body).toString()).toBe(Array.from({ length: 100 }, (_, i) => `${i}${piece}`).join(''));
});
