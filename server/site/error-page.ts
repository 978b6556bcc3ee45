// The page for requests that are refused or fail outside React. It needs neither the database nor a session.

import type { ErrorCode } from '../../domain/errors.ts';
import { type Html, html } from '../../domain/html.ts';
import type { Locale } from '../../domain/locale.ts';
import { STATIC_PAGE } from '../http/internal-headers.ts';
import { BARE_SETTINGS, type Settings } from '../settings/defaults.ts';
import { translator } from '../translate.ts';
import { frame } from './frame.ts';

/** The statuses that have a page, each with the code that says no more than the status itself. */
const PLAIN_CODES = {
  400: 'invalid',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'body-too-large',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  500: 'server-error',
  503: 'server-error',
} as const satisfies Record<number, ErrorCode>;
export type ErrorStatus = keyof typeof PLAIN_CODES;

/** The whole page: what happened, what to do, and the code. Without `settings` it carries the product's own name. */
export function errorPage(
  locale: Locale,
  status: ErrorStatus,
  code: ErrorCode,
  settings: Settings = BARE_SETTINGS,
  isSignedIn = false,
): Html {
  const t = translator(locale, 'site');
  const title = t(`failures.${status}.title`);
  const advice = code === PLAIN_CODES[status] ? t(`failures.${status}.advice`) : translator(locale, 'errors')(code);
  const body = html`<article class="failure stack">
<h1>${title}</h1>
<p class="lede">${advice}</p>
<p><a class="button button-primary" href="/${locale}${isSignedIn && '/work'}">${t(isSignedIn ? 'workspace' : 'failures.home')}</a></p>
<p class="failure-code">${t('failures.code', { code })}</p>
</article>`;
  return frame({ locale, path: '', title, body, settings, indexedAt: null, isSignedIn });
}

/** The same as a response, never cached. */
export function errorResponse(locale: Locale, status: ErrorStatus, code: ErrorCode, settings?: Settings): Response {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    [STATIC_PAGE]: '1',
  };
  return new Response(errorPage(locale, status, code, settings).markup, { status, headers });
}
