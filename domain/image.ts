// Pictures that people upload: recognised by their content, and rewritten without what they say about people,
// places and programs. Only the parts that paint the picture are kept, so whatever else was in the file is gone.

import { cleanJpeg } from './image/jpeg.ts';
import { cleanPng } from './image/png.ts';
import { cleanWebp } from './image/webp.ts';
import { fail, ok, type Result } from './result.ts';

export type ImageType = 'image/png' | 'image/jpeg' | 'image/webp';
export type Image = { mediaType: ImageType; bytes: Uint8Array };

/** Pixels on a side: a small file that unpacks to more is meant to fill memory. */
const MAX_SIDE = 4096;

const CLEANERS = { 'image/png': cleanPng, 'image/jpeg': cleanJpeg, 'image/webp': cleanWebp };

/** The picture without metadata; `image-invalid` for other formats and for files that are cut short, malformed or animated WebP. */
export function cleanImage(bytes: Uint8Array): Result<Image> {
  const mediaType = imageType(bytes);
  const cleaned = mediaType && CLEANERS[mediaType](bytes);
  if (!mediaType || !cleaned || !isPaintable(cleaned)) return fail('image-invalid');
  return ok({ mediaType, bytes: cleaned.bytes });
}

/** What a file is by its first bytes; null for anything but PNG, JPEG and WebP. */
export function imageType(bytes: Uint8Array): ImageType | null {
  const start = String.fromCharCode(...bytes.subarray(0, 12));
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  return start.startsWith('RIFF') && start.slice(8) === 'WEBP' ? 'image/webp' : null;
}

function isPaintable({ width, height }: { width: number; height: number }): boolean {
  return width >= 1 && height >= 1 && width <= MAX_SIDE && height <= MAX_SIDE;
}
