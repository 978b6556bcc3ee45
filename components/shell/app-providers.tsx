'use client';
// What every React page needs around it in the browser: the language of the controls' own words, links that change
// the page without loading it anew, and the place where messages appear.

import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { I18nProvider, RouterProvider } from 'react-aria-components';
import type { Locale } from '../../domain/locale.ts';
import { AriaWords } from '../ui/aria-words.tsx';
import { Toasts } from '../ui/toast.tsx';

export function AppProviders({ locale, children }: { locale: Locale; children: ReactNode }) {
  const router = useRouter();
  return (
    <I18nProvider locale={locale}>
      <AriaWords locale={locale} />
      <RouterProvider navigate={(href) => router.push(href)}>
        {children}
        <Toasts />
      </RouterProvider>
    </I18nProvider>
  );
}
