// One request on its way through the door, and what the door keeps ready for all of them.

import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { isLocale, type Locale, negotiateLocale } from '../../domain/locale.ts';
import type { Runtime } from '../runtime.ts';
import { type Flood, type FloodLimits, floodGate } from './flood.ts';
import { ownOrigin } from './origin.ts';
import type { Pace } from './pace.ts';
import { type Peer, peerReader } from './proxies.ts';
import type { DoorResponse } from './response.ts';
import { securityHeaders, staticPolicy } from './security-headers.ts';

/** What answers behind the door; `req` has its body in memory. */
export type Inside = (req: IncomingMessage, res: DoorResponse) => Promise<void>;

export type DoorOptions = {
  inside: Inside;
  /** First path segments that lead anywhere (`firstSegments`). */
  segments: ReadonlySet<string>;
  flood?: FloodLimits;
  /** How fast bodies must come, where it is not `PACE`. */
  pace?: Partial<Pace>;
};

export type Door = {
  app: Runtime;
  options: DoorOptions;
  peerOf(req: IncomingMessage): Peer;
  flood: Flood;
  publicOrigin: string;
  /** On every answer. */
  headers: [string, string][];
  /** The policy of every answer but React's pages. */
  staticPolicy: string;
};

export type Visit = {
  req: IncomingMessage;
  res: DoorResponse;
  peer: Peer;
  /** The origin at which the request reached us, null for a Host header that is none. */
  origin: string | null;
  /** In the log, the audit log and the answer's X-Request-Id. */
  id: string;
  nonce: string;
  /** The reader's language: the path's, else the browser's. */
  locale: Locale;
  log: Logger;
};

/** @throws {ConfigError} when TRUSTED_PROXIES is wrong. */
export function prepareDoor(app: Runtime, options: DoorOptions): Door {
  return {
    app,
    options,
    peerOf: peerReader(app.config.trustedProxies),
    flood: floodGate(options.flood),
    publicOrigin: new URL(app.config.publicUrl).origin,
    headers: Object.entries(securityHeaders(app.config)),
    staticPolicy: staticPolicy(app.config),
  };
}

export function beginVisit(door: Door, req: IncomingMessage, res: DoorResponse): Visit {
  const peer = door.peerOf(req);
  const id = requestId(req, peer);
  return {
    req,
    res,
    peer,
    origin: ownOrigin(peer.scheme, req.headers.host),
    id,
    nonce: randomBytes(16).toString('base64'),
    locale: readerLocale(req),
    log: door.app.log.child({ request: id }),
  };
}

/** Does the request only read? */
export function isRead(req: IncomingMessage): boolean {
  return req.method === 'GET' || req.method === 'HEAD';
}

/** Ours, or the one that a trusted proxy has already given. */
function requestId(req: IncomingMessage, peer: Peer): string {
  const given = req.headers['x-request-id'];
  const isGiven = peer.isProxied && typeof given === 'string' && /^[\w.-]{8,64}$/.test(given);
  return isGiven ? given : randomUUID();
}

function readerLocale(req: IncomingMessage): Locale {
  const first = req.url?.split(/[/?]/)[1];
  return isLocale(first) ? first : negotiateLocale(req.headers['accept-language'] ?? null);
}
