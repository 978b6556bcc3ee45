// JPEG (ITU-T T.81): segments that begin with 0xFF and a marker, and entropy-coded data after each start of scan.

import { ascii, type Cleaned, concat, uint16 } from './bytes.ts';
import { isTurned, orientationOf, orientationTiff } from './exif.ts';
import { isProfile } from './profile.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
const COM = 0xfe;
/** JFIF without its thumbnail. */
const JFIF_LENGTH = 18;

/** Start of frame in every coding, C4 (tables), C8 (reserved) and CC (conditioning) are none. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** A stretch of the file from one marker to the next; after a start of scan its data belong to it. */
type Segment = { marker: number; bytes: Uint8Array };

const EXIF = 'Exif\0\0';
const ICC = 'ICC_PROFILE\0';
/** The name, the number of the piece and how many there are. */
const ICC_HEAD = 4 + ICC.length + 2;

/** Null when a segment is cut short, or when there is no frame, scan or end. What follows the end is dropped. */
export function cleanJpeg(bytes: Uint8Array): Cleaned | null {
  const segments = readSegments(bytes);
  const frame = segments?.findLast(({ marker }) => isFrame(marker))?.bytes;
  if (!segments || !frame || !segments.some(({ marker }) => marker === SOS)) return null;
  const exif = segments.find(isExif)?.bytes;
  const orientation = exif ? orientationOf(exif.subarray(4 + EXIF.length)) : 1;
  const [height, width] = [uint16(frame, 5), uint16(frame, 7)];
  const size = isTurned(orientation) ? { width: height, height: width } : { width, height };
  return { ...size, bytes: concat([bytes.subarray(0, 2), ...keptSegments(segments, orientation), END]) };
}

const END = new Uint8Array([0xff, EOI]);

/** From the first marker to the end of the image; null when that is not in the file. */
function readSegments(bytes: Uint8Array): Segment[] | null {
  const segments: Segment[] = [];
  for (let at = 2; ; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? SOI;
    if (marker === EOI) return segments;
    const end = segmentEnd(bytes, at, marker);
    if (end === null) return null;
    segments.push({ marker, bytes: bytes.subarray(at, end) });
    at = end;
  }
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

/** Comments and application data go, but for Adobe's colour transform, JFIF's density, the colour profile and which side is up. */
function keptSegments(segments: readonly Segment[], orientation: number): Uint8Array[] {
  const hasProfile = isProfile(profileIn(segments));
  const exif = segments.find(isExif);
  return segments.map((segment) => {
    if (segment === exif) return orientation === 1 ? NOTHING : orientationSegment(orientation);
    return isIcc(segment) && hasProfile ? segment.bytes : keptPart(segment.bytes, segment.marker);
  });
}

const NOTHING = new Uint8Array();

function keptPart(segment: Uint8Array, marker: number): Uint8Array {
  if (marker === COM || marker === 0xff) return NOTHING;
  if (marker < APP0 || marker > APP15 || marker === APP14) return segment;
  if (marker !== APP0 || ascii(segment, 4, 9) !== 'JFIF\0' || segment.length < JFIF_LENGTH) return NOTHING;
  const jfif = Uint8Array.from(segment.subarray(0, JFIF_LENGTH));
  jfif.set([0, JFIF_LENGTH - 2], 2);
  jfif.set([0, 0], JFIF_LENGTH - 2);
  return jfif;
}

function isExif({ marker, bytes }: Segment): boolean {
  return marker === APP1 && ascii(bytes, 4, 4 + EXIF.length) === EXIF;
}

function orientationSegment(orientation: number): Uint8Array {
  const tiff = orientationTiff(orientation);
  const name = Uint8Array.from(EXIF, (character) => character.charCodeAt(0));
  return concat([new Uint8Array([0xff, APP1, 0, 2 + name.length + tiff.length]), name, tiff]);
}

function isIcc({ marker, bytes }: Segment): boolean {
  return marker === APP2 && bytes.length > ICC_HEAD && ascii(bytes, 4, 4 + ICC.length) === ICC;
}

/** Its pieces are numbered from 1 and stand in that order (ICC.1:2022, annex B.4). */
function profileIn(segments: readonly Segment[]): Uint8Array {
  const pieces = segments.filter(isIcc).map(({ bytes }) => bytes);
  const isWhole = pieces.every((piece, n) => piece[ICC_HEAD - 2] === n + 1 && piece[ICC_HEAD - 1] === pieces.length);
  return isWhole ? concat(pieces.map((piece) => piece.subarray(ICC_HEAD))) : NOTHING;
}
