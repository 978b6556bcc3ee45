// The body of a request is read whole before anything behind the listener sees the request: too large or too slow
// is then answered plainly, and nobody else holds a connection or half a form. Bodies are small (see BODY_LIMITS).

import { IncomingMessage } from 'node:http';

/** Bytes, for every route that is not in BODY_LIMITS. */
export const DEFAULT_BODY_LIMIT = 1024 * 1024;

/** Routes that take more; bytes. */
const BODY_LIMITS: readonly { path: RegExp; bytes: number }[] = [
  // settings with a logo
  { path: /^\/[a-z]{2}\/admin\/settings$/, bytes: 2 * 1024 * 1024 },
];

export type Body =
  | { state: 'whole'; bytes: Buffer }
  | { state: 'too-large' }
  | { state: 'too-slow' }
  | { state: 'gone' };

/** How many bytes a body sent to `path` may have. */
export function bodyLimit(path: string): number {
  return BODY_LIMITS.find((route) => route.path.test(path))?.bytes ?? DEFAULT_BODY_LIMIT;
}

/** Does the request announce a body? */
export function hasBody(req: IncomingMessage): boolean {
  return req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
}

/** Reads up to `limit` bytes; `too-slow` when `idleMs` pass without any. The rest of the body is left unread. */
export function readBody(req: IncomingMessage, limit: number, idleMs: number): Promise<Body> {
  if (Number(req.headers['content-length'] ?? 0) > limit) return Promise.resolve({ state: 'too-large' });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (body: Body) => {
      clearTimeout(timer);
      req.off('data', take).off('end', whole).off('close', gone).pause();
      resolve(body);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) return settle({ state: 'too-large' });
      chunks.push(chunk);
      timer.refresh();
    };
    const whole = () => settle({ state: 'whole', bytes: Buffer.concat(chunks) });
    const gone = () => settle({ state: 'gone' });
    const timer = setTimeout(() => settle({ state: 'too-slow' }), idleMs);
    req.on('data', take).on('end', whole).on('close', gone);
  });
}

/** The same request with its body in memory, to be read once more. */
export function replay(req: IncomingMessage, bytes: Buffer): IncomingMessage {
  const copy = new IncomingMessage(req.socket);
  const { method, url, httpVersion, httpVersionMajor, httpVersionMinor, headers, rawHeaders } = req;
  Object.assign(copy, { method, url, httpVersion, httpVersionMajor, httpVersionMinor, rawHeaders, complete: true });
  copy.headers = headers;
  copy.headers['content-length'] = String(bytes.length);
  delete copy.headers['transfer-encoding'];
  copy.push(bytes);
  copy.push(null);
  return copy;
}
