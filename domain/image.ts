// Pictures that people upload: recognised by their content, and rewritten without what they say about people,
// places and programs. Only the parts that paint the picture are kept, so whatever else was in the file is gone.

import { cleanGif } from './image/gif.ts';
import { cleanJpeg } from './image/jpeg.ts';
import { cleanPng } from './image/png.ts';
import { cleanWebp } from './image/webp.ts';
import { fail, ok, type Result } from './result.ts';

export type ImageType = 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif';
/** `width`, `height`: pixels as a browser shows it, turned the right way up. */
export type Image = { mediaType: ImageType; bytes: Uint8Array; width: number; height: number };

/** A small file that unpacks to more than so many pixels is meant to fill memory. */
export type ImageLimits = { types: readonly ImageType[]; side: number; pixels: number };

/** A logo stands on every page. */
const LOGO_LIMITS: ImageLimits = {
  types: ['image/png', 'image/jpeg', 'image/webp'],
  side: 4096,
  pixels: 4096 * 4096,
};
/** Pictures in a text, as cameras and scanners make them. */
export const PICTURE_LIMITS: ImageLimits = {
  types: ['image/png', 'image/jpeg', 'image/webp', 'image/gif'],
  side: 12_000,
  pixels: 100_000_000,
};

const CLEANERS = { 'image/png': cleanPng, 'image/jpeg': cleanJpeg, 'image/webp': cleanWebp, 'image/gif': cleanGif };

/**
 * The picture without metadata but for which side is up and its colour profile; `image-invalid` for other formats, for files that are cut
 * short or malformed, for animated WebP and beyond `limits`.
 */
export function cleanImage(bytes: Uint8Array, limits: ImageLimits = LOGO_LIMITS): Result<Image> {
  const mediaType = imageType(bytes);
  if (!mediaType || !limits.types.includes(mediaType)) return fail('image-invalid');
  const cleaned = CLEANERS[mediaType](bytes);
  return cleaned && isPaintable(cleaned, limits) ? ok({ mediaType, ...cleaned }) : fail('image-invalid');
}

/** What a file is by its first bytes; null for anything but PNG, JPEG, WebP and GIF. */
export function imageType(bytes: Uint8Array): ImageType | null {
  const start = String.fromCharCode(...bytes.subarray(0, 12));
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^GIF8[79]a/.test(start)) return 'image/gif';
  return start.startsWith('RIFF') && start.slice(8) === 'WEBP' ? 'image/webp' : null;
}

function isPaintable({ width, height }: { width: number; height: number }, { side, pixels }: ImageLimits): boolean {
  return Math.min(width, height) >= 1 && Math.max(width, height) <= side && width * height <= pixels;
}
