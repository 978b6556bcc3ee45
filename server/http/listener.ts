// The one listening socket: its limits, what it answers to bytes that are no request, and who gets the upgrades.

import { createServer, type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { DEFAULT_LOCALE } from '../../domain/locale.ts';
import type { Config } from '../config.ts';
import { type ErrorStatus, errorPage } from '../site/error-page.ts';
import { LONGEST_REQUEST_MS } from './pace.ts';
import { DoorResponse } from './response.ts';
import { securityHeaders, staticPolicy } from './security-headers.ts';

/** Takes over the socket of a WebSocket handshake. */
export type Upgrade = (req: IncomingMessage, socket: Duplex, head: Buffer) => void;

export type ListenerOptions = {
  request: (req: IncomingMessage, res: DoorResponse) => void;
  upgrade: Upgrade;
  /** Is this path one for sockets? Any other request that asks for an upgrade is answered as if it did not. */
  takesUpgrade(path: string): boolean;
  headersTimeoutMs?: number;
};

/** Room for the state of Next's router, which the browser sends in a header. */
const MAX_HEADER_BYTES = 64 * 1024;

/** A server that does not listen yet. */
export function createListener(
  config: Config,
  options: ListenerOptions,
): Server<typeof IncomingMessage, typeof DoorResponse> {
  const headersTimeout = options.headersTimeoutMs ?? 15_000;
  const server = createServer({
    ServerResponse: DoorResponse,
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout,
    // bodies have a pace of their own long before (pace.ts)
    requestTimeout: LONGEST_REQUEST_MS,
    // longer than proxies keep theirs, so that it is never we who close a connection that one is about to use
    keepAliveTimeout: 75_000,
    connectionsCheckingInterval: Math.min(5000, headersTimeout),
    shouldUpgradeCallback: (req) => isWebSocket(req) && options.takesUpgrade(req.url?.split('?')[0] ?? ''),
  });
  server.on('request', options.request);
  server.on('checkExpectation', options.request);
  server.on('upgrade', options.upgrade);
  server.on('clientError', (error: Error & { code?: string }, socket) =>
    answerRaw(config, socket, statusOf(error.code)),
  );
  return server;
}

/** Writes a whole answer to a socket that has no response object, and ends it. `more`: further headers. */
export function answerRaw(
  config: Config,
  socket: Duplex,
  status: 400 | 403 | 408 | 429 | 431 | 503,
  more: Record<string, string> = {},
): void {
  if (!socket.writable) return void socket.destroy();
  const shown: ErrorStatus = status === 408 || status === 431 ? 400 : status;
  const body = errorPage(DEFAULT_LOCALE, shown, CODES[shown]).markup;
  const headers = {
    ...securityHeaders(config),
    'content-security-policy': staticPolicy(config),
    'cache-control': 'no-store',
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
    ...more,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  // not at once: closing on bytes that are still unread would take the answer with it
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

const LINGER_MS = 1000;
const CODES = { 400: 'invalid', 403: 'foreign-origin', 429: 'too-many-requests', 503: 'server-error' } as const;

function isWebSocket(req: IncomingMessage): boolean {
  return req.headers.upgrade?.toLowerCase() === 'websocket';
}

function statusOf(code: string | undefined): 400 | 408 | 431 {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
}
