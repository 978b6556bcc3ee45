// Rules HT2, HT3 and HT9: what a handler behind the door may believe, and what every answer says about safety.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { STATIC_PAGE } from '../../../server/http/internal-headers.ts';
import type { Inside } from '../../../server/http/visit.ts';
import { echoed, type TestDoor, testDoor } from '../../support/door.ts';
import { rawBytes } from '../../support/raw-request.ts';

const NEVER_VARIES = [
  'x-content-type-options',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'x-frame-options',
];

describe('what a handler may believe (HT3)', () => {
  let door: TestDoor;
  beforeAll(async () => {
    door = await testDoor();
  });
  afterAll(() => door.close());

  test('headers that only we or Next may write never come from outside', async () => {
    const names = [
      'x-kaasa-request-id',
      'x-kaasa-client-address',
      'x-kaasa-anything',
      'x-middleware-subrequest',
      'x-middleware-prefetch',
      'x-middleware-rewrite',
      'x-invoke-path',
      'x-nextjs-data',
      'x-next-resume-state-length',
      'next-resume',
      'x-matched-path',
      'x-now-route-matches',
      'x-prerender-revalidate',
      'x-action-forwarded',
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-port',
      'x-forwarded-proto',
      'forwarded',
      'x-real-ip',
      'x-original-url',
      'x-rewrite-url',
      'x-http-method-override',
      'x-vercel-id',
      'content-security-policy',
      'content-security-policy-report-only',
      'x-request-id',
    ];
    const headers = Object.fromEntries(names.map((name) => [name, 'planted']));
    const seen = echoed(await door.request({ path: '/et', headers })).headers;
    expect(Object.values(seen)).not.toContain('planted');
    expect(seen).toMatchObject({ 'x-forwarded-proto': 'http', 'x-forwarded-host': `localhost:${door.port}` });
  });

  test('the id, the address and the path of a request come from the door', async () => {
    const answer = await door.request({ path: '/et/work?x=1' });
    const seen = echoed(answer).headers;
    expect(seen['x-kaasa-request-id']).toBe(answer.headers['x-request-id']);
    expect(seen['x-kaasa-client-address']).toMatch(/^(127\.0\.0\.1|::1)$/);
    expect(seen['x-kaasa-path']).toBe('/et/work?x=1');
  });

  test.each(['garbage', '%', '%5B%5D', '[]', '["",{"children":5}]', `[""${',{}'.repeat(9)}]`, '"x"', 'null'])(
    'the router state %s is dropped with the headers that belong to it',
    async (state) => {
      const headers = { rsc: '1', 'next-router-state-tree': state, 'next-url': '/et' };
      const seen = echoed(await door.request({ path: '/et', headers })).headers;
      expect([seen.rsc, seen['next-router-state-tree'], seen['next-url']]).toEqual([undefined, undefined, undefined]);
    },
  );

  test('a router state that Next can read is passed on', async () => {
    const tree = [
      '',
      { children: [['locale', 'et', 'd', null], { children: ['__PAGE__', {}] }, null, null, 16] },
      null,
      'refetch',
    ];
    const state = encodeURIComponent(JSON.stringify(tree));
    const seen = echoed(
      await door.request({ path: '/et', headers: { rsc: '1', 'next-router-state-tree': state } }),
    ).headers;
    expect(seen).toMatchObject({ rsc: '1', 'next-router-state-tree': state });
  });

  test('a foreign Origin on a read becomes nobody’s host', async () => {
    const seen = echoed(await door.request({ path: '/et', headers: { origin: 'https://evil.example' } })).headers;
    expect(seen['x-forwarded-host']).toBe(`localhost:${door.port}`);
  });

  test('a garbage Origin on a read is passed on', async () => {
    expect((await door.request({ path: '/et', headers: { origin: 'http://[' } })).status).toBe(200);
  });
});

