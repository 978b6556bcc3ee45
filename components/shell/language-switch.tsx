'use client';
// The same page in another language. Plain links: the whole page changes, also its `lang`.

import { usePathname, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { LANGUAGE_NAMES, type Locale } from '../../domain/locale.ts';

type LanguageSwitchProps = { current: Locale; locales: readonly Locale[] };

/** Nothing when the instance has one language. */
export function LanguageSwitch({ current, locales }: LanguageSwitchProps) {
  const t = useTranslations('ui');
  const path = usePathname();
  const query = useSearchParams().toString();
  if (locales.length < 2) return null;
  return (
    <nav aria-label={t('language')}>
      <ul className="languages">
        {locales.map((locale) => (
          <li key={locale}>
            <a
              href={`${path.replace(/^\/[^/]+/, `/${locale}`)}${query && `?${query}`}`}
              hrefLang={locale}
              lang={locale}
              aria-current={locale === current ? 'true' : undefined}
            >
              {LANGUAGE_NAMES[locale]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
