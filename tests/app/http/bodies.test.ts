// Rule HT8: a body is whole and small before anything behind the door hears of it.

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBody } from '../../../domain/document/body.ts';
import { MAX_BODY_LENGTH } from '../../../domain/document/reading.ts';
import { bodyLimit, DEFAULT_BODY_LIMIT } from '../../../server/http/body.ts';
import { echoed, type TestDoor, testDoor } from '../../support/door.ts';

const DOCUMENT = '0199a000-0000-7000-8000-000000000001';

let door: TestDoor;
let heard = 0;
beforeAll(async () => {
  door = await testDoor({ pace: { idleMs: 300 }, headersTimeoutMs: 1000 });
});
afterAll(() => door.close());

test('a body arrives as it was sent, with its length', async () => {
  const body = randomBytes(200_000).toString('base64');
  const seen = echoed(await door.post('/et/x', body));
  expect([seen.body === body, seen.headers['content-length']]).toEqual([true, String(body.length)]);
});

test('a body in chunks arrives whole', async () => {
  const seen = echoed(await door.post('/et/x', 'abc', { 'transfer-encoding': 'chunked' }));
  expect([seen.body, seen.headers['content-length'], seen.headers['transfer-encoding']]).toEqual([
    'abc',
    '3',
    undefined,
  ]);
});

test('an empty post is passed on', async () => {
  expect(echoed(await door.post('/et/x', '')).body).toBe('');
});

test('a body that announces to be too large is refused with 413', async () => {
  const answer = await door.post('/et/x', 'x'.repeat(DEFAULT_BODY_LIMIT + 1));
  expect([answer.status, answer.headers.connection]).toEqual([413, 'close']);
});

test('a body that turns out too large is refused with 413 while it is sent', async () => {
  const status = await new Promise((resolve, reject) => {
    const headers = { origin: door.origin, 'transfer-encoding': 'chunked' };
    const req = request({ port: door.port, method: 'POST', path: '/et/x', headers }, (res) => {
      clearInterval(sending);
      resolve(res.resume().statusCode);
    });
    req.on('error', reject);
    const sending = setInterval(() => req.write(Buffer.alloc(256 * 1024)), 5);
  });
  expect(status).toBe(413);
});

test('the settings take a logo, other pages do not', async () => {
  const body = 'x'.repeat(DEFAULT_BODY_LIMIT + 1);
  expect((await door.post('/et/admin/settings', body)).status).toBe(200);
  expect((await door.post('/et/admin/people', body)).status).toBe(413);
});

test('DS16 the page of a document takes any text that a section may have', async () => {
  const text = (letters: number) => ({ type: 'text', text: 'ж'.repeat(letters) });
  const body = (letters: number) => ({ type: 'doc', content: [{ type: 'paragraph', content: [text(letters)] }] });
  const longest = MAX_BODY_LENGTH - JSON.stringify(body(0)).length - 100;
  expect([readBody(body(longest)).ok, readBody(body(MAX_BODY_LENGTH)).ok]).toEqual([true, false]);
  const sent = JSON.stringify([{ sectionId: DOCUMENT, bodyRevision: 1, content: body(longest) }]);
  expect((await door.post(`/ru/documents/${DOCUMENT}`, sent)).status).toBe(200);
  expect((await door.post(`/ru/documents/${DOCUMENT}/trash`, sent)).status).toBe(413);
  expect(
    (await door.post(`/ru/documents/${DOCUMENT}`, 'x'.repeat(bodyLimit(`/ru/documents/${DOCUMENT}`) + 1))).status,
  ).toBe(413);
});

test('Next takes what the door lets through', () => {
  const [, megabytes] = readFileSync('next.config.ts', 'utf8').match(/bodySizeLimit: '(\d+)mb'/) ?? [];
  expect(Number(megabytes) * 1024 ** 2).toBeGreaterThanOrEqual(bodyLimit(`/et/documents/${DOCUMENT}`));
});

test('a body that stops coming is refused with 408', async () => {
  const answer = await sendSlowly(
    `POST /et/x HTTP/1.1\r\nhost: localhost:${door.port}\r\norigin: ${door.origin}\r\ncontent-length: 9\r\n\r\nabc`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
});

test('headers that stop coming are refused with 408', async () => {
  expect(await sendSlowly('POST /et/x HTTP/1.1\r\nhost: localhost\r\n')).toMatch(/^HTTP\/1\.1 408 /);
});

test('a body without its sender reaches nobody', async () => {
  const silent = await testDoor({
    inside: async (_req, res) => {
      heard += 1;
      res.end();
    },
  });
  const head = `POST /et/x HTTP/1.1\r\nhost: localhost:${silent.port}\r\norigin: ${silent.origin}\r\ncontent-length: 9\r\n\r\nabc`;
  await new Promise<void>((resolve) => {
    const socket = connect(silent.port, 'localhost', () => socket.write(head, () => socket.destroy()));
    socket.on('close', () => resolve());
  });
  expect((await silent.request({ path: '/et/a' })).status).toBe(200);
  expect(heard).toBe(1);
  await silent.close();
});

function sendSlowly(text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(door.port, 'localhost', () => socket.write(text));
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('close', () => resolve(answer));
  });
}
