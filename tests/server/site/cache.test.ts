// Kept pages: built once, and dropped the moment that something they show has changed.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { organisations } from '../../../db/schema/organisations.ts';
import { OPERATOR } from '../../../domain/people/viewer.ts';
import { createContext } from '../../../server/context.ts';
import { createOrganisation } from '../../../server/people/organisations.ts';
import { saveSettings } from '../../../server/settings/commands.ts';
import { watchSettings } from '../../../server/settings/queries.ts';
import { watchPublicPages } from '../../../server/site/cache.ts';
import { servePage } from '../../../server/site/routes.ts';
import { testInstance } from '../../support/instance.ts';
import { BARE_ORGANISATION } from '../../support/people.ts';
import { filledForm } from '../../support/settings.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
const stops: (() => Promise<void>)[] = [];
beforeAll(async () => {
  app = await testInstance();
  stops.push(await watchSettings(app), await watchPublicPages(app));
});
afterAll(async () => {
  for (const stop of stops) await stop();
  await app.close();
});

const operator = () => createContext(app, OPERATOR, 'command-line');
const front = async () => await (await servePage(new Request('http://localhost/et'), 'et', '', app)).text();

test('a page is not built again while nothing is announced', async () => {
  const before = await front();
  await app.database.db.insert(organisations).values({
    id: crypto.randomUUID(),
    name: { et: 'Teatamata' },
    kind: 'other',
    country: 'EE',
    contactName: '',
    contactEmail: '',
    contactPhone: '',
    isPublic: true,
    createdAt: new Date(),
  });
  expect(await front()).toBe(before);
});

test('a new organisation is on the page at once', async () => {
  await front();
  await createOrganisation(operator(), { ...BARE_ORGANISATION, name: { et: 'Uus ühing' } });
  await expect.poll(front).toContain('Uus ühing');
});

test('changed settings are on the very next page', async () => {
  await front();
  const ctx = operator();
  await saveSettings(ctx, await filledForm(ctx, { name: { et: 'Kompetentsikeskus' }, locales: ['et', 'ru'] }), 'keep');
  const markup = await front();
  expect(markup).toContain('<title>Strateegiad, mida kirjutame koos – Kompetentsikeskus</title>');
  expect(markup).not.toContain('href="/en"');
});

test('a language that is offered no more answers 404', async () => {
  const english = () => servePage(new Request('http://localhost/en'), 'en', '', app);
  const ctx = operator();
  await saveSettings(ctx, await filledForm(ctx, { locales: ['et', 'en'] }), 'keep');
  expect((await english()).status).toBe(200);
  await saveSettings(ctx, await filledForm(ctx, { locales: ['et'] }), 'keep');
  expect((await english()).status).toBe(404);
});

test('two hundred readers at once get the same page', async () => {
  const pages = await Promise.all(Array.from({ length: 200 }, front));
  expect(new Set(pages).size).toBe(1);
});
