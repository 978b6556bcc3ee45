// What an attribute of a node or mark may be. Every attribute is one primitive value, because Yjs rewrites arrays and
// objects on every update, and every one is checked, because a hand-made client may send anything.

import type { AttributeSpec } from '@tiptap/pm/model';
import { isSafeText } from '../../safe-text.ts';

export const MAX_CAPTION_LENGTH = 300;
const MAX_ALTERNATIVE_LENGTH = 500;
export const MAX_LOCATOR_LENGTH = 100;
const MAX_HREF_LENGTH = 2000;
export const MAX_LIST_START = 9999;
export const MAX_COLSPAN = 50;
/** HTML's own limit ends at 65,534; nobody reads a cell of more than a thousand rows. */
export const MAX_ROWSPAN = 1000;
export const MAX_HEADING_LEVEL = 3;

export const CALLOUT_KINDS = ['note', 'important', 'example'] as const;
export type CalloutKind = (typeof CALLOUT_KINDS)[number];

export const HEADER_SCOPES = ['col', 'row'] as const;
export const TARGET_KINDS = ['section', 'block'] as const;

/** An attribute with a default, or a required one when `default` is left out. */
export function attribute(name: string, isValid: (value: unknown) => boolean, ...initial: [] | [unknown]) {
  const validate = (value: unknown) => {
    if (!isValid(value)) throw new RangeError(`invalid ${name}`);
  };
  return (initial.length === 0 ? { validate } : { default: initial[0], validate }) satisfies AttributeSpec;
}

const BLOCK_ID = /^[A-Za-z0-9_-]{1,36}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PER_CENTS = /^(?:[1-9]\d?|100)(?:,(?:[1-9]\d?|100))*$/;
/** Language, script, region and variants in the case that BCP 47 (RFC 5646, 2.1.1) writes them in. */
const LANGUAGE = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3})){0,3}$/;
const WEB_ADDRESS = /^https?:\/\/[^/?#]/i;
const OTHER_ADDRESS = /^(?:mailto|tel):./i;

const isText = (value: unknown): value is string => typeof value === 'string';

export const isBlockId = (value: unknown): value is string => isText(value) && BLOCK_ID.test(value);

/** Lower case only, as the database writes it. */
export const isUuid = (value: unknown): value is string => isText(value) && UUID.test(value);

/** One safe line of at most `max` UTF-16 units, possibly empty. */
export const isLine = (value: unknown, max: number): value is string =>
  isText(value) && value.length <= max && !/[\n\t]/.test(value) && isSafeText(value);

export const isWholeNumber = (value: unknown, min: number, max: number): value is number =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max;

export const isOneOf = <T extends string>(value: unknown, choices: readonly T[]): value is T =>
  (choices as readonly unknown[]).includes(value);

/** '' when the browser decides, else whole per cents joined by comma, one a column (`30,50,20`). */
export const isColumnWidths = (value: unknown): value is string =>
  value === '' || (isText(value) && value.length <= 200 && PER_CENTS.test(value));

/** What a picture shows, for those who do not see it: never empty. */
export const isAlternative = (value: unknown): value is string =>
  isLine(value, MAX_ALTERNATIVE_LENGTH) && value.trim() !== '';

/** 0 is the picture's own width, else per cent of the column of text. */
export const isImageWidth = (value: unknown): value is number => value === 0 || isWholeNumber(value, 10, 100);

/** A language tag such as `et`, `en` or `ru-RU`. */
export const isLanguageTag = (value: unknown): value is string => isText(value) && LANGUAGE.test(value);

/** An address that only leads somewhere: http, https, mailto or tel, absolute, without white space. */
export function isHref(value: unknown): value is string {
  if (!isText(value) || value.length > MAX_HREF_LENGTH || /\s/u.test(value) || !isSafeText(value)) return false;
  return WEB_ADDRESS.test(value) ? URL.canParse(value) : OTHER_ADDRESS.test(value);
}
