// WebP (RFC 9649): a RIFF file of chunks with a four-letter name, a little-endian length and an even size.

import { ascii, type Cleaned, concat, uint16le, uint32le } from './bytes.ts';

const HEADER_LENGTH = 12;
/** VP8X is the extended header, ALPH the transparency of VP8, VP8L a picture of its own. */
const KEPT = new Set(['VP8X', 'ALPH', 'VP8 ', 'VP8L']);
/** Flags of VP8X: a colour profile, EXIF and XMP follow. */
const METADATA_FLAGS = 0x20 | 0x08 | 0x04;

type Chunk = { name: string; bytes: Uint8Array };

/** Null when a chunk is cut short, when there is not exactly one picture, and for animations, whose frames may hold metadata. */
export function cleanWebp(bytes: Uint8Array): Cleaned | null {
  const chunks = readChunks(bytes);
  if (chunks === null || chunks.some(({ name }) => name === 'ANIM' || name === 'ANMF')) return null;
  const pictures = chunks.filter(({ name }) => name === 'VP8 ' || name === 'VP8L');
  const size = chunks[0] && sizeOf(chunks[0]);
  if (pictures.length !== 1 || !pictures[0] || !sizeOf(pictures[0]) || !size) return null;
  const kept = chunks.filter(({ name }) => KEPT.has(name)).map(withoutMetadataFlags);
  const file = concat([bytes.subarray(0, HEADER_LENGTH), ...kept]);
  new DataView(file.buffer).setUint32(4, file.length - 8, true);
  return { ...size, bytes: file };
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
    chunks.push({ name: ascii(bytes, at, at + 4), bytes: bytes.subarray(at, end) });
    at = end;
  }
  return chunks;
}

/** Null for a chunk that is no header or picture, or is not what its name says. */
function sizeOf({ name, bytes }: Chunk): { width: number; height: number } | null {
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

function withoutMetadataFlags({ name, bytes }: Chunk): Uint8Array {
  if (name !== 'VP8X') return bytes;
  const copy = Uint8Array.from(bytes);
  copy[8] = (copy[8] ?? 0) & ~METADATA_FLAGS;
  return copy;
}
