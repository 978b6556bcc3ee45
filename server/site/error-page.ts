// The page for requests that are refused or fail outside React. It needs neither the database nor a session.

import type { ErrorCode } from '../../domain/errors.ts';
import { type Html, html } from '../../domain/html.ts';
import type { Locale } from '../../domain/locale.ts';
import { BARE_SETTINGS, type Settings } from '../settings/defaults.ts';
import { translator } from '../translate.ts';
import { frame } from './frame.ts';

export type ErrorStatus = 400 | 403 | 404 | 405 | 413 | 415 | 429 | 500 | 503;

/** The whole page: what happened, what to do, and the code. Without `settings` it carries the product's own name. */
export function errorPage(
  locale: Locale,
  status: ErrorStatus,
  code: ErrorCode,
  settings: Settings = BARE_SETTINGS,
): Html {
  const t = translator(locale, 'site');
  const title = t(`failures.${status}.title`);
  const body = html`<article class="failure stack">
<h1>${title}</h1>
<p class="lede">${t(`failures.${status}.advice`)}</p>
<p><a class="button button-primary" href="/${locale}">${t('failures.home')}</a></p>
<p class="failure-code">${t('failures.code', { code })}</p>
</article>`;
  return frame({ locale, path: '', title, body, settings, indexedAt: null, isSignedIn: false });
}

/** The same as a response, never cached. */
export function errorResponse(locale: Locale, status: ErrorStatus, code: ErrorCode, settings?: Settings): Response {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
  return new Response(errorPage(locale, status, code, settings).markup, { status, headers });
}
