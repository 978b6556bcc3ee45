// The frame of every React page. Public pages are static markup and do not pass here.

import '../styles/app.css';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { setRequestLocale } from 'next-intl/server';
import type { CSSProperties, ReactNode } from 'react';
import { AppProviders } from '../../components/shell/app-providers.tsx';
import { DEFAULT_LOCALE, isLocale, type Locale, localised } from '../../domain/locale.ts';
import { NONCE, REQUEST_PATH } from '../../server/http/internal-headers.ts';
import { readSettings } from '../../server/settings/queries.ts';
import { CATALOGUES } from '../../server/translate.ts';
import { type LocaleParams, pageContext, pageLocale } from '../page-context.ts';

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' };

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const [locale, settings] = [await pageLocale(params), await readSettings(await pageContext())];
  const name = localised(settings.name, locale);
  return { title: { default: name, template: `%s – ${name}` }, robots: { index: false }, icons: '/icons/favicon.svg' };
}

export default async function RootLayout({ children, params }: LocaleParams & { children: ReactNode }) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const settings = await readSettings(await pageContext());
  if (!settings.locales.includes(locale)) await goToOffered(settings.locales[0] ?? DEFAULT_LOCALE);
  const nonce = (await headers()).get(NONCE) ?? undefined;
  // Only what components in the browser say themselves; every page is translated on the server.
  const { ui } = CATALOGUES[locale];
  return (
    <html lang={locale} style={{ '--brand': settings.accent } as CSSProperties}>
      <head>
        {/* React Aria's own style elements carry the nonce of this page */}
        <meta property="csp-nonce" nonce={nonce} suppressHydrationWarning />
      </head>
      <body>
        <NextIntlClientProvider messages={{ ui }}>
          <AppProviders locale={locale}>{children}</AppProviders>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}

/** A language that the instance does not offer leads to the same page in its first one. */
async function goToOffered(locale: Locale): Promise<never> {
  const path = (await headers()).get(REQUEST_PATH) ?? '';
  redirect(path.replace(/^\/[^/?]*/, `/${locale}`));
}
