// Which characters a text may have. Apart from the forms' rules in text.ts, so that the editor checks what is typed
// without carrying the library that parses forms.

/** Control characters, bidirectional overrides, and characters that stand for nothing; tab and line feed are taken out first. */
const UNSAFE = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFF]/u;
/** More than eight combining marks on one letter is no writing system's. */
const STACKED_MARKS = /\p{M}{9,}/u;

/** May this text be stored and shown as it is? */
export function isSafeText(text: string): boolean {
  return text.isWellFormed() && !UNSAFE.test(text.replace(/[\t\n]/g, '')) && !STACKED_MARKS.test(text);
}
