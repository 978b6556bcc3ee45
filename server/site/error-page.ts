// The page for requests that are refused or fail outside React. It needs nothing that can be down.

import type { ErrorCode } from '../../domain/errors.ts';
import { type Html, html } from '../../domain/html.ts';
import type { Locale } from '../../domain/locale.ts';

export type ErrorStatus = 400 | 403 | 404 | 405 | 413 | 415 | 429 | 500 | 503;

/** The whole page as markup. */
export function errorPage(locale: Locale, status: ErrorStatus, code: ErrorCode): Html {
  return html`<!doctype html><html lang="${locale}"><head><title>${status}</title></head><body><main>${code}</main></body></html>`;
}
