// Whom the door turns away, and with which answer. The checks look at the request alone, never at the session, so
// that a refusal tells nobody whether somebody is signed in.

import { hasBody } from './body.ts';
import { HEALTH_PATH } from './health.ts';
import { isFromOurPages } from './origin.ts';
import type { Refusal } from './refusal.ts';
import { type Door, isRead, type Visit } from './visit.ts';

const METHODS = ['GET', 'HEAD', 'POST'];

/** The first check that fails, null when none does. `path`: null when it is not in its plain spelling. */
export async function check(door: Door, visit: Visit, path: string | null): Promise<Refusal | null> {
  const refusal = checkMethod(visit) ?? (await checkFlood(door, visit, path)) ?? checkOrigin(door, visit);
  return refusal && { closes: hasBody(visit.req), ...refusal };
}

function checkMethod({ req }: Visit): Refusal | null {
  if (!METHODS.includes(req.method ?? '')) {
    return { status: 405, code: 'method-not-allowed', headers: { allow: METHODS.join(', ') } };
  }
  // nothing behind reads it, and an unread body could be taken for the next request
  return isRead(req) && hasBody(req) ? { status: 400, code: 'invalid' } : null;
}

async function checkFlood(door: Door, { req, peer }: Visit, path: string | null): Promise<Refusal | null> {
  if (path !== null && isCheap(path)) return null;
  const seconds = await door.flood(peer.address, !isRead(req));
  if (seconds === null) return null;
  return { status: 429, code: 'too-many-requests', headers: { 'retry-after': String(seconds) } };
}

/** Each page asks for dozens of these, and a monitor must never be turned away. */
function isCheap(path: string): boolean {
  return path === HEALTH_PATH || path.startsWith('/_next/static/') || path.startsWith('/fonts/');
}

function checkOrigin(door: Door, { req, origin }: Visit): Refusal | null {
  if (origin === null) return { status: 400, code: 'invalid' };
  if (isRead(req) || isFromOurPages(req.headers, [door.publicOrigin, origin])) return null;
  return { status: 403, code: 'foreign-origin' };
}
