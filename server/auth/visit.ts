// What every sign-in route begins and ends with: the request read into a visit, and answers that lead on.

import { isLocale, type Locale } from '../../domain/locale.ts';
import { safeReturnPath } from '../../domain/people/sign-in.ts';
import { type RequestContext, requestContext } from '../request.ts';
import { readSettings } from '../settings/queries.ts';
import { serveNotFound } from '../site/routes.ts';
import { PENDING_COOKIE, readCookie } from './cookies.ts';
import type { OpenedLink } from './links.ts';

export type Visit = { ctx: RequestContext; locale: Locale; request: Request; query: URLSearchParams };

type Params = { params: Promise<{ locale: string }> };
export type RouteHandler = (request: Request, params: Params) => Promise<Response>;

/** A route handler under `/[locale]`; 404 for a language that the instance does not offer. */
export function signInRoute(serve: (visit: Visit) => Promise<Response>): RouteHandler {
  return async (request, { params }) => {
    const { locale } = await params;
    const ctx = await requestContext(request.headers);
    const { locales } = await readSettings(ctx);
    if (!isLocale(locale) || !locales.includes(locale)) return serveNotFound(request);
    return serve({ ctx, locale, request, query: new URL(request.url).searchParams });
  };
}

/** The fields of a posted form; whatever is no urlencoded form has none. */
export async function readForm(request: Request): Promise<URLSearchParams> {
  return new URLSearchParams(await request.text());
}

/** Leads on with GET. `path` is one of this site's; `cookies` are Set-Cookie values. */
export function leadTo(path: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location: path, 'cache-control': 'no-store' });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}

/** Where the person wanted to go, null for the workspace or anywhere unsafe. */
export function wantedPath(fields: URLSearchParams, locale: Locale): string | null {
  const path = safeReturnPath(fields.get('to'), locale);
  return path === safeReturnPath(null, locale) ? null : path;
}

/** The link that a confirmation's query or form speaks of. */
export function openedLink(fields: URLSearchParams, { ctx, request }: Visit): OpenedLink {
  return {
    email: fields.get('email'),
    token: fields.get('token'),
    isBinding: fields.has('bind'),
    pendingToken: pendingToken(ctx, request),
  };
}

/** The token of the identity that waits in this browser, null when there is none. */
export function pendingToken(ctx: RequestContext, request: Request): string | null {
  return readCookie(request.headers.get('cookie'), PENDING_COOKIE(ctx.app.config)) || null;
}
