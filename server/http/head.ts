// The last word on every answer, whoever writes it: what it tells the browser about safety and caching, and which of
// Next's own pages nobody gets to see.

import type { IncomingMessage } from 'node:http';
import { sessionToken } from '../auth/session.ts';
import type { Config } from '../config.ts';
import { heldSettings } from '../settings/queries.ts';
import { BODY_ENCODING, SAVED_FILE, STATIC_PAGE } from './internal-headers.ts';
import { refusalBody } from './refusal.ts';
import type { DoorResponse } from './response.ts';
import { FILE_POLICY, reactPolicy } from './security-headers.ts';
import type { Door, Visit } from './visit.ts';

const FOR_EVER = 'public, max-age=31536000, immutable';

/** Called once, before the head of `visit`'s answer is written. */
export function finishHead(door: Door, visit: Visit): void {
  const { req, res, id } = visit;
  if (door.app.config.production && isNextsOwn(res)) replaceByOurs(door, visit);
  const policy = policyOf(door, visit);
  const length = res.getHeader(SAVED_FILE);
  if (length) res.setHeader('content-length', length);
  for (const name of [STATIC_PAGE, SAVED_FILE]) res.removeHeader(name);
  const encoding = res.getHeader(BODY_ENCODING);
  if (encoding !== undefined) res.setHeader('content-encoding', encoding).removeHeader(BODY_ENCODING);
  for (const [name, value] of door.headers) res.setHeader(name, value);
  res.setHeader('content-security-policy', policy);
  res.setHeader('x-request-id', id);
  if (req.url?.startsWith('/fonts/') && res.statusCode < 400) res.setHeader('cache-control', FOR_EVER);
  if (!res.hasHeader('cache-control')) res.setHeader('cache-control', 'no-store');
}

function policyOf(door: Door, { res, nonce }: Visit): string {
  if (res.hasHeader(SAVED_FILE)) return FILE_POLICY;
  const isReact = isHtml(res) && !res.hasHeader(STATIC_PAGE);
  return isReact ? reactPolicy(door.app.config, nonce) : door.staticPolicy;
}

function isHtml(res: DoorResponse): boolean {
  return String(res.getHeader('content-type') ?? '').startsWith('text/html');
}

/** What Next answers with nothing, or with what nobody can read without its scripts. */
const CODES = {
  400: 'invalid',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  500: 'server-error',
} as const;

/**
 * Next answers addresses without a route by a page that it built beforehand, whose inline scripts can have no
 * nonce; what is refused, not found or broken by a page that stays empty without its scripts; wrong methods by
 * nothing at all.
 */
function isNextsOwn(res: DoorResponse): boolean {
  if (res.hasHeader(STATIC_PAGE) || !(res.statusCode in CODES)) return false;
  if (!res.hasHeader('content-type')) return true;
  return isHtml(res) && [403, 404, 500].includes(res.statusCode);
}

function replaceByOurs({ app }: Door, { req, res, locale }: Visit): void {
  const status = res.statusCode as keyof typeof CODES;
  const surroundings = { settings: heldSettings(app), isSignedIn: hasSession(req, app.config) };
  const { type, text } = refusalBody(req, locale, { status, code: CODES[status] }, surroundings);
  for (const name of res.getHeaderNames()) {
    if (/^(x-nextjs-|etag$|link$|content-length$|set-cookie$|cache-control$)/i.test(name)) res.removeHeader(name);
  }
  res.setHeader('content-type', type).setHeader(STATIC_PAGE, '1');
  res.sendInstead(text);
}

/** Whether it still lives does not matter here: the way back to the workspace then leads past the sign-in page. */
function hasSession(req: IncomingMessage, config: Config): boolean {
  return sessionToken(req.headers.cookie ?? null, config) !== null;
}
