// Reading and joining stretches of bytes, for the image formats.

/** A picture taken apart and put together again; sides in pixels. */
export type Cleaned = { width: number; height: number; bytes: Uint8Array };

/** Big-endian, four bytes; NaN past the end, so that every comparison with it fails. */
export function uint32(bytes: Uint8Array, at: number): number {
  return at + 4 <= bytes.length ? new DataView(bytes.buffer, bytes.byteOffset).getUint32(at) : Number.NaN;
}

/** Little-endian, four bytes; NaN past the end. */
export function uint32le(bytes: Uint8Array, at: number): number {
  return at + 4 <= bytes.length ? new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true) : Number.NaN;
}

/** Big-endian, two bytes; NaN past the end. */
export function uint16(bytes: Uint8Array, at: number): number {
  return at + 2 <= bytes.length ? new DataView(bytes.buffer, bytes.byteOffset).getUint16(at) : Number.NaN;
}

/** Little-endian, two bytes; NaN past the end. */
export function uint16le(bytes: Uint8Array, at: number): number {
  return at + 2 <= bytes.length ? new DataView(bytes.buffer, bytes.byteOffset).getUint16(at, true) : Number.NaN;
}

/** Each byte as one character, for the names of chunks. */
export function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

/** The parts one after the other, in an array of their own. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
