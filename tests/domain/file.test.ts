// FI1 to FI7: what a file is, by its content alone; what is refused; the name it gets.

import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { MAX_FILE_BYTES } from '../../domain/document/file.ts';
import { fileName } from '../../domain/file/name.ts';
import { readFile } from '../../domain/file/read.ts';
import { isSafeText } from '../../domain/safe-text.ts';
import { ASICE, contentTypes, declared, LETTER, ODT, office, PDF, textOf } from '../support/office-files.ts';
import { GIF, inserted, JPEG, PNG, WEBP } from '../support/pictures.ts';
import { printedSeed } from '../support/random.ts';

const OFFICE = 'application/vnd.openxmlformats-officedocument.';

function read(bytes: Uint8Array | string, name = 'fail'): string {
  const result = readFile({ name, bytes: typeof bytes === 'string' ? strToU8(bytes) : bytes });
  return result.ok ? result.value.mediaType : result.error.code;
}

describe('the type of a file (FI1)', () => {
  test.each([
    [PNG, 'image/png'],
    [JPEG, 'image/jpeg'],
    [WEBP, 'image/webp'],
    [GIF, 'image/gif'],
    [PDF, 'application/pdf'],
    [office('docx'), `${OFFICE}wordprocessingml.document`],
    [office('xlsx'), `${OFFICE}spreadsheetml.sheet`],
    [office('pptx'), `${OFFICE}presentationml.presentation`],
    [declared(ODT), ODT],
    [declared(`${ODT.slice(0, -4)}spreadsheet`), `${ODT.slice(0, -4)}spreadsheet`],
    [declared(`${ODT.slice(0, -4)}presentation`), `${ODT.slice(0, -4)}presentation`],
    [declared(ASICE), ASICE],
    [LETTER, 'message/rfc822'],
    [strToU8('Tere, õues on külm\n'), 'text/plain'],
  ])('is found by content, whatever the name says: %#', (bytes, type) => {
    for (const name of ['fail', 'fail.exe', 'fail.html', 'fail.png', 'fail.docm']) expect(read(bytes, name)).toBe(type);
  });

  test('of plain text goes by the ending, for none of its kinds does anything', () => {
    expect(read('a;b\n1;2\n', 'a.CSV')).toBe('text/csv');
    expect(read('# Pealkiri\n', 'a.md')).toBe('text/markdown');
    expect(read('# Pealkiri\n', 'a.html')).toBe('text/plain');
  });

  test('all but pictures stay as they are, byte for byte', () => {
    for (const bytes of [PDF, office('docx'), declared(ASICE), LETTER]) {
      const result = readFile({ name: 'x', bytes });
      expect(result.ok && result.value.bytes).toEqual(bytes);
    }
  });
});

