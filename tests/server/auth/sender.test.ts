// Who counts as one sender (docs/spec/sign-in.md, SI11).

import { expect, test } from 'vitest';
import { senderKey } from '../../../server/auth/limits.ts';
import { CLIENT_ADDRESS } from '../../../server/http/internal-headers.ts';

const key = (address: string) => senderKey(new Headers({ [CLIENT_ADDRESS]: address }));

test('SI11: a network of 2^64 addresses is one sender', () => {
  const same = ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:0db8:0001:0002::', '2001:DB8:1:2:0:0:0:9'];
  expect(new Set(same.map(key)).size).toBe(1);
  expect(key('2001:db8:1:3::1')).not.toBe(key('2001:db8:1:2::1'));
  expect(key('::1')).not.toBe(key('2001:db8:1:2::1'));
  expect(key('1::')).not.toBe(key('::1'));
});

test('SI11: an IPv4 address is one sender, however it is written', () => {
  expect(key('::ffff:192.0.2.1')).toBe(key('192.0.2.1'));
  expect(key('192.0.2.2')).not.toBe(key('192.0.2.1'));
});

test('SI11: without an address all are one sender', () => {
  expect(senderKey(new Headers())).toBe(key(''));
});
