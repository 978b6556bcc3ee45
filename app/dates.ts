// Dates in the language and the time zone of the page that is being made.

import { getLocale, getTimeZone } from 'next-intl/server';
import { type DateWriter, dateWriter } from '../domain/dates.ts';

export async function pageDates(): Promise<DateWriter> {
  return dateWriter(await getLocale(), await getTimeZone());
}
