// JPEG (ITU-T T.81): segments that begin with 0xFF and a marker, and entropy-coded data after each start of scan.

import { ascii, type Cleaned, concat, uint16 } from './bytes.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP14 = 0xee;
const APP15 = 0xef;
const COM = 0xfe;
/** JFIF without its thumbnail. */
const JFIF_LENGTH = 18;

/** Start of frame in every coding, C4 (tables), C8 (reserved) and CC (conditioning) are none. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Null when a segment is cut short, or when there is no frame, scan or end. What follows the end is dropped. */
export function cleanJpeg(bytes: Uint8Array): Cleaned | null {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let size: { width: number; height: number } | null = null;
  let hasScan = false;
  let at = 2;
  for (;;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? SOI;
    if (marker === EOI) break;
    const end = segmentEnd(bytes, at, marker);
    if (end === null) return null;
    if (isFrame(marker)) size = { height: uint16(bytes, at + 5), width: uint16(bytes, at + 7) };
    if (marker === SOS) hasScan = true;
    kept.push(keptPart(bytes.subarray(at, end), marker));
    at = end;
  }
  if (size === null || !hasScan) return null;
  return { ...size, bytes: concat([...kept, bytes.subarray(at, at + 2)]) };
}

/** Where the next marker stands; after a start of scan that is the end of its data. Null when it is not in the file. */
function segmentEnd(bytes: Uint8Array, at: number, marker: number): number | null {
  if (marker < 0xc0 || (marker >= 0xd0 && marker <= SOI)) return marker === 0xff ? at + 1 : null;
  const length = uint16(bytes, at + 2);
  const end = at + 2 + length;
  if (!(length >= 2 && end < bytes.length)) return null;
  return marker === SOS ? scanEnd(bytes, end) : end;
}

/** In the data of a scan 0xFF is followed by 0 (it is a byte) or by a restart marker. */
function scanEnd(bytes: Uint8Array, from: number): number | null {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next >= 0xc0 && !(next >= 0xd0 && next <= 0xd7) && next !== 0xff) return at;
  }
  return null;
}

/** The segment as it stays: comments and application data go, but for Adobe's colour transform and JFIF's density. */
function keptPart(segment: Uint8Array, marker: number): Uint8Array {
  if (marker === COM || marker === 0xff) return new Uint8Array();
  if (marker < APP0 || marker > APP15 || marker === APP14) return segment;
  if (marker !== APP0 || ascii(segment, 4, 9) !== 'JFIF\0' || segment.length < JFIF_LENGTH) return new Uint8Array();
  const jfif = Uint8Array.from(segment.subarray(0, JFIF_LENGTH));
  jfif.set([0, JFIF_LENGTH - 2], 2);
  jfif.set([0, 0], JFIF_LENGTH - 2);
  return jfif;
}
