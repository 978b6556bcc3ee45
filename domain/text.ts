// What a text typed by a person may be. Every form field is one of these; bad characters are refused with
// a code rather than silently changed, so what is saved is what is shown and exported.

import { z } from 'zod';
import type { FieldErrorCode } from './errors.ts';
import { LOCALES, type Locale } from './locale.ts';
import { isSafeText } from './safe-text.ts';

const code = (value: FieldErrorCode): FieldErrorCode => value;

/** Text as it is stored: line ends as LF, composed (NFC), without space at its ends. */
export function normaliseText(text: string): string {
  return text.replace(/\r\n?/g, '\n').normalize('NFC').trim();
}

const safeText = z
  .string()
  .transform(normaliseText)
  .refine(isSafeText, { error: code('characters') });
const sized = (min: number, max: number) =>
  safeText.pipe(
    z
      .string()
      .min(min, { error: code('required') })
      .max(max, { error: code('too-long') }),
  );

/** One line of at least one character; lengths in UTF-16 units. */
export const singleLine = (max: number) =>
  sized(1, max).refine((text) => !/[\n\t]/.test(text), { error: code('characters') });

/** Several lines, possibly none. */
export const multiLine = (max: number) => sized(0, max);

/** Empty or only space gives ''; everything else must pass `schema`. */
export const optional = (schema: z.ZodType<string>) =>
  z.string().transform((text, issues) => {
    if (text.trim() === '') return '';
    const parsed = schema.safeParse(text);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) issues.addIssue({ code: 'custom', message: issue.message });
    return z.NEVER;
  });

export const personName = singleLine(120);

const perLocale = <T extends z.ZodType<string>>(schema: T) =>
  z.object(Object.fromEntries(LOCALES.map((locale) => [locale, schema])) as Record<Locale, T>).partial();

/** Per language, at least one filled in. */
export const localisedName = perLocale(optional(singleLine(200))).refine(
  (texts) => Object.values(texts).some(Boolean),
  { error: code('required'), path: ['et'] },
);

/** Per language, each possibly empty. */
export const localisedText = (max: number) => perLocale(multiLine(max));

const ADDRESS =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

/**
 * One address in the form it is stored and compared in: lower case, its domain in ASCII (RFC 5890). Null for
 * whatever is not exactly one plain address: lists, quoted local parts, comments, line breaks, other scripts.
 */
export function canonicalEmail(text: string): string | null {
  const at = text.trim().lastIndexOf('@');
  if (at < 1 || !isSafeText(text)) return null;
  const local = text.trim().slice(0, at);
  const domain = asciiDomain(text.trim().slice(at + 1));
  // Lower case only what is ASCII already: U+212A, the Kelvin sign, would become somebody else's k.
  const address = `${/^[\x21-\x7e]+$/.test(local) ? local.toLowerCase() : ''}@${domain}`;
  return address.length <= 254 && local.length <= 64 && ADDRESS.test(address) ? address : null;
}

/** '' for a domain that has no ASCII form, or that only looks like another one's. */
function asciiDomain(domain: string): string {
  if (/^[\x20-\x7e]*$/.test(domain)) return domain.toLowerCase();
  const ascii = URL.canParse(`http://${domain}/`) ? new URL(`http://${domain}/`).hostname : '';
  return ascii.includes('xn--') ? ascii : '';
}

/** Parses to the canonical address. */
export const email = z.string().transform((text, issues) => {
  const address = canonicalEmail(text);
  if (address !== null) return address;
  issues.addIssue({ code: 'custom', message: code(text.trim() === '' ? 'required' : 'email') });
  return z.NEVER;
});

/** Digits with an optional plus, spaces, brackets and hyphens: 5 to 20 digits. */
export const phone = singleLine(40).refine(
  (text) => /^\+?[\d ()-]+$/.test(text) && /^\d{5,20}$/.test(text.replace(/\D/g, '')),
  { error: code('phone') },
);

const REGIONS = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** ISO 3166-1 alpha-2, upper case. */
export const countryCode = z
  .string()
  .trim()
  .toUpperCase()
  .refine((text) => /^[A-Z]{2}$/.test(text) && REGIONS.of(text) !== undefined, { error: code('country') });

/** Letters, digits, dots and hyphens: the registers of Europe write nothing else. */
export const registryCode = singleLine(32).refine((text) => /^[A-Za-z0-9.-]+$/.test(text), {
  error: code('registry-code'),
});

/** An IANA time zone that this runtime knows. */
export const timeZone = singleLine(64).refine(isTimeZone, { error: code('time-zone') });

function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** `#rrggbb`, dark enough for white text on it (WCAG 2.2, 1.4.3: 4.5 to 1). */
export const accentColour = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, { error: code('colour') })
  .refine((colour) => contrastOnWhite(colour) >= 4.5, { error: code('contrast') });

/** Contrast ratio of `#rrggbb` against white, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrastOnWhite(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
}

/** A ticked box sends `on`, an empty one sends nothing. */
export const checkbox = z
  .union([z.boolean(), z.literal('on')])
  .optional()
  .transform((value) => value === 'on' || value === true);

/** The largest `integer` of PostgreSQL. */
const MAX_REVISION = 2_147_483_647;

/** Could a row have this revision? */
export function isRevision(number: number): boolean {
  return Number.isInteger(number) && number >= 0 && number <= MAX_REVISION;
}

/** Which revision of a row somebody looked at; no more than a row can have, for it is compared in the database. */
export const revision = z.coerce.number().int().min(0).max(MAX_REVISION);

/** The id of a row (UUID), as the database writes it: in capitals it would be the same row under another name. */
export const rowId = z
  .uuid({ error: code('choice') })
  .refine((id) => id === id.toLowerCase(), { error: code('choice') });

/** Is this the id of a row? Anything else in an address is simply not found. */
export function isRowId(text: unknown): text is string {
  return rowId.safeParse(text).success;
}
