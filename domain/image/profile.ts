// Colour profiles (ICC.1:2022). Without one the colours of most phones' pictures are wrong, so a profile is kept when it is one.

import { unzlibSync } from 'fflate';
import { ascii, uint32 } from './bytes.ts';

/** Bytes; those of printers reach two megabytes. */
const MAX_PROFILE = 4 * 1024 * 1024;
const HEADER_LENGTH = 128;

/** Its header states its own length and carries the signature of all profiles. */
export function isProfile(bytes: Uint8Array): boolean {
  if (bytes.length <= HEADER_LENGTH || bytes.length > MAX_PROFILE) return false;
  return uint32(bytes, 0) === bytes.length && ascii(bytes, 36, 40) === 'acsp';
}

/** The same of a profile that is compressed (zlib). */
export function isPackedProfile(packed: Uint8Array): boolean {
  try {
    // what does not fit into `out` is dropped, so nothing can grow
    return isProfile(unzlibSync(packed, { out: new Uint8Array(MAX_PROFILE + 1) }));
  } catch {
    // fflate throws plain errors for whatever it cannot unpack
    return false;
  }
}
