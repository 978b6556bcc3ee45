'use client';
// Dates in the language and the time zone of the page.

import { useLocale, useTimeZone } from 'next-intl';
import { type DateWriter, dateWriter } from '../../domain/dates.ts';

export function useDates(): DateWriter {
  return dateWriter(useLocale(), useTimeZone() ?? 'Europe/Tallinn');
}
