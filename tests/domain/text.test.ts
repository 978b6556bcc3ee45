import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSafeText } from '../../domain/safe-text.ts';
import {
  accentColour,
  canonicalEmail,
  contrastOnWhite,
  countryCode,
  isRowId,
  multiLine,
  normaliseText,
  optional,
  phone,
  registryCode,
  revision,
  singleLine,
  timeZone,
} from '../../domain/text.ts';

describe('an address', () => {
  test.each([
    ['Mari.Tamm@Asutus.EE', 'mari.tamm@asutus.ee'],
    ['  a@b.ee ', 'a@b.ee'],
    ["o'neill+tag@sub.example.org", "o'neill+tag@sub.example.org"],
    ['info@sügis.ee', 'info@xn--sgis-0ra.ee'],
  ])('%s is stored as %s', (typed, stored) => expect(canonicalEmail(typed)).toBe(stored));

  test.each([
    '',
    'a',
    'a@',
    '@b.ee',
    'a@b',
    'a b@c.ee',
    'a@b.ee,c@d.ee',
    'a@b.ee;c@d.ee',
    'a@b.ee c@d.ee',
    '<a@b.ee>',
    'A <a@b.ee>',
    '"a b"@c.ee',
    'a@b.ee\nbcc: x@y.ee',
    'a@b.ee\r\nRCPT TO:<x@y.ee>',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    'a..b@c.ee',
    '.a@b.ee',
    'a.@b.ee',
    'a@-b.ee',
    'a@b-.ee',
    'a@b..ee',
    'a(comment)@b.ee',
    'a@b.ee(comment)',
    'a\u0000@b.ee',
    'а@b.ee',
    'a@b.ee%0a',
    'a@b@c.ee',
    'mari\u202E@b.ee',
    `${'a'.repeat(65)}@b.ee`,
    `a@${'b'.repeat(250)}.ee`,
    'a@b.ee/..',
    'a@b.ee\\@c.ee',
    '\u212Aate@b.ee',
    'a@\u212A.ee',
    '\u017Fam@b.ee',
  ])('%j is refused', (typed) => expect(canonicalEmail(typed)).toBeNull());

  test('in its stored form stays as it is', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const stored = canonicalEmail(address);
        return stored === null || canonicalEmail(stored) === stored;
      }),
      { seed: 20261 },
    );
  });
});

describe('a text', () => {
  test.each([
    '\u0000',
    '\u0007',
    '\u001b',
    '\u0085',
    '\u202e',
    '\u2066',
    '\u200f',
    '\ufeff',
    '\ud800',
    'a\udc00b',
    `a${'\u0301'.repeat(10)}`,
  ])('with %j is refused', (bad) => {
    expect(isSafeText(`x${bad}y`)).toBe(false);
    expect(singleLine(100).safeParse(`x${bad}y`).error?.issues[0]?.message).toBe('characters');
  });

  test.each(['Õunapuu', 'ёлка', '👩‍👩‍👧‍👦', 'नमस्ते', 'a\u0301', 'שלום', 'x'.repeat(100)])(
    'such as %j is accepted and comes back composed',
    (text) => {
      expect(singleLine(100).parse(text)).toBe(text.normalize('NFC'));
    },
  );

  test('is normalised once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => normaliseText(normaliseText(text)) === normaliseText(text)),
      { seed: 20262 },
    );
  });

  test('says what is wrong with its length', () => {
    expect(singleLine(3).safeParse('').error?.issues[0]?.message).toBe('required');
    expect(singleLine(3).safeParse('    ').error?.issues[0]?.message).toBe('required');
    expect(singleLine(3).safeParse('abcd').error?.issues[0]?.message).toBe('too-long');
    expect(singleLine(30).safeParse('a\nb').error?.issues[0]?.message).toBe('characters');
    expect(multiLine(30).parse('a\r\nb')).toBe('a\nb');
  });
});

test('an optional field is empty or right', () => {
  expect(optional(registryCode).parse('  ')).toBe('');
  expect(optional(registryCode).parse('90000000')).toBe('90000000');
  expect(optional(registryCode).safeParse('a b').error?.issues[0]?.message).toBe('registry-code');
});

test.each([
  ['ee', 'EE'],
  [' DE ', 'DE'],
])('the country %j is %s', (typed, stored) => expect(countryCode.parse(typed)).toBe(stored));
test.each(['', 'E', 'EST', 'QX', '12', 'ёё'])('%j is no country', (typed) =>
  expect(countryCode.safeParse(typed).success).toBe(false),
);

test.each(['+372 600 0000', '6000000', '(0) 123-456'])('%s is a telephone number', (typed) =>
  expect(phone.safeParse(typed).success).toBe(true),
);
test.each(['1234', 'helistage', '+372 600 0000 ext 5', '++3726000000'])('%s is not', (typed) =>
  expect(phone.safeParse(typed).success).toBe(false),
);

test.each(['Europe/Tallinn', 'UTC', 'America/New_York'])('%s is a time zone', (zone) =>
  expect(timeZone.safeParse(zone).success).toBe(true),
);
test.each(['Mars/Base', '+02:00', 'x', ''])('%j is not', (zone) =>
  expect(timeZone.safeParse(zone).success).toBe(false),
);

test('an accent colour carries white text', () => {
  expect(contrastOnWhite('#000000')).toBeCloseTo(21, 5);
  expect(contrastOnWhite('#ffffff')).toBe(1);
  expect(contrastOnWhite('#767676')).toBeCloseTo(4.54, 2);
  expect(accentColour.parse(' #1F5C4D ')).toBe('#1f5c4d');
  expect(accentColour.safeParse('#ffcc00').error?.issues[0]?.message).toBe('contrast');
  expect(accentColour.safeParse('red').error?.issues[0]?.message).toBe('colour');
});

test('only a UUID is the id of a row', () => {
  expect(isRowId('1c2f0b3a-6f0e-4f4e-8f0e-0123456789ab')).toBe(true);
  // the database would find the row, and nothing else would know it by that name
  expect(isRowId('1C2F0B3A-6F0E-4F4E-8F0E-0123456789AB')).toBe(false);
  expect(['', '1', "1' or '1'='1", null, undefined, 7, {}].some(isRowId)).toBe(false);
});

test('a revision is a number that a row can have', () => {
  const taken = (sent: unknown) => revision.safeParse(sent).success;
  fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (sent) => taken(sent) && taken(String(sent))));
  const beyond = fc.oneof(fc.integer({ max: -1 }), fc.integer({ min: 2 ** 31, max: Number.MAX_SAFE_INTEGER }));
  fc.assert(fc.property(beyond, (sent) => !taken(sent) && !taken(String(sent))));
  for (const sent of [1e99, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 'x', {}, undefined])
    expect(taken(sent)).toBe(false);
});
