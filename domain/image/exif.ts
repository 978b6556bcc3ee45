// What a camera says about a picture (Exif 2.3, a TIFF directory). Only which side is up is kept: without it a
// picture taken on a phone would lie on its side.

import { ascii } from './bytes.ts';

const ORIENTATION = 0x0112;
const SHORT = 3;
const ENTRY_LENGTH = 12;

/** 1 (as stored) to 8; 1 too for what cannot be read. `tiff` begins with `II` or `MM`. */
export function orientationOf(tiff: Uint8Array): number {
  const order = ascii(tiff, 0, 2);
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return 1;
  const isLittle = order === 'II';
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.length);
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > tiff.length) return 1;
  const count = view.getUint16(directory, isLittle);
  for (let n = 0; n < count; n += 1) {
    const at = directory + 2 + n * ENTRY_LENGTH;
    if (at + ENTRY_LENGTH > tiff.length) return 1;
    if (view.getUint16(at, isLittle) !== ORIENTATION || view.getUint16(at + 2, isLittle) !== SHORT) continue;
    const value = view.getUint16(at + 8, isLittle);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** A TIFF directory that says only this. */
export function orientationTiff(orientation: number): Uint8Array {
  const header = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1];
  return new Uint8Array([...header, 0x01, 0x12, 0, SHORT, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
}

/** Does the picture stand on a side that is stored as its other one? */
export function isTurned(orientation: number): boolean {
  return orientation >= 5;
}