describe('what is refused (FI2, U3)', () => {
  test('an empty file is said to be empty', () => {
    expect(read(new Uint8Array(), 'arengukava.docx')).toBe('file-empty');
  });

  const HTML = '<html><script>alert(1)</script></html>';
  test.each([
    ['HTML', HTML],
    ['HTML after space and a mark of order', `\ufeff \n\t<!DOCTYPE html>${HTML}`],
    ['a comment that hides HTML', `<!-- x -->${HTML}`],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['SVG as XML', '<?xml version="1.0"?><svg/>'],
    ['a fragment of HTML', '<a href="javascript:alert(1)">x</a>'],
    ['an unfinished tag', '<script'],
    ['HTML in front of a PDF', Buffer.concat([strToU8(HTML), PDF, new Uint8Array([0])])],
    ['a PDF without an end', PDF.subarray(0, 20)],
    ['a program for Windows', strToU8('MZ\x90\0\x03\0\0\0', true)],
    ['a program for Linux', strToU8('\x7fELF\x02\x01\x01\0', true)],
    ['an old Word file', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])],
    ['text in another charset', new Uint8Array([0xf5, 0x75, 0x6e, 0x61])],
    ['text with a zero byte', 'tekst\0tekst'],
    ['any ZIP', zipSync({ 'a.txt': strToU8('a') })],
    ['a ZIP cut short', office('docx').subarray(0, 100)],
    ['a ZIP behind a ZIP head', Buffer.concat([strToU8('PK\x03\x04'), new Uint8Array(100)])],
    ['an ASiC of the simple kind', declared('application/vnd.etsi.asic-s+zip')],
    ['a book', declared('application/epub+zip')],
    ['OpenDocument with macros', declared(ODT, { 'Basic/script-lc.xml': strToU8('<x/>') })],
    ['OpenDocument with scripts', declared(ODT, { 'Scripts/python/x.py': strToU8('x') })],
    ['a ZIP that leads out of its folder', office('docx', { '../../etc/passwd': strToU8('x') })],
    ['a ZIP that leads to the root', office('docx', { '/etc/passwd': strToU8('x') })],
    ['a Word file with macros', office('docx', { 'word/vbaProject.bin': strToU8('x') })],
    [
      'the same under another name',
      office('docx', types('<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>')),
    ],
    [
      'a type of a part written as an entity',
      office('docx', types('<Default Extension="bin" ContentType="application/vnd.ms-office.&#118;&#98;aProject"/>')),
    ],
    [
      'a .docm',
      office('docx', {
        '[Content_Types].xml': strToU8(
          contentTypes('word/document.xml', 'application/vnd.ms-word.document.macroEnabled.main+xml'),
        ),
      }),
    ],
  ])('%s', (_, bytes) => {
    expect(read(bytes, 'arengukava.docx')).toBe('file-type');
  });

  test('a file of 20 MiB is taken, one byte more is not (FI4)', () => {
    expect(read(textOf(MAX_FILE_BYTES))).toBe('text/plain');
    expect(read(textOf(MAX_FILE_BYTES + 1))).toBe('file-too-large');
  });

  test('a broken picture, a huge one and one that hides another are refused, never taken for text', () => {
    expect(read(PNG.subarray(0, 60))).toBe('picture-invalid');
    expect(read(strToU8('GIF89a=1;alert(1)//'))).toBe('picture-invalid');
    const huge = GIF.slice();
    huge.set([0xff, 0xff, 0xff, 0xff], 6);
    expect(read(huge)).toBe('picture-invalid');
  });
});

describe('bombs (FI2)', () => {
  /** A container whose directory says that its members unpack to `size` bytes each. */
  function bomb(size: number): Uint8Array {
    const bytes = office('docx', { 'word/media/a.bin': textOf(1000) });
    const view = new DataView(bytes.buffer);
    for (let at = 0; at + 4 < bytes.length; at += 1) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, size, true);
    }
    return bytes;
  }

  test('that declare four gigabytes are refused without unpacking', () => {
    expect(read(bomb(0xfffffff0))).toBe('file-type');
  });

  test('with too many members are refused', () => {
    const members = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`word/${n}`, new Uint8Array()]));
    const bytes = office('docx', members);
    expect(read(bytes)).toBe('file-type');
  });

  test('whose small member unpacks to more than it says take no more memory than it says', () => {
    const types = contentTypes('word/document.xml', `${OFFICE}wordprocessingml.document.main+xml`);
    const bytes = zipSync({ '[Content_Types].xml': strToU8(types + ' '.repeat(50_000_000)) });
    const view = new DataView(bytes.buffer);
    for (let at = 0; at + 4 < bytes.length; at += 1) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1000, true);
    }
    const before = process.memoryUsage().arrayBuffers;
    read(bytes);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });
});

describe('polyglots come out inert (FI5, U3)', () => {
  const SCRIPT = strToU8('*/=1;alert(1)/*<script>alert(1)</script>');

  test.each([
    ['PNG', PNG],
    ['JPEG', JPEG],
    ['WebP', WEBP],
    ['GIF', GIF],
  ])('%s loses what follows its end', (_, picture) => {
    const result = readFile({ name: 'x', bytes: inserted(picture, picture.length, SCRIPT) });
    expect(result.ok && result.value.bytes).toEqual(picture);
  });
});

