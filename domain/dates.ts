// How dates and times are written for people: the one place that knows. English is British and international here, the
// day before the month: 11/12 would be two different days to a Finn and to an American.

import type { Locale } from './locale.ts';

export type DateLook = {
  dateStyle: 'short' | 'medium' | 'long';
  /** Without it the day alone. */
  timeStyle?: 'short' | 'medium';
  /** IANA name; a day without a time (an act's date) is written in UTC, in which it is kept. */
  timeZone?: string;
};

/** Writes an instant as its reader does: "23. november 2026", "23 November 2026", "23 ноября 2026 г.". */
export type DateWriter = (at: Date, look: DateLook) => string;

const TAGS: Record<Locale, string> = { et: 'et', en: 'en-GB', ru: 'ru' };

/** `timeZone`: IANA name, for looks that name none. */
export function dateWriter(locale: Locale, timeZone: string): DateWriter {
  return (at, look) => new Intl.DateTimeFormat(TAGS[locale], { timeZone, ...look }).format(at);
}
