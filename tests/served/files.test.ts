// FI7 and FI10 with the whole server: many files at once take no memory, and what goes through Next arrives as it was.

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kaasa } from '../support/command-line.ts';
import { type Served, serve } from '../support/served.ts';

const MIB = 2 ** 20;
const OWNER = 'mari.tamm@kysk.example';

let server: Served;
let cookie: string;
let documentId: string;

beforeAll(async () => {
  server = await serve();
  cookie = await server.cookieOf(OWNER);
  const made = await kaasa(
    ['document', 'new', '--title', 'Failid', '--template', 'blank', '--sections', '1', '--owner', OWNER],
    { DATA_DIR: server.dataDir, PORT: String(server.port), KAASA_SEED: 'demo', LOG_LEVEL: 'error' },
  );
  documentId = String(made.answer?.id);
});
afterAll(() => server.stop());

const send = (body: Uint8Array) =>
  server.request({
    method: 'POST',
    path: `/et/documents/${documentId}/files/new?name=a.txt&purpose=file`,
    headers: { cookie, origin: server.origin, accept: 'application/json', 'content-type': 'application/octet-stream' },
    body,
  });

/** Resident memory of the server, in MiB. */
const memory = () =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.process.pid}/status`, 'utf8'))?.[1]) / 1024;

test('a file comes back as it was sent, and says that it runs nothing', async () => {
  const bytes = Buffer.from(randomBytes(3 * MIB).toString('hex'));
  const sent = await send(bytes);
  expect(sent.status, sent.text).toBe(201);
  const path = `/files/${JSON.parse(sent.text).file.id}`;
  const [whole, head, nobody] = [
    await server.request({ path, headers: { cookie } }),
    await server.request({ path, method: 'HEAD', headers: { cookie } }),
    await server.request({ path }),
  ];
  expect([whole.status, Buffer.compare(whole.body, bytes), head.body.length]).toEqual([200, 0, 0]);
  for (const { headers } of [whole, head]) {
    expect(headers).toMatchObject({
      'content-length': String(bytes.length),
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache, no-transform',
    });
  }
  expect([nobody.status, nobody.headers['x-content-type-options']]).toEqual([404, 'nosniff']);
  const again = await server.request({ path, headers: { cookie, 'if-none-match': String(whole.headers.etag) } });
  expect([again.status, again.body.length]).toEqual([304, 0]);
  const part = await server.request({ path, headers: { cookie, range: 'bytes=10-19' } });
  expect([part.status, part.text]).toEqual([206, bytes.subarray(10, 20).toString()]);
});

test('30 people who send 20 MiB at once all arrive, in the memory of a few', async () => {
  const body = new Uint8Array(20 * MIB).fill(0x61);
  const before = memory();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, memory());
  }, 50);
  const answers = await Promise.all(Array.from({ length: 30 }, () => send(body)));
  clearInterval(watch);
  const bad = answers.filter(({ status }) => status !== 201).length;
  process.stdout.write(`refused ${bad} / 30, memory grew by ${(most - before).toFixed(0)} MiB for 600 MiB sent\n`);
  expect(bad).toBe(0);
  expect(most - before).toBeLessThan(400);
});
