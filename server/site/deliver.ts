// The bytes of a static answer, compressed once, and the HTTP around them: which encoding a browser takes, and
// whether it already has them.

import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { BODY_ENCODING, STATIC_PAGE } from '../http/internal-headers.ts';

/** One text in the encodings that browsers ask for. `hash` is of the plain text. */
export type Encoded = { type: string; hash: string; plain: Uint8Array; br: Uint8Array; gzip: Uint8Array };
type Encoding = 'br' | 'gzip' | 'plain';

const brotli = promisify(brotliCompress);
const gunzippable = promisify(gzip);

/** `type`: the media type, charset included. */
export async function encode(text: string, type: string): Promise<Encoded> {
  const plain = Buffer.from(text);
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  const [br, zipped] = await Promise.all([brotli(plain, { params }), gunzippable(plain, { level: 9 })]);
  return { type, hash: contentHash(plain), plain, br, gzip: zipped };
}

/** 22 characters that stand for the content in addresses and ETags. */
export function contentHash(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 22);
}

/** The answer in the best encoding, or 304 when the browser has it. */
export function deliver(request: Request, content: Encoded, headers: Record<string, string>, status = 200): Response {
  const encoding = acceptedEncoding(request.headers.get('accept-encoding'));
  const answer = new Headers({ ...headers, etag: `"${content.hash}-${encoding}"`, vary: 'accept-encoding' });
  if (status === 200 && hasAlready(request.headers.get('if-none-match'), content.hash)) {
    return new Response(null, { status: 304, headers: answer });
  }
  answer.set('content-type', content.type);
  answer.set(STATIC_PAGE, '1');
  if (encoding !== 'plain') answer.set(BODY_ENCODING, encoding);
  return new Response(new Uint8Array(content[encoding]), { status, headers: answer });
}

/** Does an If-None-Match header name this content, in whichever encoding (RFC 9110 §13.1.2)? */
export function hasAlready(header: string | null, hash: string): boolean {
  if (header === null) return false;
  if (header.trim() === '*') return true;
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.some((tag) => /^"(.+?)(-(br|gzip|plain))?"$/.exec(tag)?.[1] === hash);
}

/** Brotli before gzip before none; a quality of 0 is a refusal (RFC 9110 §12.5.3). */
function acceptedEncoding(header: string | null): Encoding {
  const accepted = (header ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.split(';').map((piece) => piece.trim()))
    .filter(([, quality]) => !/^q=0(\.0*)?$/.test(quality ?? ''))
    .map(([name]) => name);
  if (accepted.includes('br')) return 'br';
  return accepted.includes('gzip') ? 'gzip' : 'plain';
}
