// Rules HT10, HT12, HT13 and HT14: floods, the log, faults behind the door, and the monitor's question.

import pino from 'pino';
import { expect, test } from 'vitest';
import { migrations } from '../../../db/migrate.ts';
import { createDoor } from '../../../server/http/door.ts';
import { createListener } from '../../../server/http/listener.ts';
import { loggable } from '../../../server/http/request-log.ts';
import { testDoor } from '../../support/door.ts';
import { testInstance } from '../../support/instance.ts';
import { rawRequest } from '../../support/raw-request.ts';

test('more requests than people make are refused, with the time to wait (HT10)', async () => {
  const door = await testDoor({ flood: { reads: 5, changes: 2 } });
  const reads = [];
  for (let i = 0; i < 7; i++) reads.push(await door.request({ path: '/et' }));
  expect(reads.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200, 429, 429]);
  expect(Number(reads[6]?.headers['retry-after'])).toBeGreaterThan(0);
  const changes = [];
  for (let i = 0; i < 3; i++) changes.push((await door.post('/et/x', 'x')).status);
  expect(changes).toEqual([200, 200, 429]);
  expect((await door.request({ path: '/fonts/x' })).status).toBe(200);
  expect((await door.request({ path: '/api/health' })).status).toBe(200);
  await door.close();
});

test('300 people behind one address load twenty pages each within a minute (HT10)', async () => {
  const door = await testDoor({ inside: async (_req, res) => void res.end('x') });
  let refused = 0;
  for (let round = 0; round < 20; round++) {
    const answers = await Promise.all(Array.from({ length: 300 }, () => door.request({ path: '/et' })));
    refused += answers.filter((answer) => answer.status !== 200).length;
  }
  console.log(`refused ${refused} / 6000`);
  expect(refused).toBe(0);
  await door.close();
});

test('the log tells method, path, status and time, and nothing about the person (HT12)', async () => {
  const lines: string[] = [];
  const app = await testInstance();
  const log = pino({ base: null }, { write: (line) => void lines.push(line) });
  const inside = async (_req: unknown, res: { end(): unknown }) => void res.end();
  const request = createDoor({ ...app, log }, { inside, segments: new Set(['et']) });
  const server = createListener(app.config, {
    request,
    upgrade: (_req, socket) => socket.destroy(),
    takesUpgrade: () => false,
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as { port: number };
  const id = '3f2b8f5e-0000-4000-8000-000000000001';
  const path = `/et/people/${id}/mari.tamm%40kysk.example/Zk3v9Xq_0aB1cD2eF3gH4?token=secret&email=a@b.example`;
  await rawRequest(port, { path, headers: { 'user-agent': 'Spy/1.0', cookie: 'kaasa.session=secret' } });
  await expect.poll(() => lines.length).toBe(1);
  const line = JSON.parse(lines[0] ?? '{}');
  expect(Object.keys(line).sort()).toEqual(['level', 'method', 'ms', 'msg', 'path', 'request', 'status', 'time']);
  expect(line).toMatchObject({ method: 'GET', path: `/et/people/${id}/…/…`, status: 200 });
  server.close();
  await app.close();
});

test('slugs and ids stay readable in the log, tokens do not (HT12)', () => {
  expect(loggable('/et/organisations/new')).toBe('/et/organisations/new');
  expect(loggable('/et/dokumendid/kogukondliku-arengu-programm')).toBe('/et/dokumendid/kogukondliku-arengu-programm');
  expect(loggable(`/et/invitation/${'aB3'.repeat(12)}`)).toBe('/et/invitation/…');
});

test('a bug behind the door is a designed page with the id of its request (HT13)', async () => {
  const door = await testDoor({
    inside: async () => {
      throw new Error('a bug');
    },
    config: { logLevel: 'silent' },
  });
  const answer = await door.request({ path: '/en/x', headers: { accept: 'text/html' } });
  expect([answer.status, answer.text.includes('lang="en"'), answer.text.includes('a bug')]).toEqual([500, true, false]);
  expect(answer.headers['x-request-id']).toBeDefined();
  await door.close();
});

test('a bug in the middle of an answer ends the connection (HT13)', async () => {
  const door = await testDoor({
    inside: async (_req, res) => {
      res.writeHead(200, { 'content-length': 1000 }).write('half');
      throw new Error('a bug');
    },
    config: { logLevel: 'silent' },
  });
  await expect(door.request({ path: '/et' })).rejects.toThrow();
  expect((await door.request({ path: '/api/health' })).status).toBe(200);
  await door.close();
});

test('the monitor hears of the database and its migrations (HT14)', async () => {
  const door = await testDoor();
  const { status, text } = await door.request({ path: '/api/health' });
  const database = { kind: door.app.database.kind, reachable: true, migrations: migrations().length };
  expect([status, JSON.parse(text)]).toEqual([200, { status: 'ok', database }]);
  await door.close();
});

test('a database that does not answer within two seconds is a 503 (HT14)', async () => {
  const door = await testDoor();
  const { connection } = door.app.database;
  const working = connection.query;
  connection.query = () => new Promise(() => {});
  const { status, text } = await door.request({ path: '/api/health' });
  connection.query = working;
  expect([status, JSON.parse(text).database]).toEqual([503, { kind: 'pglite', reachable: false, migrations: null }]);
  await door.close();
});
