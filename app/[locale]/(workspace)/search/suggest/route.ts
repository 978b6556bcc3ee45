// What the search palette shows while somebody types: a few places, or the documents last changed when nothing is
// typed yet. Never cached: what may be read changes.

import type { ErrorCode } from '../../../../../domain/errors.ts';
import { DEFAULT_LOCALE, isLocale } from '../../../../../domain/locale.ts';
import type { Failure } from '../../../../../domain/result.ts';
import { requestContext } from '../../../../../server/request.ts';
import { isFromElsewhere } from '../../../../downloads.ts';
import { suggest } from '../../../../search-suggestions.ts';

export async function GET(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (isFromElsewhere(request)) return refused({ code: 'foreign-origin' });
  const named = pathname.split('/')[1];
  const ctx = await requestContext(request.headers);
  const found = await suggest(ctx, searchParams.get('q') ?? '', isLocale(named) ? named : DEFAULT_LOCALE);
  return found.ok ? Response.json(found.value, { headers: PRIVATE }) : refused(found.error);
}

const PRIVATE = { 'cache-control': 'no-store' };

const STATUSES: Partial<Record<ErrorCode, number>> = { invalid: 400, 'signed-out': 401 };

function refused({ code }: Failure): Response {
  return Response.json({ error: { code } }, { status: STATUSES[code] ?? 403, headers: PRIVATE });
}
