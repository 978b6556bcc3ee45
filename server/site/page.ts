// A public page: static markup, no React, one small style sheet, no cookie of its own.

import type { Html } from '../../domain/html.ts';
import type { Locale } from '../../domain/locale.ts';
import type { Context } from '../context.ts';
import { STATIC_PAGE } from '../http/internal-headers.ts';
import type { Settings } from '../settings/defaults.ts';
import { readSettings } from '../settings/queries.ts';
import { frame } from './frame.ts';

export type PublicPage = {
  locale: Locale;
  /** The page's address after the language, such as `sign-in`; '' is the front page. */
  path: string;
  title: string;
  body: Html;
  /** One sentence for search engines. */
  description?: string;
  /** HTTP status, 200 when absent. */
  status?: number;
  /** Personal or secret pages: never cached, never indexed. */
  isPrivate?: boolean;
  /** More response headers, such as Set-Cookie. */
  headers?: [string, string][];
};

/** Asked for anew each time, so that unpublishing is immediate; a browser that has the page gets 304. */
export const PUBLIC_CACHING = 'public, max-age=0, must-revalidate';

/** The whole page as a response. */
export async function publicPage(ctx: Context, page: PublicPage): Promise<Response> {
  const markup = renderPage(ctx, page, await readSettings(ctx));
  const headers = new Headers({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': isKeepable(page) ? PUBLIC_CACHING : 'no-store',
    [STATIC_PAGE]: '1',
  });
  for (const [name, value] of page.headers ?? []) headers.append(name, value);
  return new Response(markup, { status: page.status ?? 200, headers });
}

/** The page as text. One that may be cached is the same for everybody: it never shows that its reader is signed in. */
export function renderPage(ctx: Context, page: PublicPage, settings: Settings): string {
  return frame({
    locale: page.locale,
    path: page.path,
    title: page.title,
    description: page.description,
    body: page.body,
    settings,
    indexedAt: isKeepable(page) ? ctx.app.config.publicUrl : null,
    isSignedIn: page.isPrivate === true && ctx.viewer.kind === 'person',
  }).markup;
}

function isKeepable(page: PublicPage): boolean {
  return !page.isPrivate && (page.status ?? 200) === 200;
}
