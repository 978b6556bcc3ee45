// Rule HT1: only a trusted proxy says who the client is.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConfigError } from '../../../server/config.ts';
import { subscriber } from '../../../server/http/flood.ts';
import { peerReader } from '../../../server/http/proxies.ts';
import { echoed, type TestDoor, testDoor } from '../../support/door.ts';

const LOOPBACK = ['127.0.0.1', '::1'];
const address = async (door: TestDoor, headers: Record<string, string>) =>
  echoed(await door.request({ path: '/et', headers })).headers['x-kaasa-client-address'];

describe('behind a trusted proxy (HT1)', () => {
  let door: TestDoor;
  beforeAll(async () => {
    door = await testDoor({ config: { trustedProxies: [...LOOPBACK, '10.0.0.0/8', '2001:db8:1::/48'] } });
  });
  afterAll(() => door.close());

  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['203.0.113.9, 192.0.2.7', '192.0.2.7'],
    ['192.0.2.7, 10.1.2.3, 2001:db8:1::5', '192.0.2.7'],
    ['192.0.2.7:4711', '192.0.2.7'],
    ['[2001:db8:2::1]:4711', '2001:db8:2::1'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['10.1.2.3', '10.1.2.3'],
  ])('X-Forwarded-For "%s" means %s', async (forwarded, client) => {
    expect(await address(door, { 'x-forwarded-for': forwarded })).toBe(client);
  });

  test.each(['unknown', '_hidden', '192.0.2.7, garbage', ''])('"%s" names nobody', async (forwarded) => {
    expect(LOOPBACK).toContain(await address(door, { 'x-forwarded-for': forwarded }));
  });

  test('the scheme and the id of the request are the proxy’s', async () => {
    const headers = {
      'x-forwarded-proto': 'https',
      'x-request-id': 'proxy-12345',
      host: 'kaasa.example',
      origin: 'https://kaasa.example',
    };
    const answer = await door.request({ method: 'POST', path: '/et', headers });
    expect(answer.headers['x-request-id']).toBe('proxy-12345');
    expect(echoed(answer).headers['x-forwarded-proto']).toBe('https');
  });

  test('an id that is none is replaced', async () => {
    const answer = await door.request({ path: '/et', headers: { 'x-request-id': 'a b\u00e4' } });
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

test('without trusted proxies nobody is believed (HT1)', async () => {
  const door = await testDoor();
  const headers = { 'x-forwarded-for': '192.0.2.7', 'x-forwarded-proto': 'https', 'x-request-id': 'planted-12345' };
  expect(LOOPBACK).toContain(await address(door, headers));
  expect((await door.request({ path: '/et', headers })).headers['x-request-id']).not.toBe('planted-12345');
  await door.close();
});

test.each(['proxy.example', '10.0.0.0/33', '10.0.0.0/8/8', '::/129', '10.0.0.0/x', '10.0.0.0/'])(
  'TRUSTED_PROXIES=%s is refused',
  (entry) => {
    expect(() => peerReader([entry])).toThrow(ConfigError);
  },
);

test('addresses of one IPv6 subscriber count as one (HT10)', () => {
  expect(subscriber('2001:db8::1')).toBe(subscriber('2001:db8:0:0:ffff::2'));
  expect(subscriber('2001:db8::1')).not.toBe(subscriber('2001:db8:0:1::1'));
  expect(subscriber('::1')).toBe('0:0:0:0');
  expect(subscriber('192.0.2.7')).toBe('192.0.2.7');
});
