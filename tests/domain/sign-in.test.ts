// The rules of who comes in (docs/spec/sign-in.md, SI30 to SI37), every combination of facts.

import { expect, test } from 'vitest';
import {
  decideBinding,
  decideIdentity,
  decideLink,
  PERSON_STATES,
  type PersonState,
  type SignInDecision,
  type Subject,
  safeReturnPath,
} from '../../domain/people/sign-in.ts';

const ada = (state: PersonState): Subject => ({ id: 'ada', state });
const bo = (state: PersonState): Subject => ({ id: 'bo', state });
const short = (decision: SignInDecision): string =>
  [decision.state, 'personId' in decision && decision.personId, 'code' in decision && decision.code]
    .filter(Boolean)
    .join(' ');

test('SI30: a link lets in an active person and nobody else', () => {
  expect(short(decideLink(ada('active')))).toBe('in ada');
  expect(short(decideLink(ada('suspended')))).toBe('refused suspended');
  expect(short(decideLink(ada('erased')))).toBe('refused no-account');
  expect(short(decideLink(null))).toBe('refused no-account');
});

/** Without a binding: what the issuer says of the address × who has it. */
const UNBOUND: [email: string | null, isEmailVerified: boolean, owner: Subject | null, expected: string][] = [
  ['bo@x.ee', true, bo('active'), 'bind bo'],
  ['bo@x.ee', true, bo('suspended'), 'refused suspended'],
  ['bo@x.ee', true, bo('erased'), 'refused no-account'],
  ['bo@x.ee', true, null, 'refused no-account'],
  ['bo@x.ee', false, bo('active'), 'prove-address'],
  ['bo@x.ee', false, bo('suspended'), 'prove-address'],
  ['bo@x.ee', false, bo('erased'), 'prove-address'],
  ['bo@x.ee', false, null, 'prove-address'],
  [null, true, null, 'prove-address'],
  [null, false, null, 'prove-address'],
];

test.each(UNBOUND)(
  'SI31: an unknown identity with %s, verified %s, of %o: %s',
  (email, isEmailVerified, owner, expected) => {
    expect(short(decideIdentity({ bound: null, email, isEmailVerified, owner }))).toBe(expected);
  },
);

test('SI32: a bound identity decides alone, whatever the issuer says of addresses', () => {
  const owners = [null, ...PERSON_STATES.map(ada), ...PERSON_STATES.map(bo)];
  for (const [email, isEmailVerified] of [
    ['bo@x.ee', true],
    ['bo@x.ee', false],
    [null, true],
    [null, false],
  ] as const) {
    for (const owner of owners) {
      const facts = { email, isEmailVerified, owner };
      expect(short(decideIdentity({ ...facts, bound: ada('active') }))).toBe('in ada');
      expect(short(decideIdentity({ ...facts, bound: ada('suspended') }))).toBe('refused suspended');
      expect(short(decideIdentity({ ...facts, bound: ada('erased') }))).toBe('refused no-account');
    }
  }
});

/** A waiting identity and the person whose address was proved. */
const BINDING: [bound: Subject | null, owner: Subject | null, expected: string][] = [
  [null, bo('active'), 'bind bo'],
  [null, bo('suspended'), 'refused suspended'],
  [null, bo('erased'), 'refused no-account'],
  [null, null, 'refused no-account'],
  [bo('active'), bo('active'), 'in bo'],
  [bo('suspended'), bo('suspended'), 'refused suspended'],
  [bo('erased'), bo('erased'), 'refused no-account'],
  ...PERSON_STATES.map((state): [Subject, Subject, string] => [ada(state), bo('active'), 'refused identity-taken']),
  [ada('active'), bo('suspended'), 'refused identity-taken'],
  [ada('active'), null, 'refused identity-taken'],
];

test.each(BINDING)('SI33: a waiting identity bound to %o, address of %o: %s', (bound, owner, expected) => {
  expect(short(decideBinding(bound, owner))).toBe(expected);
});

const SAFE = ['/et/work', '/en/admin/people?role=partner&page=2', '/ru', '/et/work/%C3%B5', '/et/invitation?token=a_b'];
const UNSAFE = [
  null,
  '',
  '/',
  'et/work',
  '//evil.example',
  '//evil.example/et',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/et\\..\\evil',
  'https://evil.example/et',
  'javascript:alert(1)',
  '/\t/evil.example',
  '/\n/evil.example',
  ' //evil.example',
  '/et/work\r\nSet-Cookie: a=b',
  '/xx/work',
  '/api/auth/callback/oidc',
  '/et/sign-in',
  '/et/sign-in/demo',
  '/en/sign-out',
  '/et//evil.example',
  '/et/../../evil',
  '/et/..//evil.example',
  '/et/%2e%2e/api',
  '/et/../api/x',
  '/e t',
  '/et/\u202Ework',
  `/et/${'a'.repeat(2000)}`,
  'http://site.invalid/et',
  '/@evil.example',
  '/et@evil.example',
];

test('SI34: after signing in one is led to a page of this site in one of its languages', () => {
  for (const path of SAFE) expect(safeReturnPath(path, 'et')).toBe(path);
  for (const path of UNSAFE) expect([path, safeReturnPath(path, 'en')]).toEqual([path, '/en/work']);
});