describe('what every answer says (HT9)', () => {
  const html = (isStatic: boolean): Parameters<typeof testDoor>[0] => ({
    inside: async (req, res) => {
      res.setHeader('content-type', 'text/html; charset=utf-8');
      if (isStatic) res.setHeader(STATIC_PAGE, '1');
      res.end(String(req.headers['x-kaasa-nonce']));
    },
  });

  test('headers of safety are on every kind of answer', async () => {
    const door = await testDoor({
      config: { logLevel: 'silent' },
      inside: async (req, res) => {
        if (req.url === '/et/broken') throw new Error('a bug');
        res.writeHead(req.url === '/et/gone' ? 304 : 200, { 'content-type': 'image/png' }).end();
      },
    });
    const asked = [
      { path: '/et' },
      { path: '/et', method: 'HEAD' },
      { path: '/et/gone' },
      { path: '/et/broken' },
      { path: '/' },
      { path: '/et/' },
      { path: '//' },
      { path: '/et/%zz' },
      { path: '/nowhere' },
      { path: '/et', method: 'PUT' },
      { path: '/et', method: 'POST' },
      { path: '/api/health' },
      { path: '/et', headers: { expect: 'a miracle' } },
    ];
    for (const request of asked) {
      const answer = await door.request(request);
      for (const name of NEVER_VARIES)
        expect(answer.headers[name], `${name} on ${JSON.stringify(request)}`).toBeDefined();
      expect(answer.headers['content-security-policy']).toContain("script-src 'self';");
      expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    await door.close();
  });

  test.each([
    '\u0001\u0002\r\n\r\n',
    'GET /et HTTP/9.9\r\n\r\n',
    `GET /et HTTP/1.1\r\nx: ${'x'.repeat(70_000)}\r\n\r\n`,
  ])('they are on the answer to what is no request (%#)', async (bytes) => {
    const door = await testDoor();
    const answer = await rawBytes(door.port, bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 4(00|31) /);
    for (const name of [...NEVER_VARIES, 'content-security-policy']) expect(answer).toContain(`\r\n${name}: `);
    await door.close();
  });

  test('a React page carries the nonce of its request, another one each time', async () => {
    const door = await testDoor({ ...html(false), config: { production: true } });
    const nonces = new Set<string>();
    for (let i = 0; i < 5; i++) {
      const answer = await door.request({ path: '/et' });
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toContain(
        `script-src 'self' 'nonce-${answer.text}' 'strict-dynamic'; style-src 'self' 'nonce-${answer.text}'`,
      );
      expect(policy).not.toMatch(/script-src[^;]*'unsafe/);
      nonces.add(answer.text);
    }
    expect(nonces.size).toBe(5);
    await door.close();
  });

  test('a static page carries no nonce and no mark', async () => {
    const door = await testDoor(html(true));
    const { headers } = await door.request({ path: '/et' });
    expect(headers['content-security-policy']).toMatch(/script-src 'self'; style-src 'self'$/);
    expect(headers[STATIC_PAGE]).toBeUndefined();
    await door.close();
  });

  test('https is demanded for two years where the public address has it', async () => {
    const door = await testDoor({ config: { publicUrl: 'https://kaasa.example' } });
    expect((await door.request({ path: '/et' })).headers['strict-transport-security']).toBe('max-age=63072000');
    await door.close();
  });

  test('a form may lead to the identity provider, and nowhere else outside', async () => {
    const oidc = { issuer: 'https://tara.example/oidc', clientId: 'x', clientSecret: 'x' };
    const door = await testDoor({ config: { oidc } });
    const policy = String((await door.request({ path: '/et' })).headers['content-security-policy']);
    expect(policy).toContain("form-action 'self' https://tara.example;");
    await door.close();
  });

  test('fonts are kept for a year, what says nothing is kept by nobody', async () => {
    const door = await testDoor();
    expect((await door.request({ path: '/fonts/x.woff2' })).headers['cache-control']).toBe(
      'public, max-age=31536000, immutable',
    );
    expect((await door.request({ path: '/et' })).headers['cache-control']).toBe('no-store');
    await door.close();
  });
});

describe('pages that Next would show of its own (HT13)', () => {
  const nextsOwn = (status: number, headers: Record<string, string>) =>
    testDoor({
      inside: async (_req, res) => {
        res.writeHead(status, { 'content-type': 'text/html', 'content-length': 4, etag: '"x"', ...headers });
        res.write('Next');
        res.end();
      },
      config: { production: true },
    });

  test.each<[number, Record<string, string>]>([
    [404, { 'x-nextjs-prerender': '1', 'x-nextjs-cache': 'HIT' }],
    [500, { 'set-cookie': 'x=1' }],
  ])('%i is replaced by ours, in the language of the path', async (status, headers) => {
    const door = await nextsOwn(status, headers);
    const answer = await door.request({ path: '/ru/x', headers: { accept: 'text/html' } });
    expect([answer.status, answer.text.includes('lang="ru"'), answer.text.includes('Next')]).toEqual([
      status,
      true,
      false,
    ]);
    expect(Object.keys(answer.headers).join()).not.toMatch(/nextjs|etag|set-cookie/);
    expect(answer.headers['content-security-policy']).toContain("script-src 'self';");
    expect(answer.headers['cache-control']).toBe('no-store');
    await door.close();
  });

  test('a wrong method on a route handler is said in a page', async () => {
    const inside: Inside = async (_req, res) => void res.writeHead(405, { allow: 'POST' }).end();
    const door = await testDoor({ inside, config: { production: true } });
    const answer = await door.request({ path: '/et/sign-out', headers: { accept: 'text/html' } });
    expect([answer.status, answer.headers.allow, answer.text.includes('lang="et"')]).toEqual([405, 'POST', true]);
    await door.close();
  });

  test.each([403, 404])(
    'a %i that a page renders is ours too: Next leaves it empty without its scripts',
    async (status) => {
      const door = await nextsOwn(status, {});
      const answer = await door.request({ path: '/et/x' });
      expect([answer.status, answer.text.includes('<h1>'), answer.text.includes('Next')]).toEqual([
        status,
        true,
        false,
      ]);
      await door.close();
    },
  );
});
