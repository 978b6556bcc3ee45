// Everything we ask of Auth.js: making and taking the tokens of mailed links, and the walk to an OpenID Connect
// issuer and back with PKCE, state and nonce. Its own pages, routes and CSRF tokens are not used: our routes
// build the requests, so it sees neither the client's Host header nor anything else it was sent.

import { Auth, type AuthConfig, customFetch, raw, skipCSRFCheck } from '@auth/core';
import { AdapterError, AuthError } from '@auth/core/errors';
import type { Provider } from '@auth/core/providers';
import type { ResponseInternal } from '@auth/core/types';
import type { Db } from '../../db/database.ts';
import { DEFAULT_LOCALE } from '../../domain/locale.ts';
import { LINK_MINUTES, SESSION_DAYS } from '../../domain/people/sign-in.ts';
import type { Config } from '../config.ts';
import type { Context } from '../context.ts';
import { createAdapter } from './adapter.ts';
import { admitAddress, admitIdentity, type Flow } from './admit.ts';
import { idTokenClaims, readClaims } from './claims.ts';
import {
  clearCookie,
  cookieName,
  isSecureSite,
  readCookie,
  SESSION_COOKIE,
  sessionCookie,
  setCookie,
} from './cookies.ts';
import type { PendingIdentity } from './queries.ts';
import { hashToken, newToken, PersonNotActive } from './session.ts';

const BASE_PATH = '/api/auth';
const CHECK_COOKIES = ['pkce', 'state', 'nonce', 'return'];
const CHECK_SECONDS = 15 * 60;
const ISSUER_TIMEOUT_MS = 8000;

/** `path`: where to go instead of in; null when the person is in. `cookies`: Set-Cookie values. */
export type Passage = { path: string | null; cookies: string[] };

/** A passage as it begins. */
export function beginFlow(ctx: Context, db: Db, rest: Partial<Flow> = {}): Flow {
  const defaults = { locale: DEFAULT_LOCALE, entrance: 'link', userAgent: null, pending: null } as const;
  return { ctx, db, claims: null, detour: null, cookies: [], ...defaults, ...rest };
}

/** A new token for the link that proves `email`, kept in the caller's transaction. */
export async function mintToken(
  ctx: Context,
  tx: Db,
  { email, pending = null }: { email: string; pending?: PendingIdentity | null },
): Promise<string> {
  let minted = '';
  const provider = emailProvider(ctx, pending, (token) => {
    minted = token;
  });
  const body = new URLSearchParams({ email });
  await callAuth(beginFlow(ctx, tx), provider, authRequest(ctx, '/signin/email', { method: 'POST', body }));
  if (minted === '') throw new Error('Auth.js made no token');
  return minted;
}

/**
 * Uses up a link's token in `flow.db` and lets its person in.
 * @throws {AuthError} of type `Verification` when there is no such token or it has expired.
 */
export async function takeLink(flow: Flow, link: { email: string; token: string }): Promise<Passage> {
  const query = new URLSearchParams(link);
  const response = await callAuth(
    flow,
    emailProvider(flow.ctx, flow.pending),
    authRequest(flow.ctx, `/callback/email?${query}`),
  );
  return passage(flow, response);
}

/** As the table keeps it, the token of a link to be looked up without using it. */
export function linkTokenHash(config: Config, token: string, pending: PendingIdentity | null): string {
  return hashToken(`${token}${linkSecret(config, pending)}`);
}

/** The issuer's address to send the browser to; null when the issuer does not answer. `to`: a safe path. */
export async function leaveForIssuer(ctx: Context, to: string): Promise<{ url: string; cookies: string[] } | null> {
  const flow = beginFlow(ctx, ctx.db);
  const body = new URLSearchParams({ callbackUrl: to });
  const response = await callAuth(flow, oidcProvider(flow), authRequest(ctx, '/signin/oidc', { method: 'POST', body }));
  if (!response.redirect || (response.cookies ?? []).length < CHECK_COOKIES.length) return null;
  const { config } = ctx.app;
  const cookies = response.cookies?.map((c) => setCookie(config, c.name, encodeURIComponent(c.value), CHECK_SECONDS));
  return { url: response.redirect, cookies: cookies ?? [] };
}

/**
 * Back from the issuer. `query` and `cookieHeader` are the request's; null when the issuer or its answer is not in
 * order: an error, a wrong state or nonce, a code used before.
 */
export async function returnFromIssuer(
  flow: Flow,
  query: URLSearchParams,
  cookieHeader: string | null,
): Promise<Passage | null> {
  const { config } = flow.ctx.app;
  const checks = CHECK_COOKIES.slice(0, 3).map((name) => cookieName(config, name));
  // the session's cookie stays away: an identity alone decides who comes in, not who is in already
  const cookie = checks.map((name) => `${name}=${readCookie(cookieHeader, name) ?? ''}`).join('; ');
  query.delete('callbackUrl');
  const request = authRequest(flow.ctx, `/callback/oidc?${query}`, { headers: { cookie } });
  try {
    const response = await callAuth(flow, oidcProvider(flow), request);
    return flow.claims === null ? null : passage(flow, response);
  } catch (error) {
    // before the claims are there nothing of ours runs but the checks
    if (error instanceof AuthError && flow.claims === null) return null;
    throw error;
  }
}

