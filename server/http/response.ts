// Our ServerResponse: a last word on the headers of every answer, whoever writes it, and compression on the fly.
// A streamed page still arrives piece by piece: Next calls `flush` after each.

import { type OutgoingHttpHeader, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';

type Encoder = ReturnType<typeof createGzip> | ReturnType<typeof createBrotliCompress>;
type Callback = (error?: Error | null) => void;
type WriteRest = [encodingOrDone?: BufferEncoding | Callback, done?: Callback];
type HeadRest = [reasonOrHeaders?: string | HeadHeaders, headers?: HeadHeaders];
type HeadHeaders = OutgoingHttpHeaders | OutgoingHttpHeader[];

const COMPRESSIBLE = /^(text\/(?!event-stream)|application\/(json|javascript|xml|manifest\+json)|image\/svg\+xml)/;
/** Below this many bytes compression costs more than it saves. */
const SMALLEST = 1024;

export class DoorResponse extends ServerResponse {
  /** Called once, before the head is written; may still change status and headers. */
  onHead: () => void = () => {};
  #encoder: Encoder | null = null;
  #instead: Buffer | null = null;
  #isEnded = false;

  /** From `onHead` only: whatever body is written, this one is sent. */
  sendInstead(body: string): void {
    this.#instead = Buffer.from(body);
  }

  override writeHead(status: number, ...rest: HeadRest): this {
    const headers = rest.find((part) => typeof part === 'object');
    const reason = rest.find((part) => typeof part === 'string');
    this.statusCode = status;
    for (const [name, value] of pairs(headers)) this.setHeader(name, value);
    this.onHead();
    this.#encoder = this.#chooseEncoder();
    return reason === undefined ? super.writeHead(this.statusCode) : super.writeHead(this.statusCode, reason);
  }

  override write(chunk: string | Uint8Array, ...rest: WriteRest): boolean {
    if (!this.headersSent) this.writeHead(this.statusCode);
    const [encoding, done] = told(rest);
    if (this.#instead !== null) {
      done?.();
      return true;
    }
    if (this.#encoder === null) return super.write(chunk, encoding, done);
    return this.#encoder.write(bytesOf(chunk, encoding), done);
  }

  override end(...args: [chunkOrDone?: string | Uint8Array | Callback, ...WriteRest]): this {
    const [first, ...rest] = typeof args[0] === 'function' ? [undefined, ...args] : args;
    const [encoding, done] = told(rest as WriteRest);
    const bytes = first === undefined || first === null ? null : bytesOf(first as string | Uint8Array, encoding);
    if (!this.headersSent) {
      if (bytes && this.req.method !== 'HEAD') this.setHeader('content-length', bytes.length);
      this.writeHead(this.statusCode);
    }
    if (done) this.once('finish', done);
    this.#finish(this.#instead ?? bytes ?? Buffer.alloc(0));
    return this;
  }

  #finish(rest: Buffer): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    if (this.#encoder) this.#encoder.end(rest);
    else super.end(rest);
  }

  /** Sends what the compressor holds back; Next looks for this method. */
  flush(): void {
    this.#encoder?.flush();
  }

  #chooseEncoder(): Encoder | null {
    const coding = this.#isWorthCompressing() ? accepted(String(this.req.headers['accept-encoding'] ?? '')) : null;
    if (this.#isCompressible()) this.#varyByEncoding();
    if (coding === null) return null;
    this.setHeader('content-encoding', coding);
    this.removeHeader('content-length');
    this.removeHeader('accept-ranges');
    const tag = this.getHeader('etag');
    if (typeof tag === 'string' && !tag.startsWith('W/')) this.setHeader('etag', `W/${tag}`);
    return this.#piped(coding === 'br' ? createBrotliCompress({ params: BROTLI }) : createGzip({ level: 5 }));
  }

  #varyByEncoding(): void {
    const vary = [this.getHeader('vary') ?? []].flat().join(',');
    if (!/accept-encoding/i.test(vary)) this.appendHeader('vary', 'accept-encoding');
  }

  #isCompressible(): boolean {
    return COMPRESSIBLE.test(String(this.getHeader('content-type') ?? '')) && !this.hasHeader('content-encoding');
  }

  #isWorthCompressing(): boolean {
    if (this.req.method === 'HEAD' || this.statusCode < 200 || [204, 206, 304].includes(this.statusCode)) return false;
    const length = this.getHeader('content-length');
    const isLong = length === undefined || Number(length) >= SMALLEST;
    return isLong && this.#isCompressible() && !/no-transform/.test(String(this.getHeader('cache-control') ?? ''));
  }

  #piped(encoder: Encoder): Encoder {
    encoder.on('data', (chunk: Buffer) => {
      if (!super.write(chunk)) encoder.pause();
    });
    encoder.on('drain', () => this.emit('drain'));
    encoder.once('end', () => super.end());
    encoder.once('error', (error) => this.destroy(error));
    this.on('drain', () => encoder.resume());
    this.once('close', () => encoder.destroy());
    return encoder;
  }
}

const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 4 };

/** The coding to use for an Accept-Encoding header. */
function accepted(header: string): 'br' | 'gzip' | null {
  const offers = header.split(',').map((part) =>
    part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/),
  );
  const takes = (coding: string) => offers.some(([name, q]) => name === coding && !/^q=0(\.0*)?$/.test(q ?? ''));
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : null;
}

function told(rest: WriteRest): [BufferEncoding, Callback | undefined] {
  const encoding = rest.find((part) => typeof part === 'string');
  return [encoding ?? 'utf8', rest.find((part) => typeof part === 'function')];
}

function bytesOf(chunk: string | Uint8Array, encoding: BufferEncoding): Buffer {
  return typeof chunk === 'string'
    ? Buffer.from(chunk, encoding)
    : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

function pairs(headers: HeadHeaders | undefined): [string, string | number | readonly string[]][] {
  if (headers === undefined) return [];
  const entries = Array.isArray(headers)
    ? Array.from({ length: headers.length / 2 }, (_, i) => [String(headers[2 * i]), headers[2 * i + 1]] as const)
    : Object.entries(headers);
  return entries.filter((entry): entry is [string, string | number | string[]] => entry[1] !== undefined);
}
