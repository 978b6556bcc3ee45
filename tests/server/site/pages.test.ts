// Public pages as a browser gets them: the same for everybody, static, kept and asked for anew.

import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { organisations } from '../../../db/schema/organisations.ts';
import { html } from '../../../domain/html.ts';
import { LOCALES, type Locale } from '../../../domain/locale.ts';
import { ANONYMOUS, OPERATOR, type Viewer } from '../../../domain/people/viewer.ts';
import { createContext } from '../../../server/context.ts';
import { saveSettings } from '../../../server/settings/commands.ts';
import { publicPage } from '../../../server/site/page.ts';
import { serveAsset, serveLogo, servePage } from '../../../server/site/routes.ts';
import { testInstance } from '../../support/instance.ts';
import { expectInert, textOf } from '../../support/markup.ts';
import { PNG } from '../../support/pictures.ts';
import { filledForm } from '../../support/settings.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
beforeAll(async () => {
  app = await testInstance({ publicUrl: 'https://kaasa.example.ee' });
});
afterAll(() => app.close());

const PATHS = ['', 'privacy', 'accessibility'] as const;
const PAGES = LOCALES.flatMap((locale) => PATHS.map((path) => [locale, path] as const));
const asked = (path: string, headers: Record<string, string> = {}) =>
  new Request(`https://kaasa.example.ee${path}`, { headers });
const get = (locale: string, path: (typeof PATHS)[number], headers: Record<string, string> = {}) =>
  servePage(asked(`/${locale}/${path}`, headers), locale, path, app);

