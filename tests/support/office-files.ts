// Small files of the types that are taken in, made by hand, and ways to make them hostile.

import { strToU8, type Zippable, zipSync } from 'fflate';

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const MAINS = {
  docx: ['word/document.xml', 'wordprocessingml.document'],
  xlsx: ['xl/workbook.xml', 'spreadsheetml.sheet'],
  pptx: ['ppt/presentation.xml', 'presentationml.presentation'],
} as const;

/** `[Content_Types].xml` of a file whose main part has `type`; `more` is put into it. */
export function contentTypes(part: string, type: string, more = ''): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${part}" ContentType="${type}"/>${more}</Types>`;
}

/** A Word, Excel or PowerPoint file; `more` adds or replaces members. */
export function office(kind: keyof typeof MAINS, more: Zippable = {}): Uint8Array {
  const [part, type] = MAINS[kind];
  return zipSync({
    '[Content_Types].xml': strToU8(contentTypes(part, `${OFFICE}.${type}.main+xml`)),
    [part]: strToU8('<x/>'),
    ...more,
  });
}

/** A container that says what it is in its first member. */
export function declared(mimetype: string, more: Zippable = {}): Uint8Array {
  const manifest = { 'META-INF/manifest.xml': strToU8('<m/>') };
  return zipSync({ mimetype: [strToU8(mimetype), { level: 0 }], ...manifest, ...more });
}

export const ODT = 'application/vnd.oasis.opendocument.text';
export const ASICE = 'application/vnd.etsi.asic-e+zip';
export const PDF = strToU8('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n');
export const LETTER = strToU8(
  'From: mari@asutus.ee\r\nTo: jaan@asutus.ee\r\nDate: Mon, 2 Nov 2026 10:00:00 +0200\r\nSubject: Kiri\r\n\r\nTere\r\n',
);

/** `size` bytes of plain text. */
export function textOf(size: number): Uint8Array {
  return new Uint8Array(size).fill(0x61);
}
