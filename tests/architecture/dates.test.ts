// Dates are written in one place, domain/dates.ts: elsewhere an English page would have them in American order.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LOCALES } from '../../domain/locale.ts';
import { root } from '../../scripts/bootstrap.mjs';

const OWN = join('domain', 'dates.ts');
/** Making a formatter to learn whether a time zone exists writes no date. */
const WRITES = /\b(useFormatter|getFormatter|createFormatter|toLocale(Date|Time)?String)\b|DateTimeFormat\(locale/;
const ICU = /\{\s*\w+\s*,\s*(date|time)\b/;

const files = ['app', 'components', 'server', 'domain'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file)),
);

test('no other file writes a date', () => {
  const others = files.filter((file) => file !== OWN && WRITES.test(readFileSync(join(root, file), 'utf8')));
  expect(others).toEqual([]);
});

test('no message writes a date by itself', () => {
  const messages = LOCALES.map((locale) => readFileSync(join(root, 'messages', `${locale}.json`), 'utf8'));
  expect(messages.filter((text) => ICU.test(text))).toEqual([]);
});

test('the checks see what they look for', () => {
  for (const planted of ['useFormatter()', 'at.toLocaleDateString()', 'new Intl.DateTimeFormat(locale, look)'])
    expect(planted).toMatch(WRITES);
  expect('until {at, date, long}').toMatch(ICU);
});
