// Fault I5: whatever is sent to whatever address, by whomever, is never answered with a server error.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_PEOPLE } from '../../server/demo/story.ts';
import { printedSeed, randomFrom } from '../support/random.ts';
import type { RawRequest } from '../support/raw-request.ts';
import { filled, routesOfApp } from '../support/routes-of-app.ts';
import { type Served, serve } from '../support/served.ts';

const REQUESTS = 1500;
const PER_SESSION = 150;

let server: Served;
beforeAll(async () => {
  // every request comes from an address of its own, or the limits would answer instead of the routes
  server = await serve({ TRUSTED_PROXIES: '127.0.0.1,::1' });
});
afterAll(() => server.stop());

const random = randomFrom(printedSeed('fuzz of every route'));
const below = (limit: number) => Math.floor(random() * limit);
const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;

/** What React cannot make arguments of. */
const BROKEN_ARGUMENTS = [
  '["$1"]',
  '["$0"]',
  '["$0:0"]',
  '["$0:x:y","$@7"]',
  '["$n12x","$Q1","$h1","$o1","$T","$r1"]',
  '{"id":"x","bound":"$@1"}',
  '{"id":7,"bound":null}',
];
const TOO_DEEP = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;

const ODD = [
  '',
  ' ',
  '0',
  '-1',
  '1e99',
  '1000000000000',
  'NaN',
  'null',
  'true',
  '[]',
  '{}',
  '"',
  "'",
  "' OR 1=1 --",
  '%',
  '%00',
  '%ED%A0%80',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '\u202e\u0000',
  '\ud800',
  '𝕏'.repeat(50),
  'x'.repeat(300),
  '__proto__',
  'constructor',
  '{{7*7}}',
  'a@b.example',
  'mari.tamm@kysk.example',
  '=1+1',
  '2026-13-45',
  '00000000-0000-0000-0000-000000000000',
  'et',
  'ru',
  'administrator',
  ...BROKEN_ARGUMENTS,
];
const NAMES = [
  'email',
  'name',
  'name.et',
  'role',
  'locale',
  'digest',
  'revision',
  'id',
  'page',
  'sort',
  'order',
  'q',
  'from',
  'to',
  'token',
  'code',
  'state',
  'error',
  'action',
  'kind',
  'country',
  'isPublic',
  'organisationId',
  'personId',
  'logo',
  'accent',
  'pageLocale',
  '__proto__',
  'a[b][c]',
  '$ACTION_ID_x',
  '1_$ACTION_REF',
  '$ACTION_REF_1',
  '$ACTION_1:0',
  '$ACTION_1:1',
  '0',
  '1',
  '',
];
const TYPES = [
  'application/x-www-form-urlencoded',
  'application/json',
  'text/plain',
  'text/plain;charset=UTF-8',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'application/xml',
  'garbage',
  'text/html; charset=no-such',
  'application/json; charset=utf-16',
];
const routes = routesOfApp();
const actions = actionIds();

function actionIds(): string[] {
  const manifest = JSON.parse(readFileSync(join('.next', 'server', 'server-reference-manifest.json'), 'utf8'));
  return Object.keys(manifest.node ?? {});
}

const value = () =>
  below(4) === 0 ? String.fromCodePoint(...Array.from({ length: below(20) }, () => below(0xd800))) : one(ODD);
const pairs = () =>
  Array.from({ length: below(6) }, () => `${encodeURIComponent(one(NAMES))}=${escaped(value())}`).join('&');

function escaped(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80';
}

function multipart(): string {
  const parts = Array.from({ length: below(5) }, () => {
    const file =
      below(3) === 0 ? `; filename="${one(['x.png', '../x', 'a"b', ''])}"\r\ncontent-type: ${one(TYPES)}` : '';
    return `--x\r\ncontent-disposition: form-data; name="${one(NAMES)}"${file}\r\n\r\n${value()}\r\n`;
  });
  return `${parts.join('')}${one(['--x--', '--x', ''])}`;
}

const body = () =>
  one([
    pairs,
    multipart,
    () => one(ODD),
    () => JSON.stringify({ [one(NAMES)]: value() }),
    () => `[${JSON.stringify(value())}]`,
    () => '["$K1"]',
    () => TOO_DEEP,
  ])();

function path(): string {
  const values = {
    locale: one(['et', 'en', 'ru', 'xx']),
    id: escaped(one(ODD)).slice(0, 200) || 'x',
    file: escaped(one(ODD)).slice(0, 200) || 'x',
  };
  return (
    filled(one(routes).pattern, values) + one(['', '', `?${pairs()}`, `?${one(ODD).replace(/[^\x21-\x7e]/g, '')}`])
  );
}

