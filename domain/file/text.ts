// Text files: what is text at all, and which text is markup that a browser would run or a letter.

import { endingOf, type FileType } from './type.ts';

/** Bytes that no text holds ("binary data byte" of the WHATWG MIME Sniffing standard); the first 32 alone have any. */
const BINARY = [0, 1, 2, 3, 4, 5, 6, 7, 8, 0x0b, ...range(0x0e, 0x1a), ...range(0x1c, 0x1f)];
const IS_BINARY = Uint8Array.from({ length: 256 }, (_, byte) => (BINARY.includes(byte) ? 1 : 0));
/** HTML, SVG, XML and comments of them begin like this; a quoted address in Markdown (`<https:`) does not. */
const MARKUP = /^<(?:[!?/]|[a-z][\w-]*(?:[\s/>]|$))/i;
/** Header lines of a letter (RFC 5322 §2.2) are in its first bytes. */
const HEAD_BYTES = 32 * 1024;
const HEADER_LINE = /^[!-9;-~]+:.*(?:\r?\n[ \t].*)*$/;

/**
 * Null for what is no UTF-8, holds binary data or is markup. Plain text, CSV and Markdown cannot be told apart, and
 * none of them does anything, so there alone the ending of the name decides.
 */
export function textType(bytes: Uint8Array, name: string): FileType | null {
  if (holdsBinary(bytes)) return null;
  if (isLetter(bytes)) return 'message/rfc822';
  const text = decoded(bytes);
  if (text === null || MARKUP.test(text.slice(0, 4096).trimStart())) return null;
  const ending = endingOf(name);
  if (ending === 'csv') return 'text/csv';
  return ending === 'md' || ending === 'markdown' ? 'text/markdown' : 'text/plain';
}

/** Begins with header lines, `From` and `Date` among them, and an empty line. Its body may be in any charset. */
function isLetter(bytes: Uint8Array): boolean {
  const start = String.fromCharCode(...bytes.subarray(0, HEAD_BYTES));
  const head = /^[\s\S]*?(?=\r?\n\r?\n)/.exec(start)?.[0];
  if (!head) return false;
  const lines = head.split(/\r?\n(?![ \t])/);
  const names = new Set(lines.map((line) => line.slice(0, line.indexOf(':')).toLowerCase()));
  return lines.every((line) => HEADER_LINE.test(line)) && names.has('from') && names.has('date');
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Counts instead of iterating: an iterator takes ten times as long, and this passes over 20 MiB while everybody waits. */
function holdsBinary(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) if (IS_BINARY[bytes[at] ?? 0] === 1) return true;
  return false;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, n) => from + n);
}
