// The front door of the whole server: the same right by every spelling and header (fault Z4), safety on every kind
// of answer (HT9), nothing kept about anonymous readers, and large, slow or foreign requests turned away.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RawAnswer } from '../support/raw-request.ts';
import { type AppRoute, filled, routesOfApp } from '../support/routes-of-app.ts';
import { type Served, serve } from '../support/served.ts';

const ADMINISTRATOR = 'liis.ounapuu@kysk.example';
const NOBODY = { locale: 'et', id: '3f2b8f5e-0000-4000-8000-000000000001', file: 'x' };

let server: Served;
let administrator = '';
let partner = '';
beforeAll(async () => {
  server = await serve();
  administrator = await server.cookieOf((await demoPerson('administrator')) ?? ADMINISTRATOR);
  partner = await server.cookieOf((await demoPerson('partner')) ?? '');
});
afterAll(() => server.stop());

async function demoPerson(role: string): Promise<string | undefined> {
  const { DEMO_PEOPLE } = await import('../../server/demo/story.ts');
  return DEMO_PEOPLE.find((person) => person.role === role)?.email;
}

const get = (path: string, headers: Record<string, string> = {}) => server.request({ path, headers });

/** Follows redirects within the server, at most five. */
async function followed(path: string, headers: Record<string, string>): Promise<RawAnswer> {
  let answer = await get(path, headers);
  for (let i = 0; i < 5 && answer.headers.location?.startsWith('/'); i++)
    answer = await get(answer.headers.location, headers);
  return answer;
}

/** Words of an answer that are longer than chance: names, addresses, identifiers. */
function words(answer: RawAnswer): Set<string> {
  return new Set(answer.text.match(/[\p{L}\d@.-]{6,}/gu) ?? []);
}

