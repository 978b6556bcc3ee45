import { expect, test } from 'vitest';
import { dateWriter } from '../../domain/dates.ts';

// Five past midnight in Tallinn, the day before in UTC.
const AT = new Date('2026-11-22T22:05:00Z');

test('a date is written as its reader writes it, in English with the day first', () => {
  const long = { dateStyle: 'long' } as const;
  expect(dateWriter('et', 'Europe/Tallinn')(AT, long)).toBe('23. november 2026');
  expect(dateWriter('en', 'Europe/Tallinn')(AT, long)).toBe('23 November 2026');
  expect(dateWriter('ru', 'Europe/Tallinn')(AT, long)).toBe('23 ноября 2026 г.');
  expect(dateWriter('en', 'Europe/Tallinn')(AT, { dateStyle: 'short', timeStyle: 'short' })).toBe('23/11/2026, 00:05');
});

test('a look may name its own time zone', () => {
  expect(dateWriter('en', 'Europe/Tallinn')(AT, { dateStyle: 'medium', timeZone: 'UTC' })).toBe('22 Nov 2026');
});
