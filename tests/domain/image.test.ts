// Uploaded pictures: what is kept, what is thrown away, and what is refused.

import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanImage, imageType } from '../../domain/image.ts';
import {
  AFTER_IHDR,
  AFTER_SOI,
  inserted,
  JPEG,
  jpegSegment,
  PNG,
  pngChunk,
  WEBP,
  WEBP_WITH_ALPHA,
  webpChunk,
  webpWith,
} from '../support/pictures.ts';
import { printedSeed } from '../support/random.ts';

const PICTURES = { PNG, JPEG, WEBP, WEBP_WITH_ALPHA };
const SECRET = Buffer.from('Mari Maasikas, 59.437N 24.753E');

/** The clean bytes, or the code of the refusal; what was given is never changed in place. */
function cleaned(given: Uint8Array): Uint8Array | string {
  const before = Uint8Array.from(given);
  const result = cleanImage(given);
  expect(Buffer.compare(given, before)).toBe(0);
  return result.ok ? result.value.bytes : result.error.code;
}

describe('a picture', () => {
  test.each(Object.entries(PICTURES))('%s without metadata stays as it is', (_, picture) => {
    expect(cleaned(picture)).toEqual(picture);
  });

  test.each(Object.entries(PICTURES))('%s loses what follows its end', (_, picture) => {
    expect(cleaned(inserted(picture, picture.length, Buffer.from('<script>alert(1)</script>')))).toEqual(picture);
  });

  test.each(Object.entries(PICTURES))('%s that is cut short anywhere is refused', (_, picture) => {
    for (let length = 0; length < picture.length; length++) {
      expect(cleaned(picture.subarray(0, length)), `${length} bytes`).toBe('image-invalid');
    }
  });

  test('is recognised by its content alone', () => {
    expect(imageType(JPEG)).toBe('image/jpeg');
    for (const other of ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a', '%PDF-1.7', '', 'RIFF    AVI ']) {
      expect(cleaned(Buffer.from(other))).toBe('image-invalid');
    }
  });

  test('with random bytes changed never throws, and cleaning what was cleaned changes nothing', () => {
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    const property = fc.property(
      fc.constantFrom(...Object.values(PICTURES)),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      (picture, changes) => {
        const hostile = picture.slice();
        for (const [at, byte] of changes) hostile[at % hostile.length] = byte;
        const once = cleaned(hostile);
        if (typeof once !== 'string') expect(cleaned(once)).toEqual(once);
      },
    );
    fc.assert(property, { seed: printedSeed('hostile pictures'), numRuns: 2000 });
  });
});

describe('PNG', () => {
  test.each(['tEXt', 'iTXt', 'zTXt', 'eXIf', 'tIME', 'iCCP', 'acTL', 'caBX', 'vpAg'])('loses its %s chunk', (type) => {
    expect(cleaned(inserted(PNG, AFTER_IHDR, pngChunk(type, SECRET)))).toEqual(PNG);
  });

  test('keeps its density', () => {
    const withDensity = inserted(PNG, AFTER_IHDR, pngChunk('pHYs', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 1])));
    expect(cleaned(withDensity)).toEqual(withDensity);
  });

  test('of more pixels than a logo needs is refused', () => {
    const size = (side: number) => {
      const header = Buffer.from(PNG.subarray(16, 29));
      header.writeUInt32BE(side, 0);
      return Buffer.concat([PNG.subarray(0, 8), pngChunk('IHDR', header), PNG.subarray(AFTER_IHDR)]);
    };
    expect(cleaned(size(4096))).not.toBe('image-invalid');
    for (const side of [0, 4097, 0xffffffff]) expect(cleaned(size(side))).toBe('image-invalid');
  });

  test('with a wrong checksum, or with data in its end, is refused', () => {
    const wrong = pngChunk('tEXt', SECRET);
    wrong[wrong.length - 1] = (wrong.at(-1) ?? 0) ^ 1;
    expect(cleaned(inserted(PNG, AFTER_IHDR, wrong))).toBe('image-invalid');
    const end = PNG.length - 12;
    expect(cleaned(Buffer.concat([PNG.subarray(0, end), pngChunk('IEND', SECRET)]))).toBe('image-invalid');
  });
});

describe('JPEG', () => {
  const others = Array.from({ length: 13 }, (_, n) => 0xe1 + n).filter((marker) => marker !== 0xee);
  test.each([...others, 0xef, 0xfe].map((marker) => [marker.toString(16), marker] as const))(
    'loses its FF%s segment',
    (_, marker) => {
      expect(cleaned(inserted(JPEG, AFTER_SOI, jpegSegment(marker, SECRET)))).toEqual(JPEG);
    },
  );

  test('keeps what says how its colours are coded', () => {
    const adobe = inserted(JPEG, AFTER_SOI, jpegSegment(0xee, Buffer.from('Adobe\0d\0\0\0\0\x01', 'latin1')));
    expect(cleaned(adobe)).toEqual(adobe);
  });

  test('loses the thumbnail in its header, which may show what was cropped away', () => {
    const header = Buffer.from([...Buffer.from('JFIF\0', 'latin1'), 1, 1, 0, 0, 1, 0, 1, 2, 1, 9, 9, 9, 9, 9, 9]);
    const withThumbnail = Buffer.concat([JPEG.subarray(0, 2), jpegSegment(0xe0, header), JPEG.subarray(20)]);
    expect(cleaned(withThumbnail)).toEqual(JPEG);
  });
});

describe('WebP', () => {
  test.each(['EXIF', 'XMP ', 'ICCP', 'ABCD'])('loses its %s chunk and the flag that announces it', (name) => {
    const hostile = webpWith(webpChunk(name, SECRET));
    hostile[20] = (hostile[20] ?? 0) | 0x2c;
    expect(cleaned(hostile)).toEqual(WEBP_WITH_ALPHA);
  });

  test('that is animated, or holds two pictures, is refused', () => {
    expect(cleaned(webpWith(webpChunk('ANIM', Buffer.alloc(6))))).toBe('image-invalid');
    expect(cleaned(webpWith(WEBP.subarray(30)))).toBe('image-invalid');
  });
});
