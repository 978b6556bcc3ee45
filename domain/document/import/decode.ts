// From the bytes of a text file to text that may be stored: which encoding it is in, and what of it means nothing.

const BYTE_ORDER_MARKS: readonly { bytes: readonly number[]; encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

/** What Estonian texts without a mark are in: UTF-8, or else what Windows wrote here before it. */
const GUESSES = ['utf-8', 'windows-1257'];

/** Control characters that no text has; a few others are page breaks and the like. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;

/** The text of a file, or null when it is none: a picture, a Word file, another encoding. */
export function decodeText(bytes: Uint8Array): string | null {
  const mark = BYTE_ORDER_MARKS.find((known) => known.bytes.every((byte, i) => bytes[i] === byte));
  for (const encoding of mark ? [mark.encoding] : GUESSES) {
    const text = decodeAs(bytes, encoding);
    if (text !== null) return BINARY.test(text) ? null : storable(text);
  }
  return null;
}

function decodeAs(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Whatever breaks a line or a page, as LF. */
const BREAKS = /\r\n?|[\f\v\u0085\u2028\u2029]/g;
/** Nobody sees these, and some of them make a text look like another: see domain/text.ts. */
const INVISIBLE = /(?![\t\n])[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFC\uFFFE\uFFFF]/gu;

/** The text as it may be stored: lines end in LF, letters are composed (NFC), what cannot be seen is gone. */
function storable(text: string): string {
  return text
    .replace(BREAKS, '\n')
    .replace(INVISIBLE, '')
    .replaceAll('\uFFFD', '?')
    .toWellFormed()
    .replaceAll('\uFFFD', '?')
    .normalize('NFC')
    .replace(/(\p{M}{8})\p{M}+/gu, '$1');
}
