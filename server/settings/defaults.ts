// The settings of an instance that nobody has configured yet. The two long texts are Markdown files beside this
// one, a file per language, so that they can be read and corrected as texts.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCALES, type Locale, type Localised } from '../../domain/locale.ts';
import { DEFAULT_RETENTION, type Retention } from '../../domain/people/settings.ts';

export type Settings = {
  name: Localised;
  /** The attachment shown at `/logo/<id>`; null where the name stands instead. */
  logoId: string | null;
  /** `#rrggbb`. */
  accent: string;
  /** The languages offered, in this order; never empty. */
  locales: Locale[];
  timeZone: string;
  retention: Retention;
  /** Markdown, per language; `fillIn` in server/site/markdown.ts replaces its placeholders. */
  privacyNotice: Localised;
  /** Markdown, per language. */
  accessibilityStatement: Localised;
  /** '' when there is none. */
  feedbackEmail: string;
  revision: number;
};

export const DEFAULT_ACCENT = '#1f5c4d';

/** All but the long texts: enough for a page that says the database is down. */
export const BARE_SETTINGS: Settings = {
  name: { et: 'Kaasa', en: 'Kaasa', ru: 'Kaasa' },
  logoId: null,
  accent: DEFAULT_ACCENT,
  locales: [...LOCALES],
  timeZone: 'Europe/Tallinn',
  retention: DEFAULT_RETENTION,
  privacyNotice: {},
  accessibilityStatement: {},
  feedbackEmail: '',
  revision: 1,
};

let texts: Pick<Settings, 'privacyNotice' | 'accessibilityStatement'> | null = null;

/** The settings of a fresh instance; revision 1. */
export function defaultSettings(): Settings {
  texts ??= { privacyNotice: readTexts('privacy'), accessibilityStatement: readTexts('accessibility') };
  return { ...BARE_SETTINGS, ...texts };
}

// From the working directory: Next bundles this file, and import.meta.url then points into the bundle.
function readTexts(name: string): Localised {
  const file = (locale: Locale) => join(process.cwd(), 'server/settings/defaults', `${name}.${locale}.md`);
  return Object.fromEntries(LOCALES.map((locale) => [locale, readFileSync(file(locale), 'utf8').trim()]));
}
