// PNG (W3C, Portable Network Graphics, third edition): a signature and chunks of length, type, data and CRC.

import { ascii, type Cleaned, concat, uint32 } from './bytes.ts';
import { isTurned, orientationOf, orientationTiff } from './exif.ts';
import { isPackedProfile } from './profile.ts';

/** What paints the picture as it is. Text, time, thumbnails and unknown chunks are left out; an animation becomes its first frame. */
const KEPT = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs']);
const SIGNATURE_LENGTH = 8;
const CHUNK_FRAME = 12;

/** `bytes`: the whole chunk, `data` without its frame. */
type Chunk = { type: string; bytes: Uint8Array; data: Uint8Array };

/** Null when a chunk is cut short or its CRC is wrong, or when a chunk that must be there is not. What follows IEND is dropped. */
export function cleanPng(bytes: Uint8Array): Cleaned | null {
  const chunks = readChunks(bytes);
  const [header, end] = [chunks?.[0], chunks?.at(-1)];
  if (!chunks || header?.type !== 'IHDR' || header.data.length !== 13 || end?.data.length !== 0) return null;
  if (!chunks.some(({ type }) => type === 'IDAT')) return null;
  const exif = chunks.find(({ type }) => type === 'eXIf');
  const orientation = exif ? orientationOf(exif.data) : 1;
  const profile = chunks.find(({ type }) => type === 'iCCP');
  const kept = chunks.map((chunk) => {
    if (KEPT.has(chunk.type)) return chunk.bytes;
    if (chunk === exif && orientation !== 1) return madeChunk('eXIf', orientationTiff(orientation));
    return chunk === profile ? keptProfile(chunk.data) : new Uint8Array();
  });
  const [width, height] = [uint32(header.data, 0), uint32(header.data, 4)];
  const size = isTurned(orientation) ? { width: height, height: width } : { width, height };
  return { ...size, bytes: concat([bytes.subarray(0, SIGNATURE_LENGTH), ...kept]) };
}

/** Up to IEND; null when it is not there or something before it is damaged. */
function readChunks(bytes: Uint8Array): Chunk[] | null {
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE_LENGTH; chunks.at(-1)?.type !== 'IEND'; ) {
    const end = at + uint32(bytes, at) + CHUNK_FRAME;
    if (!(end <= bytes.length) || uint32(bytes, end - 4) !== crc32(bytes.subarray(at + 4, end - 4))) return null;
    const type = ascii(bytes, at + 4, at + 8);
    chunks.push({ type, bytes: bytes.subarray(at, end), data: bytes.subarray(at + 8, end - 4) });
    at = end;
  }
  return chunks;
}

/** The profile under a name of ours: the given one may say anything. */
function keptProfile(data: Uint8Array): Uint8Array {
  const end = data.indexOf(0);
  if (end < 1 || data[end + 1] !== 0 || !isPackedProfile(data.subarray(end + 2))) return new Uint8Array();
  return madeChunk('iCCP', concat([new Uint8Array([0x69, 0x63, 0x63, 0, 0]), data.subarray(end + 2)]));
}

function madeChunk(type: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(data.length + CHUNK_FRAME);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  for (let n = 0; n < 4; n += 1) chunk[4 + n] = type.charCodeAt(n);
  chunk.set(data, 8);
  view.setUint32(chunk.length - 4, crc32(chunk.subarray(4, chunk.length - 4)));
  return chunk;
}

/** `CRC_TABLES[k][byte]`: what a byte does to the CRC when `k` bytes follow it in the same step of four. */
const CRC_TABLES: readonly Uint32Array[] = crcTables();

function crcTables(): Uint32Array[] {
  const first = Uint32Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c;
  });
  const tables = [first];
  for (let k = 1; k < 4; k += 1) {
    tables.push((tables[k - 1] ?? first).map((c) => (first[c & 0xff] ?? 0) ^ (c >>> 8)));
  }
  return tables;
}

/** The CRC of type and data (annex D of the PNG specification), four bytes a step: a picture of 20 MiB keeps nobody waiting. */
export function crc32(bytes: Uint8Array): number {
  const [t0, t1, t2, t3] = CRC_TABLES as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
  const whole = bytes.length - (bytes.length % 4);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let c = 0xffffffff;
  for (let at = 0; at < whole; at += 4) {
    c ^= view.getUint32(at, true);
    c = entry(t3, c) ^ entry(t2, c >>> 8) ^ entry(t1, c >>> 16) ^ entry(t0, c >>> 24);
  }
  for (let at = whole; at < bytes.length; at += 1) c = entry(t0, c ^ (bytes[at] ?? 0)) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function entry(table: Uint32Array, c: number): number {
  return table[c & 0xff] ?? 0;
}
