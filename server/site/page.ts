// The frame of every public page: static markup, no React, one small style sheet.

import { type Html, html } from '../../domain/html.ts';
import type { Locale } from '../../domain/locale.ts';
import type { Context } from '../context.ts';

export type PublicPage = {
  locale: Locale;
  /** The page's address after the language, such as `sign-in`; '' is the front page. */
  path: string;
  title: string;
  body: Html;
  /** HTTP status, 200 when absent. */
  status?: number;
  /** Personal or secret pages: never cached, never indexed. */
  isPrivate?: boolean;
  /** More response headers, such as Set-Cookie. */
  headers?: [string, string][];
};

/** The whole page as a response. */
export async function publicPage(_ctx: Context, page: PublicPage): Promise<Response> {
  const markup = html`<!doctype html><html lang="${page.locale}"><head><title>${page.title}</title></head><body><main>${page.body}</main></body></html>`;
  return new Response(markup.markup, {
    status: page.status ?? 200,
    headers: [['content-type', 'text/html; charset=utf-8'], ...(page.headers ?? [])],
  });
}
