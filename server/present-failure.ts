// A failure as a person reads it: a sentence for the whole, and one for each field.

import type { Locale } from '../domain/locale.ts';
import type { Failure } from '../domain/result.ts';
import { translator } from './translate.ts';

export type PresentedFailure = { message: string; fields: Record<string, string> };

export function presentFailure(locale: Locale, failure: Failure): PresentedFailure {
  const whole = translator(locale, 'errors');
  const single = translator(locale, 'fieldErrors');
  const fields = (failure.fields ?? []).map(
    ({ field, code, params }) => [field, single(code, { limit: 0, ...params })] as const,
  );
  return { message: whole(failure.code, failure.params), fields: Object.fromEntries(fields) };
}
