// What is believed of an issuer's words (docs/spec/sign-in.md, SI31), and which issuers may be configured at all.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readClaims } from '../../../server/auth/claims.ts';
import { ConfigError, readConfig } from '../../../server/config.ts';

const ID = { iss: 'https://tara.example', sub: 'EE60001019906' };

test('SI31: an address is verified only when the same source says true', () => {
  const verified = (idToken: object, userInfo: object = {}) => {
    const { email, isEmailVerified } = readClaims({ ...ID, ...idToken }, userInfo);
    return [email, isEmailVerified];
  };
  expect(verified({ email: 'Ada@X.ee', email_verified: true })).toEqual(['ada@x.ee', true]);
  expect(verified({}, { email: 'ada@x.ee', email_verified: true })).toEqual(['ada@x.ee', true]);
  for (const claim of ['true', 1, 'yes', null, undefined, {}, [true]]) {
    expect(verified({ email: 'ada@x.ee', email_verified: claim })).toEqual(['ada@x.ee', false]);
  }
  expect(verified({ email: 'ada@x.ee' }, { email_verified: true })).toEqual(['ada@x.ee', false]);
  expect(verified({ email_verified: true }, { email: 'ada@x.ee' })).toEqual(['ada@x.ee', false]);
});

test('SI31: an address that we could not write to is none', () => {
  for (const email of [
    '',
    'ada',
    'ada@x.ee,bo@x.ee',
    'ada@x.ee\r\nBcc: bo@x.ee',
    '\u212Aai@x.ee',
    7,
    null,
    ['ada@x.ee'],
  ]) {
    expect(readClaims({ ...ID, email, email_verified: true }, {}).email).toBe(null);
  }
});

test('SI31: a name is found where issuers put it, and a hostile one is left out', () => {
  const name = (claims: object) => readClaims({ ...ID, ...claims }, null).name;
  expect(name({ name: ' Ada Tamm ' })).toBe('Ada Tamm');
  expect(name({ given_name: 'Ada', family_name: 'Tamm' })).toBe('Ada Tamm');
  expect(name({ profile_attributes: { given_name: 'Ada', family_name: 'Tamm' } })).toBe('Ada Tamm');
  for (const bad of ['\u202Eada', '\u0000', 'a'.repeat(5000), 7, null, { a: 1 }]) expect(name({ name: bad })).toBe('');
});

test('SI31: without an issuer and a subject there is no identity', () => {
  for (const idToken of [
    {},
    null,
    'x',
    { ...ID, sub: '' },
    { ...ID, sub: 7 },
    { ...ID, sub: 'a'.repeat(256) },
    { ...ID, sub: '\u0000' },
    { sub: 'x' },
  ]) {
    expect(() => readClaims(idToken, {})).toThrow();
  }
  expect(() => readClaims({ iss: ID.iss }, ID)).not.toThrow();
});

test('an issuer is reached over https, or is on this machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kaasa-test-'));
  const read = (OIDC_ISSUER: string) =>
    readConfig({ NODE_ENV: 'test', DATA_DIR: folder, OIDC_ISSUER, OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' });
  for (const issuer of [
    'https://tara.ria.ee',
    'https://id.example/o/kaasa/',
    'http://127.0.0.1:4000',
    'http://localhost:4000',
    'http://[::1]:1',
  ]) {
    expect(read(issuer).oidc?.issuer).toBe(issuer);
  }
  for (const issuer of [
    'http://tara.ria.ee',
    'http://127.0.0.1.evil.example',
    'tara.ria.ee',
    'ftp://localhost',
    'http://',
  ]) {
    expect(() => read(issuer)).toThrow(ConfigError);
  }
  rmSync(folder, { recursive: true });
});
