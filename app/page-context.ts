// What a page begins with: the context of its request, once per request, and how it ends when it may not be shown.

import { headers } from 'next/headers';
import { forbidden, notFound, redirect } from 'next/navigation';
import { connection } from 'next/server';
import { cache } from 'react';
import { DEFAULT_LOCALE, isLocale, type Locale } from '../domain/locale.ts';
import type { Result } from '../domain/result.ts';
import type { SignedIn } from '../server/auth/session.ts';
import { REQUEST_PATH } from '../server/http/internal-headers.ts';
import { type RequestContext, requestContext } from '../server/request.ts';

export const pageContext = cache(async (): Promise<RequestContext> => {
  await connection();
  return requestContext(await headers());
});

/** The context of somebody signed in; everybody else goes to the sign-in page and comes back here. */
export async function signedInContext(locale: Locale): Promise<RequestContext & { signedIn: SignedIn }> {
  const ctx = await pageContext();
  if (ctx.signedIn) return { ...ctx, signedIn: ctx.signedIn };
  const path = (await headers()).get(REQUEST_PATH);
  redirect(`/${locale}/sign-in${path ? `?to=${encodeURIComponent(path)}` : ''}`);
}

/** The value of a query, or the page that says why it is not shown. */
export function shown<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  return result.error.code === 'forbidden' ? forbidden() : notFound();
}

export type LocaleParams = { params: Promise<{ locale: string }> };

/** The language of the path; the root layout has answered 404 to any other. */
export async function pageLocale(params: Promise<{ locale: string }>): Promise<Locale> {
  const { locale } = await params;
  return isLocale(locale) ? locale : DEFAULT_LOCALE;
}