/** Where the walk to the issuer was to end, as the cookie kept it: an address of this site, not yet checked. */
export function returnAddress(config: Config, cookieHeader: string | null): string | null {
  const address = readCookie(cookieHeader, cookieName(config, 'return')) ?? '';
  const ours = encodeURIComponent(`${config.publicUrl}/`);
  if (!address.startsWith(ours) || !/^([\w.!~*'()-]|%[2-7][0-9A-F])*$/.test(address)) return null;
  return `/${decodeURIComponent(address.slice(ours.length))}`;
}

/** Set-Cookie values that remove what the walk to the issuer left in the browser. */
export function clearCheckCookies(config: Config): string[] {
  return CHECK_COOKIES.map((name) => clearCookie(config, cookieName(config, name)));
}

/** Was the person suspended between the decision and the session? */
export function isNotActive(error: unknown): boolean {
  return error instanceof AdapterError && (error.cause?.err as unknown) instanceof PersonNotActive;
}

function passage(flow: Flow, response: ResponseInternal): Passage {
  const { config } = flow.ctx.app;
  const session = response.cookies?.find((cookie) => cookie.name === SESSION_COOKIE(config));
  if (session) return { path: null, cookies: [...flow.cookies, sessionCookie(config, session.value)] };
  if (flow.detour === null) throw new Error('Auth.js let nobody in and gave no reason');
  return { path: flow.detour, cookies: flow.cookies };
}

function authRequest(ctx: Context, path: string, init: RequestInit = {}): Request {
  return new Request(`${ctx.app.config.publicUrl}${BASE_PATH}${path}`, init);
}

async function callAuth(flow: Flow, provider: Provider, request: Request): Promise<ResponseInternal> {
  return Auth(request, { ...authConfig(flow, provider), raw });
}

function authConfig(flow: Flow, provider: Provider): AuthConfig {
  const { config } = flow.ctx.app;
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecureSite(config) } as const;
  const cookie = (name: string) => ({ name: cookieName(config, name), options });
  return {
    basePath: BASE_PATH,
    secret: config.authSecret,
    trustHost: true,
    // no route of Auth.js is reachable, and the listener refuses foreign origins
    skipCSRFCheck,
    useSecureCookies: isSecureSite(config),
    adapter: createAdapter(flow),
    session: { strategy: 'database', maxAge: SESSION_DAYS * 24 * 3600, generateSessionToken: newToken },
    cookies: {
      sessionToken: cookie('session'),
      callbackUrl: cookie('return'),
      pkceCodeVerifier: cookie('pkce'),
      state: cookie('state'),
      nonce: cookie('nonce'),
    },
    providers: [provider],
    callbacks: {
      signIn: async ({ account, email }) => email?.verificationRequest === true || admit(flow, account),
    },
    logger: logTo(flow.ctx),
  };
}

async function admit(
  flow: Flow,
  account: { type: string; providerAccountId: string } | null | undefined,
): Promise<true | string> {
  if (!account) throw new Error('Auth.js proved nothing');
  flow.detour = flow.claims
    ? await admitIdentity(flow, flow.claims)
    : await admitAddress(flow, account.providerAccountId);
  return flow.detour ?? true;
}

function emailProvider(
  ctx: Context,
  pending: PendingIdentity | null,
  receive: (token: string) => void = () => {},
): Provider {
  return {
    id: 'email',
    type: 'email',
    name: 'E-mail',
    from: ctx.app.config.mailFrom,
    maxAge: LINK_MINUTES * 60,
    // our callers hand over canonical addresses only; Auth.js would take more than one apart
    normalizeIdentifier: (address) => address,
    secret: linkSecret(ctx.app.config, pending),
    sendVerificationRequest: async ({ token }) => receive(token),
  };
}

/** A link for a waiting identity has a secret of its own: it opens nothing without that browser's cookie. */
function linkSecret(config: Config, pending: PendingIdentity | null): string {
  return pending ? `${config.authSecret}:${pending.tokenHash}` : config.authSecret;
}

function oidcProvider(flow: Flow): Provider {
  const { oidc } = flow.ctx.app.config;
  if (!oidc) throw new Error('no issuer is configured');
  return {
    id: 'oidc',
    type: 'oidc',
    name: new URL(oidc.issuer).host,
    issuer: oidc.issuer,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    authorization: { params: { scope: 'openid email profile' } },
    checks: ['pkce', 'state', 'nonce'],
    // asks the UserInfo endpoint, where OpenID Connect Core 5.4 puts address and name
    idToken: false,
    profile: (userInfo, tokens) => {
      flow.claims = readClaims(idTokenClaims(tokens.id_token), userInfo);
      return { id: flow.claims.subject };
    },
    [customFetch]: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(ISSUER_TIMEOUT_MS) }),
  };
}

/** Types and codes only: messages and causes may hold addresses, subjects and parameters of statements. */
function logTo(ctx: Context): AuthConfig['logger'] {
  return {
    error: (error) => {
      ctx.log.warn({ type: 'type' in error ? error.type : error.name, codes: codesOf(error) }, 'sign-in');
    },
    warn: () => {},
    debug: () => {},
  };
}

/** The codes along an error's causes, such as `ECONNREFUSED` or the issuer's `access_denied`. */
function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const { code, error: said, cause, err } = error as Record<string, unknown>;
  const own = [code, said].filter((word) => typeof word === 'string' && /^[A-Za-z_]{1,40}$/.test(word)) as string[];
  return [...own, ...codesOf(cause, depth + 1), ...codesOf(err, depth + 1)];
}
