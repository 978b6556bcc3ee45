// The headers of a request as what stands behind the listener may see them: ours and Next's internal ones come
// from us or not at all.

import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { CLIENT_ADDRESS, NONCE, REQUEST_ID, REQUEST_PATH, UNKNOWN_PROXY } from './internal-headers.ts';
import { isOurOrigin } from './origin.ts';
import { decode } from './path.ts';
import { reactPolicy } from './security-headers.ts';
import type { Door, Visit } from './visit.ts';

/** Names that only a proxy or a framework in front would send, or with which Next talks to itself. */
const INTERNAL =
  /^(x-kaasa-|x-middleware-|x-invoke-|x-nextjs-|x-next-|x-vercel-|x-prerender-|x-forwarded-|x-real-|x-client-|x-original-|x-rewrite-|content-security-policy)/;
const INTERNAL_NAMES = new Set([
  'forwarded',
  'next-resume',
  'x-matched-path',
  'x-now-route-matches',
  'x-action-forwarded',
  'x-action-revalidated',
  'x-invocation-id',
  'x-http-method',
  'x-http-method-override',
  'x-method-override',
  'x-request-id',
]);
/** By these a proxy says that it speaks for somebody else. */
const FORWARDERS = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];
/** Next's development client numbers its requests with these. */
const DEVELOPMENT_NAMES = new Set(['x-nextjs-request-id', 'x-nextjs-html-request-id']);
/** What Next's router in the browser sends; they change the form of the answer, never what may be seen. */
const ROUTER_NAMES = [
  'rsc',
  'next-router-state-tree',
  'next-router-prefetch',
  'next-router-segment-prefetch',
  'next-url',
];

/** Changes the headers of `req` in place. Next takes the nonce from the policy in the request. */
export function prepareHeaders(door: Door, visit: Visit, req: IncomingMessage): void {
  const { headers } = req;
  const { config } = door.app;
  const isPassedOn = !visit.peer.isProxied && FORWARDERS.some((name) => headers[name] !== undefined);
  stripInternalHeaders(headers, config.production);
  if (isPassedOn) headers[UNKNOWN_PROXY] = '1';
  dropUnreadableRouterState(headers);
  strengthenTags(headers);
  headers[REQUEST_ID] = visit.id;
  headers[CLIENT_ADDRESS] = visit.peer.address;
  headers[REQUEST_PATH] = req.url;
  headers[NONCE] = visit.nonce;
  headers['content-security-policy'] = reactPolicy(config, visit.nonce);
  headers['x-forwarded-proto'] = visit.peer.scheme;
  // Next compares Origin with this host once more, and a proxy may have changed Host
  const isOurs = isOurOrigin(headers, [door.publicOrigin, visit.origin]);
  headers['x-forwarded-host'] = isOurs ? new URL(headers.origin ?? '').host : headers.host;
}

/** Removes what a client has no business sending. */
function stripInternalHeaders(headers: IncomingHttpHeaders, production: boolean): void {
  for (const name of Object.keys(headers)) {
    const isAllowed = !production && DEVELOPMENT_NAMES.has(name);
    if (!isAllowed && (INTERNAL.test(name) || INTERNAL_NAMES.has(name))) delete headers[name];
  }
}

/** Next answers 500 to a router state that it cannot read; without these headers it answers with the plain page. */
function dropUnreadableRouterState(headers: IncomingHttpHeaders): void {
  const state = headers['next-router-state-tree'];
  if (state === undefined || isRouterState(String(state))) return;
  for (const name of ROUTER_NAMES) delete headers[name];
}

/** If-None-Match compares weakly (RFC 9110 §13.1.2), and compression made our strong tags weak on their way out. */
function strengthenTags(headers: IncomingHttpHeaders): void {
  const tags = headers['if-none-match'];
  if (tags !== undefined) headers['if-none-match'] = tags.replace(/(^|,\s*)W\//g, '$1');
}

function isRouterState(header: string): boolean {
  const text = header.length > 40_000 ? null : decode(header);
  try {
    return text !== null && isTree(JSON.parse(text), 0);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** The shape that Next 16 checks: `[segment, {slot: tree}, refetched url?, marker?, depth?, id?]`. */
function isTree(value: unknown, depth: number): boolean {
  if (!Array.isArray(value) || value.length < 2 || value.length > 6 || depth > 100) return false;
  const [segment, slots, url, marker, hint, id] = value as unknown[];
  return (
    isSegment(segment) &&
    isRecord(slots) &&
    Object.values(slots).every((slot) => isTree(slot, depth + 1)) &&
    (isAbsent(url) || isStrings(url, 2)) &&
    (isAbsent(marker) || ['refetch', 'inside-shared-layout', 'metadata-only'].includes(marker as string)) &&
    (isAbsent(hint) || typeof hint === 'number') &&
    (id === undefined || typeof id === 'string')
  );
}

function isSegment(value: unknown): boolean {
  if (typeof value === 'string') return true;
  if (!Array.isArray(value) || value.length !== 4) return false;
  const [name, key, kind, siblings] = value as unknown[];
  const isKind = typeof kind === 'string' && /^(c|oc|d|[cd]i(\(\.{1,3}\)|\(\.\.\)\(\.\.\)))$/.test(kind);
  return isStrings([name, key], 2) && isKind && (siblings === null || isStrings(siblings));
}

function isStrings(value: unknown, length?: number): boolean {
  if (!Array.isArray(value) || (length !== undefined && value.length !== length)) return false;
  return value.every((item) => typeof item === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAbsent(value: unknown): boolean {
  return value === null || value === undefined;
}
