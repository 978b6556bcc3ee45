// What a search says to its reader beside the places: which words were taken for others, and why it was refused.

import type { Locale } from '../domain/locale.ts';
import type { Failure } from '../domain/result.ts';
import { presentFailure } from '../server/present-failure.ts';
import type { Respelt } from '../server/search/queries.ts';
import { translator } from '../server/translate.ts';

/** A sentence for each word; '' when all were found as typed. */
export function respeltNotice(locale: Locale, respelt: readonly Respelt[]): string {
  const t = translator(locale, 'search');
  return respelt.map((each) => t('respelt', each)).join(' ');
}

/** What is wrong with the words that were typed, or why else there is no answer. */
export function refusalNotice(locale: Locale, failure: Failure): string {
  const { message, fields } = presentFailure(locale, failure);
  return Object.values(fields).join(' ') || message;
}
