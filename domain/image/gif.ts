// GIF (89a): a header, a table of colours, and blocks, each a chain of pieces of at most 255 bytes.

import { ascii, type Cleaned, concat, uint16le } from './bytes.ts';

const SCREEN_END = 13;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const CONTROL = 0xf9;
/** "Repeat", with the number of times as its only piece. */
const LOOP = '\x21\xff\x0bNETSCAPE2.0\x03\x01';
const LOOP_LENGTH = 19;

/** Null when a block is cut short or there is no picture. Comments and programs' own blocks go, and what follows the end. */
export function cleanGif(bytes: Uint8Array): Cleaned | null {
  let at = SCREEN_END + colours(bytes[10]);
  const kept = [bytes.subarray(0, at)];
  let hasImage = false;
  while (bytes[at] !== TRAILER) {
    const end = blockEnd(bytes, at);
    if (end === null) return null;
    if (bytes[at] === IMAGE) hasImage = true;
    if (isKept(bytes, at, end)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  if (!hasImage) return null;
  return {
    width: uint16le(bytes, 6),
    height: uint16le(bytes, 8),
    bytes: concat([...kept, bytes.subarray(at, at + 1)]),
  };
}

/** Bytes of the table of colours that these flags announce. */
function colours(flags = 0): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function blockEnd(bytes: Uint8Array, at: number): number | null {
  if (bytes[at] === EXTENSION) return chainEnd(bytes, at + 2);
  // a picture: its place, its colours, the size of its codes, its data
  return bytes[at] === IMAGE ? chainEnd(bytes, at + 10 + colours(bytes[at + 9]) + 1) : null;
}

/** Past the empty piece that ends a chain; null when it is not in the file. */
function chainEnd(bytes: Uint8Array, from: number): number | null {
  for (let at = from; at < bytes.length; at += 1 + (bytes[at] ?? 0)) if (bytes[at] === 0) return at + 1;
  return null;
}

function isKept(bytes: Uint8Array, at: number, end: number): boolean {
  if (bytes[at] === IMAGE || bytes[at + 1] === CONTROL) return true;
  return end - at === LOOP_LENGTH && ascii(bytes, at, at + LOOP.length) === LOOP;
}
