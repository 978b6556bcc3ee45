// Signing in with an OpenID Connect issuer: off to it, back from it, and the page where an identity without an
// address waits until its holder has proved one.

import { isLocale, type Locale, negotiateLocale } from '../../domain/locale.ts';
import { safeReturnPath } from '../../domain/people/sign-in.ts';
import { type RequestContext, requestContext } from '../request.ts';
import { readSettings } from '../settings/queries.ts';
import { serveNotFound } from '../site/routes.ts';
import { problemPath } from './admit.ts';
import {
  beginFlow,
  clearCheckCookies,
  isNotActive,
  leaveForIssuer,
  type Passage,
  returnAddress,
  returnFromIssuer,
} from './auth.ts';
import { signOut } from './commands.ts';
import { countTry, senderKey } from './limits.ts';
import { readAddress, sendLinkFor, tooMany } from './link-routes.ts';
import { linkEmailPage, otherBrowserPage, PROBLEMS, problemPage } from './pages.ts';
import { findPendingIdentity } from './queries.ts';
import { leadTo, pendingToken, readForm, type Visit } from './visit.ts';

/** POST /sign-in/oidc. */
export async function leave(visit: Visit): Promise<Response> {
  const { ctx, locale, request } = visit;
  if (!ctx.app.config.oidc) return serveNotFound(request);
  const counted = await countTry(ctx, 'confirm-sender', senderKey(request.headers));
  if (!counted.ok) return tooMany(visit, counted.error);
  const to = safeReturnPath((await readForm(request)).get('to'), locale);
  const issuer = await leaveForIssuer(ctx, to);
  return issuer ? leadTo(issuer.url, issuer.cookies) : leadTo(problemPath(locale, 'identity-provider'));
}

/** GET /api/auth/callback/oidc: where the issuer sends the browser back to. */
export async function comeBack(request: Request): Promise<Response> {
  const ctx = await requestContext(request.headers);
  const { config } = ctx.app;
  if (!config.oidc) return serveNotFound(request);
  const address = returnAddress(config, request.headers.get('cookie'));
  const locale = await returnLocale(ctx, request, address);
  const counted = await countTry(ctx, 'confirm-sender', senderKey(request.headers));
  if (!counted.ok) return tooMany({ ctx, locale }, counted.error);
  const passage = await walkBack(ctx, request, locale);
  if (passage.path === null) await signOut(ctx);
  const path = passage.path ?? safeReturnPath(address, locale);
  return leadTo(path, [...passage.cookies, ...clearCheckCookies(config)]);
}

async function walkBack(ctx: RequestContext, request: Request, locale: Locale): Promise<Passage> {
  const { headers, url } = request;
  const flow = beginFlow(ctx, ctx.db, { locale, entrance: 'identity', userAgent: headers.get('user-agent') });
  try {
    const passage = await returnFromIssuer(flow, new URL(url).searchParams, headers.get('cookie'));
    return passage ?? { path: problemPath(locale, 'identity-provider'), cookies: [] };
  } catch (error) {
    if (isNotActive(error)) return { path: problemPath(locale, 'suspended'), cookies: [] };
    throw error;
  }
}

/** The issuer knows no language of ours: the page where the person set out does. */
async function returnLocale(ctx: RequestContext, request: Request, address: string | null): Promise<Locale> {
  const { locales } = await readSettings(ctx);
  const language = address?.split(/[/?]/)[1];
  if (isLocale(language) && locales.includes(language)) return language;
  return negotiateLocale(request.headers.get('accept-language'), locales);
}

/** GET /sign-in/link-email. */
export async function showLinkEmail({ ctx, locale, request }: Visit): Promise<Response> {
  const pending = await findPendingIdentity(ctx, ctx.db, pendingToken(ctx, request));
  return pending ? linkEmailPage(ctx, locale, pending, { to: null }) : otherBrowserPage(ctx, locale);
}

/** POST /sign-in/link-email. */
export async function askForBindingLink(visit: Visit): Promise<Response> {
  const { ctx, locale, request } = visit;
  const token = pendingToken(ctx, request);
  const pending = await findPendingIdentity(ctx, ctx.db, token);
  if (!pending) return otherBrowserPage(ctx, locale);
  const typed = readAddress(visit, await readForm(request));
  if (!typed.ok) return linkEmailPage(ctx, locale, pending, { ...typed.error, to: null });
  return sendLinkFor(visit, { email: typed.value, to: null, pendingToken: token });
}

/** GET /sign-in/problem. */
export async function showProblem({ ctx, locale, query, request }: Visit): Promise<Response> {
  const problem = PROBLEMS.find((code) => code === query.get('code'));
  return problem ? problemPage(ctx, locale, problem) : serveNotFound(request);
}
