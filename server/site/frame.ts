// The frame of every public page: head, header with the languages, footer. A pure function of its options, so that
// the error page can use it while the database is down.

import { type Html, html } from '../../domain/html.ts';
import { type Locale, localised } from '../../domain/locale.ts';
import { DEFAULT_ACCENT, type Settings } from '../settings/defaults.ts';
import { translator } from '../translate.ts';
import { assetPaths } from './assets.ts';

export type Frame = {
  locale: Locale;
  /** The page's address after the language; '' is the front page. The language links lead to the same one. */
  path: string;
  title: string;
  /** One sentence for search engines; left out when absent. */
  description?: string | undefined;
  body: Html;
  settings: Settings;
  /** Without a slash at the end; null for a page that search engines must not keep. */
  indexedAt: string | null;
  /** A person's own page leads back to the workspace, every other one to signing in. */
  isSignedIn: boolean;
};

/** The languages' own names. */
const LANGUAGE_NAMES: Record<Locale, string> = { et: 'Eesti', en: 'English', ru: 'Русский' };

/** The whole page. */
export function frame(page: Frame): Html {
  const { locale, settings, title } = page;
  const name = localised(settings.name, locale);
  const t = translator(locale, 'site');
  return html`<!doctype html>
<html lang="${locale}" style="--brand:${brand(settings.accent)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – ${name}</title>
${page.description && html`<meta name="description" content="${page.description}">`}
${page.indexedAt === null ? html`<meta name="robots" content="noindex">` : alternates(page, page.indexedAt)}
${resources(locale)}
</head>
<body class="site">
<a class="skip-link" href="#main">${t('skip')}</a>
${header(page, name)}
<main class="site-main" id="main" tabindex="-1">
${page.body}
</main>
${footer(page)}
</body>
</html>
`;
}

function header(page: Frame, name: string): Html {
  const { locale, settings, isSignedIn } = page;
  const t = translator(locale, 'site');
  const mark = settings.logoId
    ? html`<img class="site-logo" src="/logo/${settings.logoId}" alt="${name}" height="40">`
    : html`<span class="site-name">${name}</span>`;
  const account = isSignedIn
    ? html`<a class="site-account" href="${address(locale, 'work')}">${t('workspace')}</a>`
    : html`<a class="site-account" href="${address(locale, 'sign-in')}">${t('signIn')}</a>`;
  return html`<header class="site-header"><div class="site-bar">
<a class="site-home" href="${address(locale, '')}">${mark}</a>
${account}
${languageLinks(page)}
</div></header>`;
}

function languageLinks({ locale, path, settings }: Frame): Html {
  const links = settings.locales.map((other) =>
    other === locale
      ? html`<li><span lang="${other}" aria-current="true">${LANGUAGE_NAMES[other]}</span></li>`
      : html`<li><a lang="${other}" hreflang="${other}" href="${address(other, path)}">${LANGUAGE_NAMES[other]}</a></li>`,
  );
  if (links.length < 2) return html``;
  return html`<nav class="languages" aria-label="${translator(locale, 'site')('languages')}"><ul class="languages-list">${links}</ul></nav>`;
}

function footer({ locale, settings }: Frame): Html {
  const t = translator(locale, 'site');
  const { feedbackEmail } = settings;
  return html`<footer class="site-footer"><div class="site-bar">
<nav aria-label="${t('aboutSite')}"><ul class="site-links">
<li><a href="${address(locale, 'privacy')}">${t('privacy.title')}</a></li>
<li><a href="${address(locale, 'accessibility')}">${t('accessibility.title')}</a></li>
${feedbackEmail && html`<li><a href="mailto:${feedbackEmail}">${t('contact')}</a></li>`}
</ul></nav>
<p class="site-licence">${t('licence')}</p>
</div></footer>`;
}

function alternates({ locale, path, settings }: Frame, publicUrl: string): Html {
  const links = settings.locales.map(
    (other) => html`<link rel="alternate" hreflang="${other}" href="${publicUrl}${address(other, path)}">`,
  );
  return html`<link rel="canonical" href="${publicUrl}${address(locale, path)}">${links.length > 1 && links}`;
}

function resources(locale: Locale): Html {
  const { style, script } = assetPaths();
  const writing = locale === 'ru' ? 'cyrillic' : 'latin';
  const fonts = ['source-serif-4', 'source-sans-3'].map((family) => `/fonts/${family}-${writing}-wght-normal.woff2`);
  return html`<link rel="icon" href="/icons/favicon.svg" type="image/svg+xml">
<link rel="apple-touch-icon" href="/icons/touch.png">
${fonts.map((font) => html`<link rel="preload" href="${font}" as="font" type="font/woff2" crossorigin>`)}
<link rel="stylesheet" href="${style}">
<script src="${script}" defer></script>`;
}

/** Address of a page on this instance. */
function address(locale: Locale, path: string): string {
  return path === '' ? `/${locale}` : `/${locale}/${path}`;
}

/** The accent stands in a style attribute: anything but a colour would be a rule of its own. */
function brand(accent: string): string {
  return /^#[0-9a-f]{6}$/i.test(accent) ? accent : DEFAULT_ACCENT;
}