describe('every public page', () => {
  test.each(PAGES)('%s/%s is whole, inert and sets no cookie', async (locale, path) => {
    const response = await get(locale, path);
    const markup = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.has('set-cookie')).toBe(false);
    expectInert(markup);
    expect(markup).toContain(`<html lang="${locale}"`);
    expect(markup.match(/<h1>/g)).toHaveLength(1);
    const address = (l: Locale) => `https://kaasa.example.ee/${l}${path && `/${path}`}`;
    expect(markup).toContain(`<link rel="canonical" href="${address(locale)}">`);
    for (const other of LOCALES)
      expect(markup).toContain(`<link rel="alternate" hreflang="${other}" href="${address(other)}">`);
  });

  test.each(PAGES)('%s/%s is the same for somebody who is signed in', async (locale, path) => {
    const anonymous = await get(locale, path);
    const signedIn = await get(locale, path, { cookie: 'kaasa-session=token; __Host-kaasa-session=token' });
    expect(await signedIn.text()).toBe(await anonymous.text());
  });

  test.each(PAGES)('%s/%s says the same in every encoding', async (locale, path) => {
    const bytes = async (encoding: string) =>
      Buffer.from(await (await get(locale, path, { 'accept-encoding': encoding })).arrayBuffer());
    const plain = await bytes('identity');
    expect(brotliDecompressSync(await bytes('gzip, deflate, br, zstd'))).toEqual(plain);
    expect(gunzipSync(await bytes('gzip, br;q=0'))).toEqual(plain);
  });

  test.each(PAGES)('%s/%s is not sent to a browser that has it', async (locale, path) => {
    const first = await get(locale, path, { 'accept-encoding': 'br' });
    const tag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
    expect(first.headers.get('vary')).toBe('accept-encoding');
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await get(locale, path, { 'accept-encoding': 'br', 'if-none-match': known });
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
    }
    expect((await get(locale, path, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('that does not exist is a page too, in the language of the browser', async () => {
    const response = await get('xx', '', { 'accept-language': 'ru,en;q=0.5' });
    expect(response.status).toBe(404);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const markup = await response.text();
    expectInert(markup);
    expect(markup).toContain('<html lang="ru"');
    expect(textOf(markup)).toContain('not-found');
  });
});

describe('the front page', () => {
  test('lists public organisations in the order of its language, and no contact details', async () => {
    const row = {
      country: 'EE',
      kind: 'other',
      contactName: 'Mari',
      contactPhone: '5123',
      createdAt: new Date(),
    } as const;
    const names = ['Üks', 'Õun', 'Zebra', 'Äke', 'Šokk', 'Sild', 'Öö', 'Žanr', 'Tamm'];
    await app.database.db.insert(organisations).values([
      ...names.map((et) => ({
        ...row,
        id: crypto.randomUUID(),
        name: { et },
        contactEmail: 'mari@example.ee',
        isPublic: true,
      })),
      { ...row, id: crypto.randomUUID(), name: { et: 'Salajane' }, contactEmail: '', isPublic: false },
      {
        ...row,
        id: crypto.randomUUID(),
        name: { et: 'Lõpetanu' },
        contactEmail: '',
        isPublic: true,
        archivedAt: new Date(),
      },
    ]);
    const markup = await (await get('et', '')).text();
    const listed = Array.from(markup.matchAll(/network-name">([^<]+)</g), ([, name]) => name);
    expect(listed).toEqual(['Sild', 'Šokk', 'Zebra', 'Žanr', 'Tamm', 'Õun', 'Äke', 'Öö', 'Üks']);
    expect(markup).not.toMatch(/Salajane|Lõpetanu|Mari|mari@|5123/);
    expect(await (await get('en', '')).text()).toContain('<span class="network-name" lang="et">Õun</span>');
  });
});

describe('a page of its own', () => {
  const person: Viewer = { kind: 'person', id: crypto.randomUUID(), role: 'partner', organisationIds: [] };
  const show = (viewer: Viewer, isPrivate: boolean) =>
    publicPage(createContext(app, viewer, 'browser'), {
      locale: 'et',
      path: 'x',
      title: 'X',
      body: html`<h1>X</h1>`,
      isPrivate,
    });

  test('that is private is neither kept nor indexed, and leads back to the workspace', async () => {
    const response = await show(person, true);
    const markup = await response.text();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(markup).toContain('<meta name="robots" content="noindex">');
    expect(markup).not.toContain('rel="canonical"');
    expect(markup).toContain('href="/et/work"');
    expect(await (await show(ANONYMOUS, true)).text()).toContain('href="/et/sign-in"');
  });

  test('that may be kept never shows that its reader is signed in', async () => {
    expect(await (await show(person, false)).text()).toBe(await (await show(ANONYMOUS, false)).text());
  });

  test('carries the headers that it is given', async () => {
    const headers: [string, string][] = [
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ];
    const response = await publicPage(createContext(app, ANONYMOUS, 'browser'), {
      locale: 'et',
      path: 'x',
      title: 'X',
      body: html``,
      status: 429,
      headers,
    });
    expect([response.status, response.headers.getSetCookie()]).toEqual([429, ['a=1', 'b=2']]);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});

describe('the files of a page', () => {
  const fileNames = async () =>
    Array.from((await (await get('et', '')).text()).matchAll(/\/assets\/([\w.-]+)/g), ([, name]) => name ?? '');

  test('are there under the names that the page gives, for ever', async () => {
    const names = await fileNames();
    expect(names).toHaveLength(2);
    for (const name of names) {
      const response = await serveAsset(asked(`/assets/${name}`), name);
      expect([response.status, response.headers.get('cache-control')]).toEqual([
        200,
        'public, max-age=31536000, immutable',
      ]);
      expect((await response.text()).length).toBeGreaterThan(500);
    }
  });

  test('are one script of at most 30 KB, and styles that lost nothing but space', async () => {
    const [style = '', script = ''] = await fileNames();
    expect((await (await serveAsset(asked('/'), script)).text()).length).toBeLessThan(30_000);
    const css = await (await serveAsset(asked('/'), style)).text();
    expect(css).toContain('"Source Serif 4"');
    expect(css).not.toContain('/*');
  });

  test('that a page from before a deployment asks for are the new ones, not kept under the old name', async () => {
    const response = await serveAsset(asked('/'), `site.${'a'.repeat(22)}.css`);
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    for (const other of ['site.css', '../package.json', 'site..css', `site.${'a'.repeat(22)}.map`]) {
      expect((await serveAsset(asked('/'), other)).status).toBe(404);
    }
  });

  test('include the logo, whose address changes with it', async () => {
    const ctx = createContext(app, OPERATOR, 'command-line');
    await saveSettings(ctx, await filledForm(ctx), { bytes: PNG, name: 'logo.png' });
    const markup = await (await get('et', '')).text();
    const id = /src="\/logo\/([\w-]+)" alt="Kaasa"/.exec(markup)?.[1] ?? '';
    const response = await serveLogo(asked(`/logo/${id}`), id, app);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const again = asked(`/logo/${id}`, { 'if-none-match': response.headers.get('etag') ?? '' });
    expect((await serveLogo(again, id, app)).status).toBe(304);
    for (const other of ['', 'x', crypto.randomUUID()])
      expect((await serveLogo(asked('/'), other, app)).status).toBe(404);
  });
});