describe('the name of a file (FI6, I8)', () => {
  test.each([
    ['../../etc/passwd', 'passwd.pdf'],
    ['..\\..\\windows\\win.ini', 'win.ini.pdf'],
    ['C:\\fakepath\\Eelarve 2026.pdf', 'Eelarve 2026.pdf'],
    ['kava.PDF', 'kava.PDF'],
    ['kava.docx', 'kava.pdf'],
    ['kava.exe', 'kava.exe.pdf'],
    ['photo.jpg.html', 'photo.jpg.html.pdf'],
    ['inv\u202efdp.exe', 'invfdp.exe.pdf'],
    ['a\0b\r\nc\u2028d.pdf', 'abcd.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['', 'file.pdf'],
    ['...', 'file.pdf'],
    ['.pdf', 'pdf.pdf'],
    ['\ud800lone.pdf', 'lone.pdf'],
    [
      'õ\u0303\u0303\u0303\u0303\u0303\u0303\u0303\u0303\u0303\u0303.pdf',
      'õ\u0303\u0303\u0303\u0303\u0303\u0303\u0303\u0303.pdf',
    ],
    ['o\u0303un.pdf', 'õun.pdf'],
    ['Отчёт «итоги» 🧑‍🚀.pdf', 'Отчёт «итоги» 🧑‍🚀.pdf'],
    ['"jutumärgid"; filename=x.html', '"jutumärgid"; filename=x.html.pdf'],
  ])('%j becomes %j', (sent, kept) => {
    expect(fileName(sent, 'application/pdf')).toBe(kept);
  });

  test('of any string is safe, short, ends with its type and stays as it is', () => {
    const any = fc.string({ unit: 'binary', maxLength: 300 });
    const property = fc.property(any, fc.constantFrom('', '.pdf', '.docx', '.\u202epdf'), (sent, ending) => {
      const name = fileName(sent + ending, 'application/pdf');
      expect(isSafeText(name)).toBe(true);
      expect(name).not.toMatch(/[/\\\n\t]|^[\s.]/);
      expect(name).toMatch(/^.+\.pdf$/iu);
      expect(name.length).toBeLessThanOrEqual(200);
      expect(fileName(name, 'application/pdf')).toBe(name);
    });
    fc.assert(property, { seed: printedSeed('file names'), numRuns: 3000 });
  });
});

test('random bytes behind any signature never throw', () => {
  const head = fc.constantFrom('', 'PK\x03\x04', '%PDF-1.4', 'GIF89a', '\xff\xd8\xff', 'From: a\r\nDate: b\r\n');
  const property = fc.property(head, fc.uint8Array({ maxLength: 400 }), (start, rest) => {
    readFile({ name: 'x', bytes: Buffer.concat([Buffer.from(start, 'latin1'), rest]) });
  });
  fc.assert(property, { seed: printedSeed('random files'), numRuns: 3000 });
});

test('containers with random bytes changed never throw', () => {
  const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
  const property = fc.property(
    fc.constantFrom(office('docx'), declared(ODT)),
    fc.array(change, { minLength: 1, maxLength: 8 }),
    (container, changes) => {
      const hostile = container.slice();
      for (const [at, byte] of changes) hostile[at % hostile.length] = byte;
      read(hostile);
    },
  );
  fc.assert(property, { seed: printedSeed('hostile containers'), numRuns: 3000 });
});

/** The types of a Word file with one more among them. */
function types(more: string): { '[Content_Types].xml': Uint8Array } {
  const main = `${OFFICE}wordprocessingml.document.main+xml`;
  return { '[Content_Types].xml': strToU8(contentTypes('word/document.xml', main, more)) };
}
