// The answer to `/files/<id>`: asked anew each time, so that a right that is taken away ends at once; streamed a part
// at a time; and told to the browser so that nothing in it ever runs (FI10 to FI12).

import { isShownInline } from '../../domain/file/type.ts';
import { SAVED_FILE } from '../http/internal-headers.ts';
import { requestContext } from '../request.ts';
import { runtime } from '../runtime.ts';
import { hasAlready } from '../site/deliver.ts';
import { serveNotFound } from '../site/routes.ts';
import { type ReadableFile, readFile } from './queries.ts';

/** 404 alike for a file that is not there and for one that is not the asker's. */
export async function serveFile(request: Request, id: string, app = runtime()): Promise<Response> {
  const file = await readFile(await requestContext(request.headers, app), id);
  return file.ok ? fileResponse(request, file.value) : serveNotFound(request, app);
}

/** Bytes from `from` to `to`, exclusive. */
type Stretch = { from: number; to: number };

function fileResponse(request: Request, file: ReadableFile): Response {
  const headers = fileHeaders(file);
  if (hasAlready(request.headers.get('if-none-match'), file.sha256))
    return new Response(null, { status: 304, headers });
  const asked = askedStretch(request.headers, file);
  if (asked === 'none') {
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${file.size}` } });
  }
  const { from, to } = asked ?? { from: 0, to: file.size };
  headers[SAVED_FILE] = String(to - from);
  if (asked) headers['content-range'] = `bytes ${from}-${to - 1}/${file.size}`;
  const body = request.method === 'HEAD' ? null : streamed(file.bytes(from, to));
  return new Response(body, { status: asked ? 206 : 200, headers });
}

/** Nothing is read ahead of the one who reads. */
function streamed(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const { done, value } = await chunks.next();
    if (done) controller.close();
    else controller.enqueue(value);
  };
  const cancel = async () => {
    await chunks.return(undefined);
  };
  return new ReadableStream({ pull, cancel }, { highWaterMark: 0 });
}

function fileHeaders({ name, mediaType, sha256 }: ReadableFile): Record<string, string> {
  const isText = mediaType.startsWith('text/');
  return {
    'content-type': isText ? `${mediaType}; charset=utf-8` : mediaType,
    'content-disposition': disposition(isShownInline(mediaType) ? 'inline' : 'attachment', name),
    'x-content-type-options': 'nosniff',
    // kept by the reader's own browser, which asks each time whether it may still show it
    'cache-control': 'private, no-cache, no-transform',
    etag: `"${sha256}"`,
    'accept-ranges': 'bytes',
    [SAVED_FILE]: '',
  };
}

/** RFC 6266: the name in ASCII for old programs, and whole (RFC 8187). */
function disposition(type: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/gu, '_');
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${type}; filename="${plain}"; filename*=UTF-8''${whole}`;
}

/** One range of bytes (RFC 9110 §14); null to send all, as for several ranges or another file's; `none` outside it. */
function askedStretch(headers: Headers, { size, sha256 }: ReadableFile): Stretch | 'none' | null {
  const condition = headers.get('if-range');
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(headers.get('range') ?? '') ?? [];
  if (first + last === '' || (condition !== null && condition !== `"${sha256}"`)) return null;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null;
  return from < to ? { from, to } : 'none';
}
