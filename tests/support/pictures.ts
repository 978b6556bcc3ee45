// Pictures of six by four pixels that a browser drew, without any metadata, and ways to put some in.

import { zlibSync } from 'fflate';
import { crc32 } from '../../domain/image/png.ts';

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

export const PNG = bytes(
  'iVBORw0KGgoAAAANSUhEUgAAAAYAAAAECAYAAACtBE5DAAAANElEQVR4AWyJwQkAMAgDg4u0C9kJOmW7kJsogvFl4AjJybrqE4KK' +
    'nY+kJlrwYLfYT5FQBAAAAP//6EcXSwAAAAZJREFUAwCp4BCzN0kdJgAAAABJRU5ErkJggg==',
);

export const JPEG = bytes(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYn' +
    'KSopGR8tMC0oMCUoKSj/2wBDAQcHBwoIChMKChMoGhYaKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgo' +
    'KCgoKCgoKCj/wAARCAAEAAYDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAf/xAAgEAAABQMFAAAAAAAAAAAAAAAAAQID' +
    'BBESEyIjMUFR/8QAFQEBAQAAAAAAAAAAAAAAAAAAAwX/xAAcEQABAwUAAAAAAAAAAAAAAAABADJxAgMEsbL/2gAMAwEAAhEDEQA/' +
    'AJ6/Kyw40fAwjBduIRRblx11n3TgvAAAeMwzV0VEvuEDQX//2Q==',
);

export const WEBP = bytes(
  'UklGRmIAAABXRUJQVlA4WAoAAAAAAAAABQAAAwAAVlA4IEQAAABwAgCdASoGAAQAAUAmJaACdEcAZIB+gAKU+1oAAP7qXZR/eW+I' +
    'v/oSFS/40yZr5lFllUcJlFkHPphDKP9ge2Rll8nQAA==',
);

export const WEBP_WITH_ALPHA = bytes(
  'UklGRmgAAABXRUJQVlA4WAoAAAAQAAAABQAAAwAAQUxQSAwAAAABDzD/ERFiGCL6HwZWUDggNgAAABACAJ0BKgYABAABQCYloAJ0' +
    'RwBkgH6AA2AA/vDNo/n3LZjk/+3uWzHJ/2nl7xpm08veLwAAAA==',
);

/** The picture with `parts` put in at `at`. */
export function inserted(picture: Uint8Array, at: number, ...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat([picture.subarray(0, at), ...parts, picture.subarray(at)]));
}

/** Two frames of one pixel, repeated for ever. */
export const GIF = new Uint8Array(
  Buffer.from(
    `47494638396101000100800000000000ffffff21ff0b4e45545343415045322e300301000000${'21f904000a000000'}2c000000000100010000020244010021f904000a0000002c00000000010001000002024c01003b`,
    'hex',
  ),
);

/** Where the first chunk after the header of PNG, and the first segment of JPEG stand. */
export const AFTER_IHDR = 33;
export const AFTER_SOI = 2;

export function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

export function jpegSegment(marker: number, data: Uint8Array): Buffer {
  const length = data.length + 2;
  return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 0xff]), data]);
}

export function webpChunk(name: string, data: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.from(name, 'latin1'), length, data, Buffer.alloc(data.length % 2)]);
}

/** The transparent picture with one more chunk at its end. */
export function webpWith(...chunks: Uint8Array[]): Buffer {
  const file = Buffer.concat([WEBP_WITH_ALPHA, ...chunks]);
  file.writeUInt32LE(file.length - 8, 4);
  return file;
}

/** What a phone writes: which side is up, and where and by whom the picture was taken. Little-endian TIFF. */
export function phoneExif(orientation: number, secret: string): Buffer {
  const text = Buffer.from(`${secret}\0`);
  const entry = (tag: number, type: number, count: number, value: number) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(tag, 0);
    bytes.writeUInt16LE(type, 2);
    bytes.writeUInt32LE(count, 4);
    bytes.writeUInt32LE(value, 8);
    return bytes;
  };
  const entries = [
    entry(0x010f, 2, text.length, 62),
    entry(0x0112, 3, 1, orientation),
    entry(0x013b, 2, text.length, 62),
    entry(0x8825, 4, 1, 62),
  ];
  const head = Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, entries.length, 0]);
  return Buffer.concat([head, ...entries, Buffer.alloc(4), text]);
}

/** A colour profile with nothing but a header. */
export function colourProfile(size = 600): Buffer {
  const profile = Buffer.alloc(size);
  profile.writeUInt32BE(size, 0);
  profile.write('acsp', 36, 'latin1');
  return profile;
}

/** The same as PNG holds it, under `name`. */
export function packedProfile(name: string, profile: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${name}\0\0`, 'latin1'), zlibSync(profile)]);
}
