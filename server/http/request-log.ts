// One line of log for each request: enough to find what went wrong and how long it took, nothing about the person.
// Addresses, user agents, queries and whatever in a path looks like a secret or an address stay out.

import type { Logger } from 'pino';
import type { DoorResponse } from './response.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** At least as long as a random token of 120 bits. */
const TOKEN = /^(?=.*[0-9A-Z])[\w.-]{20,}$/;
/** Asked for by machines or in dozens by each page. */
const DULL = /^\/(_next|fonts|api\/health)(\/|$)/;

/** Logs the request once its answer is finished or its client has gone. `path`: without query. */
export function logRequest(log: Logger, res: DoorResponse, path: string): void {
  const began = performance.now();
  res.once('close', () => {
    const ms = Math.round(performance.now() - began);
    const line = { method: res.req.method, path: loggable(path), status: res.statusCode, ms };
    const whole = res.writableFinished ? line : { ...line, aborted: true };
    if (DULL.test(path) && res.statusCode < 500) log.debug(whole, 'request');
    else log.info(whole, 'request');
  });
}

/** The path with ids, but with `…` for segments that may be secret or personal. */
export function loggable(path: string): string {
  return path
    .slice(0, 300)
    .split('/')
    .map((segment) => (!UUID.test(segment) && (TOKEN.test(segment) || /@|%40/.test(segment)) ? '…' : segment))
    .join('/');
}
