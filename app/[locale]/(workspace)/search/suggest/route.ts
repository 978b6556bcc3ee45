// What the search palette shows while somebody types: a few places, or the documents last changed when nothing is
// typed yet. Never cached: what may be read changes.

import type { ErrorCode } from '../../../../../domain/errors.ts';
import { DEFAULT_LOCALE, isLocale, type Locale } from '../../../../../domain/locale.ts';
import type { Failure } from '../../../../../domain/result.ts';
import { requestContext } from '../../../../../server/request.ts';
import { isFromElsewhere } from '../../../../downloads.ts';
import { refusalNotice } from '../../../../search-notices.ts';
import { suggest } from '../../../../search-suggestions.ts';

export async function GET(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const named = pathname.split('/')[1];
  const locale = isLocale(named) ? named : DEFAULT_LOCALE;
  if (isFromElsewhere(request)) return refused({ code: 'foreign-origin' }, locale);
  const ctx = await requestContext(request.headers);
  const found = await suggest(ctx, searchParams.get('q') ?? '', locale);
  return found.ok ? Response.json(found.value, { headers: PRIVATE }) : refused(found.error, locale);
}

const PRIVATE = { 'cache-control': 'no-store' };

const STATUSES: Partial<Record<ErrorCode, number>> = { invalid: 400, 'signed-out': 401 };

/** `message` is for the reader. */
function refused(failure: Failure, locale: Locale): Response {
  const error = { code: failure.code, message: refusalNotice(locale, failure) };
  return Response.json({ error }, { status: STATUSES[failure.code] ?? 403, headers: PRIVATE });
}
