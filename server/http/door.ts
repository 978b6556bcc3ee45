// The front door: everything that a request passes before a page or route handler sees it, in one place and in
// one order (docs/spec/http.md). What stands behind may rely on it, and cannot be reached past it.

import type { IncomingMessage } from 'node:http';
import { negotiateLocale } from '../../domain/locale.ts';
import { ANONYMOUS } from '../../domain/people/viewer.ts';
import { readSession, sessionToken } from '../auth/session.ts';
import { createContext } from '../context.ts';
import type { Runtime } from '../runtime.ts';
import { readSettings } from '../settings/queries.ts';
import { bodyLimit, hasBody, readBody, replay, takesFile, type Unread } from './body.ts';
import { check } from './checks.ts';
import { isOffered } from './entrance.ts';
import { isReadable } from './form-body.ts';
import { finishHead } from './head.ts';
import { answerHealth, HEALTH_PATH } from './health.ts';
import { PACE, type Pace } from './pace.ts';
import { judgePath } from './path.ts';
import { type Refusal, refuse } from './refusal.ts';
import { prepareHeaders } from './request-headers.ts';
import { logRequest } from './request-log.ts';
import type { DoorResponse } from './response.ts';
import { spoolBody } from './spooled-body.ts';
import { beginVisit, type Door, type DoorOptions, isRead, prepareDoor, type Visit } from './visit.ts';

const NOT_FOUND: Refusal = { status: 404, code: 'not-found' };

/** A listener for requests; it never throws and always answers. */
export function createDoor(app: Runtime, options: DoorOptions): (req: IncomingMessage, res: DoorResponse) => void {
  const door = prepareDoor(app, options);
  return (req, res) => {
    const visit = beginVisit(door, req, res);
    res.onHead = () => finishHead(door, visit);
    for (const stream of [req, res]) stream.on('error', (err) => visit.log.debug({ err }, 'the client broke off'));
    pass(door, visit).catch((err: unknown) => {
      visit.log.error({ err }, 'a request failed');
      refuse(res, visit.locale, { status: 500, code: 'server-error', closes: true });
    });
  };
}

async function pass(door: Door, visit: Visit): Promise<void> {
  const { req, res, locale } = visit;
  const judged = judgePath(req.url ?? '');
  const path = judged.state === 'plain' ? judged.path : null;
  logRequest(visit.log, res, path ?? req.url?.split('?')[0] ?? '');
  const refusal = await check(door, visit, path);
  if (refusal) return refuse(res, locale, refusal);
  switch (judged.state) {
    case 'refused':
      return refuse(res, locale, { ...badPath(judged.status), closes: hasBody(req) });
    case 'elsewhere':
      return redirect(res, 308, judged.location);
    case 'plain':
      return enter(door, visit, judged.path);
  }
}

async function enter(door: Door, visit: Visit, path: string): Promise<void> {
  const { req, res, locale } = visit;
  if (path === '/') return redirectToFront(door, visit);
  if (path === HEALTH_PATH && isRead(req)) return answerHealth(door.app, res);
  if (!isOffered(path, door.options.segments, door.app.config.production)) {
    return refuse(res, locale, { ...NOT_FOUND, closes: hasBody(req) });
  }
  if (isRead(req)) return handOver(door, visit, req);
  if (takesFile(path)) return takeFile(door, visit, path);
  const body = await readBody(req, bodyLimit(path), paceOf(door));
  if (body.state !== 'whole') return refuseUnread(visit, body);
  if (!(await isReadable(req.headers, body.bytes))) return refuse(res, locale, { status: 400, code: 'invalid' });
  return handOver(door, visit, replay(req, body.bytes));
}

/** The body is one file and nothing else: no form, no action's arguments. */
async function takeFile(door: Door, visit: Visit, path: string): Promise<void> {
  const { req, res, locale } = visit;
  const { 'content-type': type, 'next-action': isAction } = req.headers;
  if (type !== 'application/octet-stream' || isAction !== undefined) {
    return refuse(res, locale, { status: 415, code: 'unsupported-media-type', closes: true });
  }
  // before any of it comes: places on the disk are few, and held for as long as a slow line needs
  const token = sessionToken(req.headers.cookie ?? null, door.app.config);
  if ((await readSession(door.app, token)) === null) return refuse(res, locale, SIGNED_OUT);
  const body = await spoolBody(req, door.app.config.dataDir, bodyLimit(path), paceOf(door));
  switch (body.state) {
    case 'spooled':
      res.once('close', () => void body.close());
      return handOver(door, visit, body.request);
    case 'full':
      return refuse(res, locale, { ...TOO_MANY_FILES, closes: true });
    default:
      return refuseUnread(visit, body, { lingerMs: FILE_LINGER_MS });
  }
}

/** A browser that sends a file reads the answer when all is sent, so the rest is swallowed for as long as files take. */
const FILE_LINGER_MS = 60_000;
const SIGNED_OUT: Refusal = { status: 401, code: 'signed-out', closes: true, lingerMs: FILE_LINGER_MS };
const TOO_MANY_FILES: Refusal = { status: 429, code: 'too-many-requests', headers: { 'retry-after': '10' } };

function refuseUnread({ res, locale }: Visit, { state }: Unread, patience: Pick<Refusal, 'lingerMs'> = {}): void {
  if (state === 'gone') res.destroy();
  else if (state === 'too-slow') refuse(res, locale, { status: 408, code: 'invalid', closes: true });
  else refuse(res, locale, { status: 413, code: 'body-too-large', closes: true, ...patience });
}

function paceOf({ options }: Door): Pace {
  return { ...PACE, ...options.pace };
}

function handOver(door: Door, visit: Visit, req: IncomingMessage): Promise<void> {
  prepareHeaders(door, visit, req);
  return door.options.inside(req, visit.res);
}

async function redirectToFront({ app }: Door, { req, res }: Visit): Promise<void> {
  const { locales } = await readSettings(createContext(app, ANONYMOUS, 'browser'));
  res.setHeader('vary', 'accept-language');
  redirect(res, 307, `/${negotiateLocale(req.headers['accept-language'] ?? null, locales)}`);
}

function redirect(res: DoorResponse, status: 307 | 308, location: string): void {
  res.writeHead(status, { location }).end();
}

function badPath(status: 400 | 404 | 414): Refusal {
  return status === 404 ? NOT_FOUND : { status, code: 'invalid' };
}
