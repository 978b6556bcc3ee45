// How the listener itself answers: a designed page for people, JSON for programs, with the same code in both.

import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { ErrorCode } from '../../domain/errors.ts';
import type { Locale } from '../../domain/locale.ts';
import type { Settings } from '../settings/defaults.ts';
import { type ErrorStatus, errorPage } from '../site/error-page.ts';
import { translator } from '../translate.ts';
import { STATIC_PAGE } from './internal-headers.ts';
import type { DoorResponse } from './response.ts';

/** Why a request goes no further. `closes`: the rest of it is not worth reading, so the connection ends. */
export type Refusal = {
  status: ErrorStatus | 401 | 408 | 414 | 431;
  code: ErrorCode;
  headers?: Record<string, string>;
  closes?: boolean;
  /** How long the unread rest of a body is swallowed, so that the sender gets to read the answer; 2,000 when absent. */
  lingerMs?: number;
};

/** What the page around a refusal may show: whose site it is, and the way back into the workspace. */
type Surroundings = { settings?: Settings | undefined; isSignedIn?: boolean };

const LINGER_MS = 2000;

/** Writes the answer; nothing of it varies by session. */
export function refuse(res: DoorResponse, locale: Locale, refusal: Refusal): void {
  if (res.headersSent) return void res.destroy();
  const { type, text } = refusalBody(res.req, locale, refusal);
  res.statusCode = refusal.status;
  res.setHeader('content-type', type).setHeader(STATIC_PAGE, '1').setHeader('cache-control', 'no-store');
  for (const [name, value] of Object.entries(refusal.headers ?? {})) res.setHeader(name, value);
  if (refusal.closes) lingering(res, text, refusal.lingerMs ?? LINGER_MS);
  else res.end(text);
}

/** The page or the JSON that tells the reader of `req` why it was refused. */
export function refusalBody(
  req: IncomingMessage,
  locale: Locale,
  refusal: Refusal,
  surroundings: Surroundings = {},
): { type: string; text: string } {
  if (wantsPage(req.url ?? '/', req.headers))
    return { type: 'text/html; charset=utf-8', text: pageOf(locale, refusal, surroundings) };
  const message = translator(locale, 'errors')(refusal.code);
  return { type: 'application/json', text: JSON.stringify({ error: { code: refusal.code, message } }) };
}

function pageOf(locale: Locale, { status, code }: Refusal, { settings, isSignedIn }: Surroundings): string {
  const known = status === 401 || status === 408 || status === 414 || status === 431 ? 400 : status;
  return errorPage(locale, known, code, settings, isSignedIn).markup;
}

function wantsPage(url: string, headers: IncomingHttpHeaders): boolean {
  if (url.startsWith('/api/') || headers.rsc !== undefined || headers['next-action'] !== undefined) return false;
  return /text\/html|\*\/\*/.test(headers.accept ?? '*/*');
}

/** Closing while the other side still sends would reset the connection and lose the answer with it. */
function lingering(res: DoorResponse, body: string, lingerMs: number): void {
  res.setHeader('connection', 'close').setHeader('content-length', Buffer.byteLength(body));
  // a compressed answer would be whole only at its end
  res.setHeader('cache-control', 'no-store, no-transform');
  if (res.req.method === 'HEAD') res.flushHeaders();
  else res.write(body);
  if (res.req.readableEnded) return void res.end();
  const end = () => {
    clearTimeout(timer);
    res.end();
  };
  const timer = setTimeout(end, lingerMs);
  res.req.once('end', end).once('close', end).resume();
}
