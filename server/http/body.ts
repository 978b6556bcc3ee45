// The body of a request is read whole before anything behind the listener sees the request: too large or too slow
// is then answered plainly, and nobody else holds a connection or half a form. Bodies are small (see BODY_LIMITS) but
// for files, which wait on disk (spooled-body.ts).

import { IncomingMessage } from 'node:http';
import { MAX_FILE_BYTES } from '../../domain/document/file.ts';
import { MAX_IMPORT_BYTES } from '../../domain/document/import-form.ts';
import { MAX_BODY_LENGTH } from '../../domain/document/reading.ts';
import { type Pace, watchPace } from './pace.ts';

/** Bytes, for every route that is not in BODY_LIMITS. */
export const DEFAULT_BODY_LIMIT = 1024 * 1024;

/** Routes that take more; bytes. */
const BODY_LIMITS: readonly { path: RegExp; bytes: number }[] = [
  // settings with a logo
  { path: /^\/[a-z]{2}\/admin\/settings$/, bytes: 2 * 1024 * 1024 },
  // the longest text of a section (DS16), three bytes a unit at most, and the form around it
  { path: /^\/[a-z]{2}\/documents\/[0-9a-f-]{36}$/, bytes: 3 * MAX_BODY_LENGTH + 64 * 1024 },
  // a text file to import, and the form around it
  { path: /^\/[a-z]{2}\/documents\/(?:[0-9a-f-]{36}\/)?import$/, bytes: MAX_IMPORT_BYTES + 64 * 1024 },
];

/** Here the body is a file. */
const FILE_PATH = /^\/[a-z]{2}\/documents\/[0-9a-f-]{36}\/files\/new$/;

export type Body = { state: 'whole'; bytes: Buffer } | Unread;
/** Why a body was not read to its end. */
export type Unread = { state: 'too-large' } | { state: 'too-slow' } | { state: 'gone' };

/** Is the body of what is sent to `path` one file, as it is? */
export function takesFile(path: string): boolean {
  return FILE_PATH.test(path);
}

/** How many bytes a body sent to `path` may have. */
export function bodyLimit(path: string): number {
  if (takesFile(path)) return MAX_FILE_BYTES;
  return BODY_LIMITS.find((route) => route.path.test(path))?.bytes ?? DEFAULT_BODY_LIMIT;
}

/** Does the request announce a body? */
export function hasBody(req: IncomingMessage): boolean {
  return req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
}

/** Reads up to `limit` bytes; `too-slow` when they do not keep `pace`. The rest of the body is left unread. */
export function readBody(req: IncomingMessage, limit: number, pace: Pace): Promise<Body> {
  if (Number(req.headers['content-length'] ?? 0) > limit) return Promise.resolve({ state: 'too-large' });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (body: Body) => {
      watch.stop();
      req.off('data', take).off('end', whole).off('close', gone).pause();
      resolve(body);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) return settle({ state: 'too-large' });
      chunks.push(chunk);
      watch.heard(chunk.length);
    };
    const whole = () => settle({ state: 'whole', bytes: Buffer.concat(chunks) });
    const gone = () => settle({ state: 'gone' });
    const watch = watchPace(pace, () => settle({ state: 'too-slow' }));
    req.on('data', take).on('end', whole).on('close', gone);
  });
}

/** The same request with its body in memory, to be read once more. */
export function replay(req: IncomingMessage, bytes: Buffer): IncomingMessage {
  const copy = withoutBody(req, bytes.length);
  copy.push(bytes);
  copy.push(null);
  return copy;
}

/** The same request; its body of `length` bytes is still to be pushed. */
export function withoutBody(req: IncomingMessage, length: number): IncomingMessage {
  const copy = new IncomingMessage(req.socket);
  const { method, url, httpVersion, httpVersionMajor, httpVersionMinor, headers, rawHeaders } = req;
  Object.assign(copy, { method, url, httpVersion, httpVersionMajor, httpVersionMinor, rawHeaders, complete: true });
  copy.headers = headers;
  copy.headers['content-length'] = String(length);
  delete copy.headers['transfer-encoding'];
  return copy;
}
