// What the route handlers of public pages, assets and the logo call: from an HTTP request to its answer.

import { isLocale, type Locale, negotiateLocale } from '../../domain/locale.ts';
import { ANONYMOUS } from '../../domain/people/viewer.ts';
import { type Context, createContext } from '../context.ts';
import { REQUEST_ID } from '../http/internal-headers.ts';
import { type Runtime, runtime } from '../runtime.ts';
import type { Settings } from '../settings/defaults.ts';
import { readLogo, readSettings } from '../settings/queries.ts';
import { assetResponse } from './assets.ts';
import { cachedPage } from './cache.ts';
import { contentHash, hasAlready } from './deliver.ts';
import { errorResponse } from './error-page.ts';
import { failed } from './failure.ts';
import type { PublicPage } from './page.ts';
import { accessibilityPage, frontPage, privacyPage } from './public-pages.ts';

const PAGES = {
  '': frontPage,
  privacy: async (_: Context, locale: Locale, settings: Settings) => privacyPage(locale, settings),
  accessibility: async (_: Context, locale: Locale, settings: Settings) => accessibilityPage(locale, settings),
} satisfies Record<string, (ctx: Context, locale: Locale, settings: Settings) => Promise<PublicPage>>;

/** A public page in the language `locale` names; 404 for a language that the instance does not offer. */
export async function servePage(
  request: Request,
  locale: string,
  path: keyof typeof PAGES,
  app = runtime(),
): Promise<Response> {
  try {
    const ctx = nobodysContext(request, app);
    const { locales } = await readSettings(ctx);
    if (!isLocale(locale) || !locales.includes(locale)) return await serveNotFound(request, app);
    return await cachedPage(ctx, request, `${locale}/${path}`, (settings) => PAGES[path](ctx, locale, settings));
  } catch (error) {
    return failed(request, app, error);
  }
}

/** The 404 page in the language that the browser asks for. */
export async function serveNotFound(request: Request, app = runtime()): Promise<Response> {
  const settings = await readSettings(nobodysContext(request, app));
  const locale = negotiateLocale(request.headers.get('accept-language'), settings.locales);
  return errorResponse(locale, 404, 'not-found', settings);
}

/** The style sheet or the script of public pages. */
export async function serveAsset(request: Request, file: string): Promise<Response> {
  return (await assetResponse(request, file)) ?? new Response(null, { status: 404 });
}

/** The instance's logo. Its address changes with it, so browsers keep it. */
export async function serveLogo(request: Request, id: string, app = runtime()): Promise<Response> {
  const logo = await readLogo(nobodysContext(request, app), id);
  if (!logo.ok) return serveNotFound(request, app);
  const { bytes, mediaType, sha256 } = logo.value;
  const hash = contentHash(sha256);
  const headers = { 'cache-control': 'public, max-age=31536000, immutable', etag: `"${hash}"` };
  if (hasAlready(request.headers.get('if-none-match'), hash)) return new Response(null, { status: 304, headers });
  const type = { 'content-type': mediaType, 'x-content-type-options': 'nosniff' };
  return new Response(new Uint8Array(bytes), { headers: { ...headers, ...type } });
}

/** Everybody gets the same public pages, so nobody's session is looked at. */
function nobodysContext(request: Request, app: Runtime): Context {
  const id = request.headers.get(REQUEST_ID) ?? 'unknown';
  return createContext(app, ANONYMOUS, 'browser', { id, log: app.log.child({ request: id }) });
}
