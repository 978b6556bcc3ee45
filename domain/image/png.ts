// PNG (W3C, Portable Network Graphics, third edition): a signature and chunks of length, type, data and CRC.

import { ascii, type Cleaned, concat, uint32 } from './bytes.ts';

/** What paints the picture. Text, time, EXIF, colour profiles, thumbnails and unknown chunks are left out; an animation becomes its first frame. */
const KEPT = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs']);
const SIGNATURE_LENGTH = 8;
const CHUNK_FRAME = 12;

/** Null when a chunk is cut short or its CRC is wrong, or when a chunk that must be there is not. What follows IEND is dropped. */
export function cleanPng(bytes: Uint8Array): Cleaned | null {
  const kept: Uint8Array[] = [bytes.subarray(0, SIGNATURE_LENGTH)];
  const seen: string[] = [];
  let at = SIGNATURE_LENGTH;
  while (seen.at(-1) !== 'IEND') {
    const end = at + uint32(bytes, at) + CHUNK_FRAME;
    if (!(end <= bytes.length) || uint32(bytes, end - 4) !== crc32(bytes.subarray(at + 4, end - 4))) return null;
    const type = ascii(bytes, at + 4, at + 8);
    seen.push(type);
    if (KEPT.has(type)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  if (seen[0] !== 'IHDR' || uint32(bytes, 8) !== 13 || !seen.includes('IDAT') || kept.at(-1)?.length !== CHUNK_FRAME)
    return null;
  return { width: uint32(bytes, 16), height: uint32(bytes, 20), bytes: concat(kept) };
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** The CRC of type and data (annex D of the PNG specification). */
export function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (CRC_TABLE[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}
