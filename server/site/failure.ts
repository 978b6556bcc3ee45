// What a public page answers when it cannot be made: the reason goes to the log, the reader gets a whole page.

import { isLocale, negotiateLocale } from '../../domain/locale.ts';
import type { Runtime } from '../runtime.ts';
import { errorResponse } from './error-page.ts';

/** How PostgreSQL and its driver say that nobody is there: connection lost, shutting down, too many clients. */
const UNREACHABLE = /^(08|57P0|53300)|^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|CONNECT)/;
const RETRY_SECONDS = '30';

/** 503 while the database is away, 500 for a bug; neither needs the database. */
export function failed(request: Request, app: Runtime, error: unknown): Response {
  const isAway = isUnreachable(error);
  app.log.error({ err: error }, isAway ? 'a public page found no database' : 'a public page failed');
  const wanted = new URL(request.url).pathname.split('/')[1];
  const locale = isLocale(wanted) ? wanted : negotiateLocale(request.headers.get('accept-language'));
  const response = errorResponse(locale, isAway ? 503 : 500, 'server-error');
  if (isAway) response.headers.set('retry-after', RETRY_SECONDS);
  return response;
}

/** Looks through the causes: drizzle wraps what the driver threw. */
function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return UNREACHABLE.test(String((error as { code?: unknown }).code)) || isUnreachable(error.cause);
}
