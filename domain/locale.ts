// The languages of the interface. Estonian is the default; German, Polish, Danish and Dutch follow by
// adding a catalogue to messages/ and a key here.

export const LOCALES = ['et', 'en', 'ru'] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = 'et';

/** What each language calls itself: the same in every language of the interface, so that everybody finds their own. */
export const LANGUAGE_NAMES: Record<Locale, string> = { et: 'Eesti', en: 'English', ru: 'Русский' };

/** A text in several languages; a language may be missing. */
export type Localised = Partial<Record<Locale, string>>;

export function isLocale(value: unknown): value is Locale {
  return typeof value === 'string' && (LOCALES as readonly string[]).includes(value);
}

/** The text in the wanted language, else in the default one, else in any; '' when there is none. */
export function localised(text: Localised, locale: Locale): string {
  return localisedIn(text, locale).text;
}

/** The same with the language that it is in, for a page in one language may show a text in another. */
export function localisedIn(text: Localised, locale: Locale): { text: string; locale: Locale } {
  const found = [locale, DEFAULT_LOCALE, ...LOCALES].find((candidate) => text[candidate]) ?? locale;
  return { text: text[found] ?? '', locale: found };
}

/**
 * The best of `offered` for an HTTP Accept-Language header (RFC 9110 §12.5.4): highest q first,
 * a regional tag matches its language. Null header or no match: the first offered language.
 */
export function negotiateLocale(header: string | null, offered: readonly Locale[] = LOCALES): Locale {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const q = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find(Boolean);
      return { language: tag.split('-')[0], q: q === undefined ? 1 : Number(q) };
    })
    .filter((w) => w.q > 0)
    .sort((a, b) => b.q - a.q);
  const match = wanted.find((w) => isLocale(w.language) && offered.includes(w.language));
  return (match?.language as Locale | undefined) ?? offered[0] ?? DEFAULT_LOCALE;
}
