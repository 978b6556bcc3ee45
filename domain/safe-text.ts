// Which characters a text may have. Apart from the forms' rules in text.ts, so that the editor checks what is typed
// without carrying the library that parses forms.

/** Control characters, bidirectional overrides, and characters that stand for nothing; tab and line feed are taken out first. */
const UNSAFE = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFF]/u;
const EACH_UNSAFE = new RegExp(UNSAFE.source, 'gu');
/** More than eight combining marks on one letter is no writing system's. */
const STACKED_MARKS = /\p{M}{9,}/u;

const MARKS_TOO_MANY = /(\p{M}{8})\p{M}+/gu;

/** May this text be stored and shown as it is? */
export function isSafeText(text: string): boolean {
  return text.isWellFormed() && !UNSAFE.test(text.replace(/[\t\n]/g, '')) && !STACKED_MARKS.test(text);
}

/** The text without the characters that `isSafeText` refuses. Marks one on the other are left as they are: `thinned`. */
export function cleaned(text: string): string {
  return text.toWellFormed().replace(EACH_UNSAFE, (character) => (/[\t\n]/.test(character) ? character : ''));
}

/** Of more than eight combining marks on one letter the first eight. */
export function thinned(text: string): string {
  return text.replace(MARKS_TOO_MANY, '$1');
}
