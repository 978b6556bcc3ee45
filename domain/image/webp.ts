// WebP (RFC 9649): a RIFF file of chunks with a four-letter name, a little-endian length and an even size.

import { ascii, type Cleaned, concat, uint16le, uint32le } from './bytes.ts';
import { isTurned, orientationOf, orientationTiff } from './exif.ts';
import { isProfile } from './profile.ts';

const HEADER_LENGTH = 12;
/** VP8X is the extended header, ALPH the transparency of VP8, VP8L a picture of its own. */
const KEPT = new Set(['VP8X', 'ALPH', 'VP8 ', 'VP8L']);
/** Flags of VP8X: a colour profile, EXIF and XMP follow. */
const PROFILE = 0x20;
const EXIF = 0x08;
const XMP = 0x04;

/** `bytes`: with name, length and padding; `data` without. */
type Chunk = { name: string; bytes: Uint8Array; data: Uint8Array };

/** Null when a chunk is cut short, when there is not exactly one picture, and for animations, whose frames may hold metadata. */
export function cleanWebp(bytes: Uint8Array): Cleaned | null {
  const chunks = readChunks(bytes);
  if (chunks === null || chunks.some(({ name }) => name === 'ANIM' || name === 'ANMF')) return null;
  const pictures = chunks.filter(({ name }) => name === 'VP8 ' || name === 'VP8L');
  const size = chunks[0] && sizeOf(chunks[0]);
  if (pictures.length !== 1 || !pictures[0] || !sizeOf(pictures[0]) || !size) return null;
  const orientation = orientationIn(chunks);
  const file = concat([bytes.subarray(0, HEADER_LENGTH), ...keptChunks(chunks, orientation)]);
  new DataView(file.buffer).setUint32(4, file.length - 8, true);
  return { ...(isTurned(orientation) ? { width: size.height, height: size.width } : size), bytes: file };
}

/** Some programs write the name that JPEG needs before the directory. */
function orientationIn(chunks: readonly Chunk[]): number {
  const data = chunks[0]?.name === 'VP8X' ? chunks.find(({ name }) => name === 'EXIF')?.data : undefined;
  return data ? orientationOf(ascii(data, 0, 6) === 'Exif\0\0' ? data.subarray(6) : data) : 1;
}

/** In the order of the format: header, profile, picture, which side is up. */
function keptChunks(chunks: readonly Chunk[], orientation: number): Uint8Array[] {
  const given = chunks[0]?.name === 'VP8X' ? chunks.find(({ name }) => name === 'ICCP') : undefined;
  const profile = given && isProfile(given.data) ? given : undefined;
  const flags = (profile ? PROFILE : 0) | (orientation === 1 ? 0 : EXIF);
  const kept = chunks.filter((chunk) => KEPT.has(chunk.name) || chunk === profile);
  const painted = kept.map((chunk) => (chunk.name === 'VP8X' ? withFlags(chunk.bytes, flags) : chunk.bytes));
  return orientation === 1 ? painted : [...painted, exifChunk(orientation)];
}

function exifChunk(orientation: number): Uint8Array {
  const tiff = orientationTiff(orientation);
  return concat([new Uint8Array([0x45, 0x58, 0x49, 0x46, tiff.length, 0, 0, 0]), tiff]);
}

/** The chunks that the RIFF header announces; what follows them is no part of the picture. */
function readChunks(bytes: Uint8Array): Chunk[] | null {
  const chunks: Chunk[] = [];
  const fileEnd = uint32le(bytes, 4) + 8;
  if (fileEnd > bytes.length) return null;
  for (let at = HEADER_LENGTH; at < fileEnd; ) {
    const length = uint32le(bytes, at + 4);
    const end = at + 8 + length + (length % 2);
    if (!(end <= fileEnd)) return null;
    const data = bytes.subarray(at + 8, at + 8 + length);
    chunks.push({ name: ascii(bytes, at, at + 4), bytes: bytes.subarray(at, end), data });
    at = end;
  }
  return chunks;
}

/** Null for a chunk that is no header or picture, or is not what its name says. */
function sizeOf({ name, bytes }: Omit<Chunk, 'data'>): { width: number; height: number } | null {
  if (name === 'VP8X' && bytes.length >= 18) {
    return { width: (uint32le(bytes, 11) >>> 8) + 1, height: (uint32le(bytes, 14) >>> 8) + 1 };
  }
  if (name === 'VP8L' && bytes[8] === 0x2f && bytes.length >= 14) {
    const bits = uint32le(bytes, 9);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (name === 'VP8 ' && ascii(bytes, 11, 14) === '\x9d\x01\x2a' && bytes.length >= 18) {
    return { width: uint16le(bytes, 14) & 0x3fff, height: uint16le(bytes, 16) & 0x3fff };
  }
  return null;
}

/** The extended header, announcing of all metadata only what `flags` says. */
function withFlags(header: Uint8Array, flags: number): Uint8Array {
  const copy = Uint8Array.from(header);
  copy[8] = ((copy[8] ?? 0) & ~(PROFILE | EXIF | XMP)) | flags;
  return copy;
}