const SPELLINGS: ((path: string) => string)[] = [
  (path) => `/${path}`,
  (path) => path.replace('/et', '//et'),
  (path) => path.replace('/et/', '/et//'),
  (path) => path.replace('/et/', '/et/./'),
  (path) => path.replace('/et/', '/et/%2e/'),
  (path) => path.replace('/et/', '/et/x/../'),
  (path) => path.replace('/et/', '/et/x/%2e%2e/'),
  (path) => path.replace('/et/', '/privacy/..;/et/'),
  (path) => path.replace('/et/', '/et%2f'),
  (path) => path.replace('/et/', '/et%5c'),
  (path) => path.replace('/et/', '/ET/'),
  (path) => `${path}/`,
  (path) => `${path}/.`,
  (path) => `${path}%00`,
  (path) => `${path}%20`,
  (path) => `${path};x=1`,
  (path) => `${path}.rsc`,
  (path) => `${path}.json`,
  (path) => `${path}.txt`,
  (path) => `${path}.segments/_tree.segment.rsc`,
  (path) => `${path}?_rsc=1abc`,
  (path) => `${path}?nxtPlocale=en&nxtPid=x`,
  (path) => `${path}?__nextLocale=en&__nextDefaultLocale=en&__nextDataReq=1`,
  (path) => `/_next/data/build${path}.json`,
  (path) => path.replace(/[a-z]$/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
];

const TREE = encodeURIComponent(
  JSON.stringify(['', { children: ['x', { children: ['__PAGE__', {}] }] }, null, 'refetch']),
);
const HEADERS: Record<string, string>[] = [
  { 'x-middleware-subrequest': 'middleware' },
  { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
  { 'x-middleware-subrequest': 'src/middleware:src/middleware:src/middleware:src/middleware:src/middleware' },
  { 'x-middleware-subrequest-id': 'x', 'x-middleware-prefetch': '1', 'x-middleware-next': '1' },
  { 'x-middleware-rewrite': '/et/privacy', 'x-middleware-override-headers': 'cookie' },
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1' },
  { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  { rsc: '1', 'next-router-state-tree': TREE },
  { rsc: '1', 'next-router-state-tree': 'garbage', 'next-url': '/et/privacy' },
  { rsc: '1', 'next-router-state-tree': '%5B%22%22%2C%7B%22children%22%3A' },
  { 'next-url': '/et/admin' },
  { 'x-nextjs-data': '1', purpose: 'prefetch' },
  { 'x-matched-path': '/et/admin', 'x-now-route-matches': '1=et' },
  { 'x-invoke-path': '/et/admin', 'x-invoke-status': '200', 'x-invoke-output': '/et/admin' },
  { 'x-original-url': '/et/admin', 'x-rewrite-url': '/et/admin' },
  { 'x-forwarded-host': 'localhost', 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https' },
  { 'x-kaasa-request-id': 'x', 'x-kaasa-client-address': '127.0.0.1', 'x-kaasa-nonce': 'x' },
  { 'x-http-method-override': 'POST' },
  { 'next-resume': '1', 'x-next-resume-state-length': '1' },
  { 'x-prerender-revalidate': 'x', 'x-prerender-revalidate-if-generated': '1' },
  { 'content-security-policy': "script-src 'nonce-planted'" },
];

describe('no spelling and no header opens a page (Z4)', () => {
  const pages = routesOfApp().filter((route) => route.group === 'workspace' || route.group === 'admin');

  /** Addresses with real ids, as the administrator's pages link them. */
  async function addresses(): Promise<{ route: AppRoute; path: string }[]> {
    const linked = new Set<string>();
    for (const { pattern } of pages.filter(({ pattern }) => !pattern.includes('[id]'))) {
      const { text } = await get(filled(pattern, NOBODY), { cookie: administrator });
      for (const [, href = ''] of text.matchAll(/href="(\/et\/[^"?#]+)"/g)) linked.add(href);
    }
    return pages.map((route) => {
      const shape = new RegExp(`^${route.pattern.replace('[locale]', 'et').replaceAll('[id]', '[0-9a-f-]{36}')}$`);
      return { route, path: [...linked].find((href) => shape.test(href)) ?? filled(route.pattern, NOBODY) };
    });
  }

  test.each(['nobody', 'a partner'])('for %s', async (who) => {
    const cookie: Record<string, string> = who === 'nobody' ? {} : { cookie: partner };
    let [asked, letIn, faults, guarded] = [0, 0, 0, 0];
    for (const { route, path } of await addresses()) {
      const allowed = words(await followed(path, cookie));
      const secret = [...words(await get(path, { cookie: administrator }))].filter(
        // what the asker wrote into the address is no secret to them
        (word) => /\w@\w|^[0-9a-f-]{36}$/.test(word) && !allowed.has(word) && !path.includes(word),
      );
      guarded += secret.length;
      const tries = [
        ...SPELLINGS.map((spell) => ({ path: spell(path), headers: {} })),
        ...HEADERS.map((headers) => ({ path, headers })),
      ];
      for (const attempt of tries) {
        const answer = await followed(attempt.path, { ...cookie, ...attempt.headers });
        asked += 1;
        if (answer.status >= 500) faults += 1;
        const shown = secret.filter((word) => answer.text.includes(word));
        if (shown.length === 0) continue;
        letIn += 1;
        console.log(route.pattern, attempt, answer.status, shown.slice(0, 3));
      }
    }
    console.log(`${who}: let in ${letIn}, server errors ${faults}, of ${asked} (Z4)`);
    expect([letIn, faults]).toEqual([0, 0]);
    expect(guarded).toBeGreaterThan(20);
  });

  test('a server action that nobody offered does nothing', async () => {
    let faults = 0;
    for (const { pattern } of pages) {
      for (const id of ['x', '0'.repeat(40), '40'.repeat(21), '7f'.repeat(21)]) {
        const headers = { origin: server.origin, 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' };
        const { status } = await server.request({ method: 'POST', path: filled(pattern, NOBODY), headers, body: '[]' });
        if (status >= 500) faults += 1;
      }
    }
    expect(faults).toBe(0);
  });
});

describe('on every kind of answer (HT9)', () => {
  test('are the headers of safety, no cookie for anonymous readers, and no inline script without its nonce', async () => {
    const paths = [
      ...routesOfApp().map((route) => filled(route.pattern, NOBODY)),
      '/',
      '/et/nowhere/at/all',
      '/nowhere',
      '/api/nothing',
      '/api/health',
      '/fonts/source-sans-3-latin-wght-normal.woff2',
      '/icons/favicon.svg',
    ];
    for (const cookie of ['', administrator]) {
      for (const path of paths) {
        const answer = await get(path, { accept: 'text/html', ...(cookie ? { cookie } : {}) });
        expect(answer.status, path).toBeLessThan(500);
        checkSafety(answer, path);
        if (cookie === '' && !path.includes('sign-')) expect(answer.headers['set-cookie'], path).toBeUndefined();
      }
    }
  });

  function checkSafety({ headers, text }: RawAnswer, path: string): void {
    const policy = String(headers['content-security-policy']);
    expect(policy, path).toMatch(/script-src 'self'( 'nonce-[\w+/=]+' 'strict-dynamic')?; style-src 'self'/);
    expect(policy, path).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers, path).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' });
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    for (const [tag, attributes = ''] of text.matchAll(/<script\b([^>]*)>/g)) {
      const isAllowed = nonce === undefined ? / src="\//.test(attributes) : attributes.includes(`nonce="${nonce}"`);
      expect(isAllowed, `${path}: ${tag}`).toBe(true);
    }
    expect(text, path).not.toMatch(/<[^>]+\son[a-z]+=/);
  }

  test('a page of React comes compressed', async () => {
    const answer = await get('/et/work', { cookie: administrator, 'accept-encoding': 'br' });
    expect([answer.status, answer.headers['content-encoding']]).toEqual([200, 'br']);
  });
});

describe('what changes something (HT7, HT8)', () => {
  test('must come from our own pages, on every route', async () => {
    let letIn = 0;
    for (const { pattern } of routesOfApp()) {
      for (const origin of ['null', 'https://evil.example', undefined]) {
        const headers = { cookie: administrator, ...(origin ? { origin } : {}) };
        const answer = await server.request({ method: 'POST', path: filled(pattern, NOBODY), headers, body: 'x=1' });
        if (answer.status !== 403) letIn += 1;
      }
    }
    expect(letIn).toBe(0);
  });

  test('must be small', async () => {
    const headers = { origin: server.origin, 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await server.request({
      method: 'POST',
      path: '/et/sign-in',
      headers,
      body: `email=${'x'.repeat(2 ** 20)}`,
    });
    expect(answer.status).toBe(413);
  });
});
