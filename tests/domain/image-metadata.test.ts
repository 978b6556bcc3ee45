// FI5: what a picture says about people and places goes; which side is up and its colours stay.

import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanImage, type Image, PICTURE_LIMITS } from '../../domain/image.ts';
import {
  AFTER_IHDR,
  AFTER_SOI,
  colourProfile,
  GIF,
  inserted,
  JPEG,
  jpegSegment,
  PNG,
  packedProfile,
  phoneExif,
  pngChunk,
  WEBP_WITH_ALPHA,
  webpChunk,
  webpWith,
} from '../support/pictures.ts';
import { printedSeed } from '../support/random.ts';

const SECRET = 'Mari Maasikas 59.437N 24.753E';

/** The picture as a phone with these metadata writes it. */
const WITH_EXIF = {
  PNG: (exif: Buffer) => inserted(PNG, AFTER_IHDR, pngChunk('eXIf', exif)),
  JPEG: (exif: Buffer) => inserted(JPEG, AFTER_SOI, jpegSegment(0xe1, named(exif))),
  WebP: (exif: Buffer) => webpWith(webpChunk('EXIF', exif)),
  'WebP as written for JPEG': (exif: Buffer) => webpWith(webpChunk('EXIF', named(exif))),
};
const named = (exif: Buffer) => Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif]);

function cleaned(bytes: Uint8Array): Image {
  const image = cleanImage(bytes, PICTURE_LIMITS);
  if (!image.ok) throw new Error('refused');
  return image.value;
}

describe.each(Object.entries(WITH_EXIF))('%s', (_, withExif) => {
  const orientations = [1, 2, 3, 4, 5, 6, 7, 8];

  test.each(orientations)('that stands on side %i keeps only that', (orientation) => {
    const image = cleaned(withExif(phoneExif(orientation, SECRET)));
    expect(Buffer.from(image.bytes).includes('Mari')).toBe(false);
    const turned = orientation >= 5;
    expect([image.width, image.height]).toEqual(turned ? [4, 6] : [6, 4]);
    expect(cleaned(image.bytes)).toEqual(image);
  });

  test('says on which side it stands in a directory of one entry', () => {
    const six = Buffer.from(cleaned(withExif(phoneExif(6, SECRET))).bytes);
    expect(six.includes(Buffer.from('4d4d002a00000008000101120003000000010006', 'hex'))).toBe(true);
  });

  test('with metadata that cannot be read loses them', () => {
    for (const broken of ['II*\0', 'MM\0*\xff\xff\xff\xff', 'II*\0\x08\0\0\0\xff\xff', 'no']) {
      const image = cleaned(withExif(Buffer.from(broken, 'latin1')));
      expect([image.width, image.height]).toEqual([6, 4]);
    }
  });
});

describe('a colour profile', () => {
  const profile = colourProfile();
  const pieces = [profile.subarray(0, 250), profile.subarray(250)];
  const icc = (piece: Uint8Array, n: number, of: number) =>
    jpegSegment(0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0', 'latin1'), Buffer.from([n, of]), piece]));

  test('of JPEG stays, in all its pieces', () => {
    const picture = inserted(JPEG, AFTER_SOI, ...pieces.map((piece, n) => icc(piece, n + 1, 2)));
    expect(cleaned(picture).bytes).toEqual(picture);
  });

  test('of JPEG that is none, or lacks a piece, goes', () => {
    for (const odd of [icc(Buffer.from(SECRET), 1, 1), icc(pieces[0] ?? profile, 1, 2), icc(profile, 2, 2)]) {
      expect(cleaned(inserted(JPEG, AFTER_SOI, odd)).bytes).toEqual(JPEG);
    }
  });

  test('of PNG stays, under a name of ours', () => {
    const picture = inserted(PNG, AFTER_IHDR, pngChunk('iCCP', packedProfile(SECRET, profile)));
    const ours = inserted(PNG, AFTER_IHDR, pngChunk('iCCP', packedProfile('icc', profile)));
    expect(cleaned(picture).bytes).toEqual(ours);
  });

  test('of PNG that unpacks to gigabytes, or to no profile, goes', () => {
    for (const odd of [colourProfile(20_000_000), Buffer.from(SECRET)]) {
      const picture = inserted(PNG, AFTER_IHDR, pngChunk('iCCP', packedProfile('x', odd)));
      expect(cleaned(picture).bytes).toEqual(PNG);
    }
  });

  test('of WebP stays and is announced', () => {
    const image = cleaned(webpWith(webpChunk('ICCP', profile)));
    expect(Buffer.from(image.bytes).includes(profile)).toBe(true);
    expect((image.bytes[20] ?? 0) & 0x2c).toBe(0x20);
    expect(cleaned(webpWith(webpChunk('ICCP', Buffer.from(SECRET)))).bytes).toEqual(WEBP_WITH_ALPHA);
  });
});

describe('GIF', () => {
  const AFTER_COLOURS = 19;
  const extension = (label: number, ...pieces: string[]) =>
    Buffer.concat([
      Buffer.from([0x21, label]),
      ...pieces.map((piece) => Buffer.concat([Buffer.from([piece.length]), Buffer.from(piece, 'latin1')])),
      Buffer.from([0]),
    ]);

  test('without metadata stays as it is, with its two frames', () => {
    expect(cleaned(GIF)).toMatchObject({ bytes: GIF, width: 1, height: 1 });
  });

  test.each([
    ['comments', extension(0xfe, SECRET)],
    ['text', extension(0x01, SECRET)],
    ['XMP', extension(0xff, 'XMP DataXMP', SECRET)],
    ['a loop that carries more than its number', extension(0xff, 'NETSCAPE2.0', `\x01${SECRET}`)],
    ['blocks of unknown kinds', extension(0x42, SECRET)],
  ])('loses its %s', (_, block) => {
    expect(cleaned(inserted(GIF, AFTER_COLOURS, block)).bytes).toEqual(GIF);
  });

  test('that is cut short anywhere is refused', () => {
    for (let length = 0; length < GIF.length; length += 1) {
      expect(cleanImage(GIF.subarray(0, length), PICTURE_LIMITS).ok, `${length} bytes`).toBe(false);
    }
  });

  test('is no logo', () => {
    expect(cleanImage(GIF).ok).toBe(false);
  });
});

test('metadata with random bytes never throw, and cleaning what was cleaned changes nothing', () => {
  const property = fc.property(
    fc.constantFrom(...Object.values(WITH_EXIF)),
    fc.uint8Array({ maxLength: 80 }),
    fc.constantFrom('', 'II*\0', 'MM\0*'),
    (withExif, random, start) => {
      const once = cleaned(withExif(Buffer.concat([Buffer.from(start, 'latin1'), random])));
      expect(cleaned(once.bytes)).toEqual(once);
    },
  );
  fc.assert(property, { seed: printedSeed('random metadata'), numRuns: 2000 });
});
