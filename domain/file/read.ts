// A file as somebody sends it becomes a file as it is kept: its type found from its content alone, pictures without
// metadata, a name that fits. Whatever is not known for sure is refused.

import { MAX_FILE_BYTES } from '../document/file.ts';
import { cleanImage, imageType, PICTURE_LIMITS } from '../image.ts';
import { fail, ok, type Result } from '../result.ts';
import { containerType } from './container.ts';
import { fileName } from './name.ts';
import { textType } from './text.ts';
import type { FileType } from './type.ts';

/** `width`, `height`: pixels as a browser shows it; null for what is no picture. */
export type ReadFile = {
  name: string;
  mediaType: FileType;
  bytes: Uint8Array;
  width: number | null;
  height: number | null;
};

/** Fails `file-too-large` (`limit` in MB), `file-type`, and `picture-invalid` for a picture that is broken or too large. */
export function readFile(sent: { name: string; bytes: Uint8Array }): Result<ReadFile> {
  if (sent.bytes.length > MAX_FILE_BYTES)
    return fail('file-too-large', { params: { limit: MAX_FILE_BYTES / 2 ** 20 } });
  return imageType(sent.bytes) === null ? readOther(sent) : readPicture(sent);
}

function readPicture(sent: { name: string; bytes: Uint8Array }): Result<ReadFile> {
  const image = cleanImage(sent.bytes, PICTURE_LIMITS);
  if (!image.ok) return fail('picture-invalid');
  return ok({ ...image.value, name: fileName(sent.name, image.value.mediaType) });
}

/** Kept as it is, byte for byte: a signature in it stays valid. */
function readOther({ name, bytes }: { name: string; bytes: Uint8Array }): Result<ReadFile> {
  if (bytes.length === 0) return fail('file-empty');
  const mediaType = otherType(bytes, name);
  if (mediaType === null) return fail('file-type');
  return ok({ name: fileName(name, mediaType), mediaType, bytes, width: null, height: null });
}

function otherType(bytes: Uint8Array, name: string): FileType | null {
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  if (start.startsWith('PK\x03\x04')) return containerType(bytes);
  if (start.startsWith('%PDF-')) return isPdf(start, bytes) ? 'application/pdf' : null;
  return textType(bytes, name);
}

/** ISO 32000: the version comes first, the end mark last, with at most a little after it. */
function isPdf(start: string, bytes: Uint8Array): boolean {
  return /^%PDF-[12]\.\d/.test(start) && String.fromCharCode(...bytes.subarray(-2048)).includes('%%EOF');
}