function oddHeaders(): Record<string, string> {
  const all: [string, () => string][] = [
    ['accept', () => one(['text/html', 'application/json', '*/*', 'garbage'])],
    ['accept-language', () => one(['et', 'xx;q=9', '*', ';;;,,,', 'x'.repeat(3000)])],
    ['accept-encoding', () => one(['br', 'gzip', 'identity;q=0', 'garbage'])],
    ['if-none-match', () => one(['*', '"x"', 'W/', 'garbage'])],
    ['range', () => one(['bytes=0-0', 'bytes=9-1', 'garbage'])],
    ['rsc', () => '1'],
    ['next-router-state-tree', () => one(['garbage', '%', '%5B%22%22%2C%7B%7D%5D', 'x'.repeat(20_000)])],
    ['next-router-prefetch', () => one(['1', '2', 'garbage'])],
    ['next-router-segment-prefetch', () => one(['/_tree', '/_index', '../../x', 'garbage'])],
    ['next-action', () => one([...actions, 'garbage', '0'.repeat(42), '__proto__'])],
    ['cookie', () => one(['kaasa.session=x', '=', ';;;', 'kaasa.session="; kaasa.session=', 'a=%'])],
    ['sec-fetch-dest', () => one(['image', 'document', 'garbage'])],
    ['referer', () => one(['http://[', 'x'])],
  ];
  return Object.fromEntries(all.filter(() => below(6) === 0).map(([name, make]) => [name, make()]));
}

const METHODS = ['GET', 'GET', 'GET', 'GET', 'POST', 'POST', 'POST', 'POST', 'HEAD', 'PUT', 'OPTIONS'];

function request(cookie: string | null): RawRequest {
  const headers = {
    origin: server.origin,
    'x-forwarded-for': `10.${below(256)}.${below(256)}.${below(256)}`,
    ...(cookie ? { cookie } : {}),
  };
  if (below(4) === 0) return actionCall(headers);
  const method = one(METHODS);
  if (method !== 'POST') return { method, path: path(), headers: { ...headers, ...oddHeaders() } };
  return { method, path: path(), headers: { ...headers, 'content-type': one(TYPES), ...oddHeaders() }, body: body() };
}

/** A server action with a form, as React writes it: the state before and the fields, which stand in parts of their own. */
function actionCall(headers: Record<string, string>): RawRequest {
  const parts = Array.from({ length: below(8) }, () => [`1_${one(NAMES)}`, value()] as const);
  const written = [
    ...parts,
    [
      '0',
      one(['["$undefined","$K1"]', '["$undefined","$K1"]', '["$K1"]', '[{},"$K2"]', TOO_DEEP, ...BROKEN_ARGUMENTS]),
    ] as const,
  ]
    .map(([name, text]) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`)
    .join('');
  const type = {
    'content-type': 'multipart/form-data; boundary=x',
    'next-action': one(actions),
    accept: 'text/x-component',
  };
  return { method: 'POST', path: path(), headers: { ...headers, ...type }, body: `${written}--x--` };
}

test('no request to any route is answered with a server error (I5)', async () => {
  const roles = [null, 'partner', 'official', 'administrator'];
  const counts: Record<number, number> = {};
  const faults: { status: number; request: RawRequest }[] = [];
  for (let i = 0; i < REQUESTS; i += PER_SESSION) {
    const role = roles[(i / PER_SESSION) % roles.length];
    const person = DEMO_PEOPLE.filter((each) => each.role === role).at(below(2));
    const cookie = person ? await server.cookieOf(person.email) : null;
    for (let j = 0; j < PER_SESSION; j++) {
      const sent = request(cookie);
      // a connection that ends without an answer counts as one
      const { status } = await server.request(sent).catch((cause: Error) => ({ status: 599, cause }));
      counts[status] = (counts[status] ?? 0) + 1;
      if (status >= 500) faults.push({ status, request: sent });
    }
  }
  for (const fault of faults.slice(0, 10)) console.log(JSON.stringify(fault).slice(0, 700));
  if (faults.length > 0) console.log(server.stderr().slice(0, 5000));
  console.log(`I5: server errors ${faults.length} / ${REQUESTS}; by status ${JSON.stringify(counts)}`);
  expect(faults).toHaveLength(0);
  expect(server.process.exitCode).toBeNull();
});
