// next-intl's configuration: which catalogue a page gets. The language comes from the path.

import { getRequestConfig } from 'next-intl/server';
import { DEFAULT_LOCALE, isLocale } from '../domain/locale.ts';
import { CATALOGUES } from '../server/translate.ts';

export default getRequestConfig(async ({ requestLocale }) => {
  const wanted = await requestLocale;
  const locale = isLocale(wanted) ? wanted : DEFAULT_LOCALE;
  return { locale, messages: CATALOGUES[locale], timeZone: 'Europe/Tallinn' };
});
