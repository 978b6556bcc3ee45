// Faults I5 and I1 for documents: every action with arguments of its own shape and spoilt ones, and every address that
// is read, is answered without a server error, and no text comes back as markup.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressOf, callOf, type Draw, KNOWN_ACTIONS, PLANTED } from '../support/document-calls.ts';
import { printedSeed, randomFrom } from '../support/random.ts';
import type { RawAnswer, RawRequest } from '../support/raw-request.ts';
import { type Served, serve } from '../support/served.ts';

const PER_ACTION = 12;
const ADDRESSES = 200;
/** The owner twice, so that many calls are carried out. */
const PEOPLE = [
  'mari.tamm@kysk.example',
  'mari.tamm@kysk.example',
  'katrin.saar@kysk.example',
  'jaan.kask@tlu.example',
];

type Made = { id: string; sections: { id: string }[] };
type Action = { key: string; name: string; page: string };

let server: Served;
let cookies: string[];
let documents: Made[];
let draw: Draw;

beforeAll(async () => {
  server = await serve({ TRUSTED_PROXIES: '127.0.0.1,::1' });
  cookies = await Promise.all(PEOPLE.map((email) => server.cookieOf(email)));
  const make = (title: string) =>
    server.operate<Made>(['document', 'new', '--title', title, '--sections', '12', '--owner', PEOPLE[0] ?? '']);
  documents = [await make('Esimene'), await make('Teine')];
  const random = randomFrom(printedSeed('fuzz of documents'));
  const below = (limit: number) => Math.floor(random() * limit);
  draw = {
    ...{ below, one: (list) => list[below(list.length)] as never },
    documents: documents.map(({ id }) => id),
    sections: documents.flatMap(({ sections }) => sections.map(({ id }) => id)),
  };
});
afterAll(() => server.stop());

/** The actions of documents in the build, each with a page that it can be called on. */
function actions(): Action[] {
  const manifest = JSON.parse(readFileSync(join('.next', 'server', 'server-reference-manifest.json'), 'utf8'));
  return Object.entries<{ exportedName: string; filename: string; workers: object }>(manifest.node)
    .filter(([, { filename }]) => filename.startsWith('app/[locale]/(workspace)/documents/'))
    .map(([key, { exportedName, workers }]) => {
      const worker = Object.keys(workers).find((name) => name.endsWith('/page')) ?? '';
      const page = worker.replace(/^app|\/page$|\/\(\w+\)/g, '').replace('[locale]', 'et');
      return { key, name: exportedName, page };
    });
}

const faults: { status: number; request: RawRequest }[] = [];
const statuses: Record<number, number> = {};
let asked = 0;
let planted = 0;

async function send(request: RawRequest): Promise<RawAnswer | null> {
  const from = `10.${draw.below(256)}.${draw.below(256)}.${draw.below(256)}`;
  const headers = {
    origin: server.origin,
    cookie: draw.one(cookies),
    'x-forwarded-for': from,
    ...request.headers,
  };
  // a connection that ends without an answer counts as a server error
  const answer = await server.request({ ...request, headers }).catch(() => null);
  const status = answer?.status ?? 599;
  asked += 1;
  statuses[status] = (statuses[status] ?? 0) + 1;
  if (status >= 500) faults.push({ status, request });
  if (answer?.headers['content-type']?.startsWith('text/html') && answer.text.includes(PLANTED)) planted += 1;
  return answer;
}

function report(what: string): void {
  for (const fault of faults.slice(0, 10)) console.log(JSON.stringify(fault).slice(0, 700));
  if (faults.length > 0) console.log(server.stderr().slice(0, 5000));
  console.log(`${what}: server errors ${faults.length}, markup ${planted}, of ${asked}; ${JSON.stringify(statuses)}`);
}

test('the arguments of every action of documents are known to this test', () => {
  expect(
    actions()
      .map(({ name }) => name)
      .sort(),
  ).toEqual([...KNOWN_ACTIONS].sort());
});

test('no call of an action of documents is answered with a server error (I5)', async () => {
  let carriedOut = 0;
  for (let round = 0; round < PER_ACTION; round++) {
    for (const { key, name, page } of actions()) {
      const { headers, body } = callOf(draw, name);
      const path = page.replace('[id]', documents[0]?.id ?? '');
      const called = { ...headers, 'next-action': key, accept: 'text/x-component' };
      const answer = await send({ method: 'POST', path, headers: called, body });
      if (answer?.status === 303 || /"ok":true|"state":"(done|shown)"/.test(answer?.text ?? '')) carriedOut += 1;
    }
  }
  report(`I5, actions, ${carriedOut} carried out`);
  expect([faults.length, planted]).toEqual([0, 0]);
  // most are refused, but the shapes are right: some change something
  expect(carriedOut).toBeGreaterThan(5);
});

test('what they left behind is read without a server error and is no markup (I5, I1)', async () => {
  for (let i = 0; i < ADDRESSES; i++) await send({ path: addressOf(draw), headers: { accept: '*/*' } });
  for (const { id } of documents) await send({ path: `/et/documents/${id}`, headers: { accept: 'text/html' } });
  report('I5, addresses');
  expect([faults.length, planted]).toEqual([0, 0]);
  expect(server.process.exitCode).toBeNull();
});
