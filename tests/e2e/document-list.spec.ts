// Documents as a whole: made from a template or a file, found, adopted, put into the trash and taken out of it.

import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoSideways } from '../support/axe.ts';
import { signInAs } from '../support/journey.ts';

const unique = (name: string) => `${name} ${randomUUID().slice(0, 8)}`;

/** Makes a document as somebody who may; the page of the document is open then. Returns its path. */
async function makeDocument(page: Page, title: string, template: string): Promise<string> {
  await page.goto('/et/documents/new');
  await page.getByLabel('Pealkiri').fill(title);
  await page.getByRole('radio', { name: template }).check();
  await page.getByRole('button', { name: 'Loo dokument' }).click();
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}/);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  return new URL(page.url()).pathname;
}

async function findInList(page: Page, title: string): Promise<void> {
  await page.goto('/et/documents');
  await page.getByLabel('Otsi pealkirjast').fill(title);
  await page.getByRole('button', { name: 'Näita' }).click();
  await expect(page).toHaveURL(/text=/);
}

test('a document from a template is found, adopted, filtered, trashed and taken back', async ({ page }) => {
  test.slow();
  const title = unique('Noorte kaasamise programm');
  await signInAs(page, 'Mari Tamm');
  const path = await makeDocument(page, title, 'Programm');

  await page.goto(`${path}/settings`);
  await expect(page.getByLabel('Akti pealkiri')).toBeHidden();
  await page.getByRole('radio', { name: 'Vastu võetud' }).check();
  await page.getByRole('button', { name: 'Salvesta staatus' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'vajab parandamist' })).toBeFocused();
  await page.getByLabel('Akti pealkiri').fill('Programmi kinnitamine');
  await page.getByLabel('Vastuvõtmise kuupäev').fill('2026-03-12');
  await page.getByLabel('Vastuvõtja').fill('Sotsiaalkaitseminister');
  await page.getByRole('button', { name: 'Salvesta staatus' }).click();
  await expect(page.getByText('Staatus on muudetud.')).toBeVisible();

  await findInList(page, title);
  await page.getByText('Filtrid ja järjestus').click();
  await page.getByLabel('Staatus').selectOption('Töötekst');
  await page.getByRole('button', { name: 'Näita' }).click();
  await expect(page.getByText('Sellist dokumenti ei leitud')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Staatus').selectOption('Vastu võetud');
  await page.getByRole('button', { name: 'Näita' }).click();
  await expect(page.getByRole('link', { name: title })).toBeVisible();

  await page.goto(`${path}/settings`);
  await page.getByRole('button', { name: 'Tõsta prügikasti' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Tõsta prügikasti' }).click();
  const told = page.getByRole('status').filter({ hasText: `Dokument „${title}” on prügikastis.` });
  await expect(told).toBeVisible();
  expect((await page.request.get(path)).status()).toBe(404);
  await page.goto('/et/documents/trash');
  await expectNoSideways(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: new RegExp(`^Taasta.*${title}$`) }).click();
  await expect(page.getByText('Dokument on taastatud.')).toBeVisible();
  expect((await page.request.get(path)).status()).toBe(200);
});

test('a language without titles in the template is said before and after', async ({ page }) => {
  await signInAs(page, 'Mari Tamm');
  await page.goto('/et/documents/new');
  await page.getByLabel('Pealkiri').fill(unique('Strategie'));
  const language = page.getByRole('combobox', { name: 'Keel' });
  await expect(language).toHaveAccessibleDescription(/inglise keeles/);
  await language.selectOption('saksa');
  await page.getByRole('button', { name: 'Loo dokument' }).click();
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}/);
  await expect(page.getByText('jaotiste pealkirjad inglise keeles')).toBeVisible();
});

test('a translation is made, falls behind nothing at first, and is listed under its original', async ({ page }) => {
  test.slow();
  const title = unique('Kogukonnakava');
  const translated = unique('Community plan');
  await signInAs(page, 'Mari Tamm');
  const path = await makeDocument(page, title, 'Juhend');
  await page.goto(`${path}/translations`);
  const form = page.getByRole('form', { name: 'Alusta tõlget' });
  await form.getByLabel('Keel').selectOption('inglise');
  await form.getByLabel('Tõlke pealkiri').fill(translated);
  await form.getByRole('button', { name: 'Loo tõlge' }).click();
  await page.waitForURL((url) => url.pathname !== `${path}/translations`);
  await expect(page.getByRole('heading', { level: 1, name: translated })).toBeVisible();
  await page.goto(`${new URL(page.url()).pathname}/translations`);
  await page
    .getByRole('button', { name: /^Märgi ülevaadatuks/ })
    .first()
    .click();
  await expect(page.getByText('Jaotis on märgitud ülevaadatuks.')).toBeVisible();
  await page.reload();
  await expectNoSideways(page);
  await expectAccessible(page);
  await findInList(page, title);
  await expect(page.getByRole('link', { name: title })).toBeVisible();
});

test('a file shows what would come of it, and stays chosen when something is wrong', async ({ page }) => {
  test.slow();
  const word = `sõna${randomUUID().slice(0, 6)}`;
  await signInAs(page, 'Mari Tamm');
  await page.goto('/et/documents/import');
  const file = page.getByLabel('Fail', { exact: true });
  await file.setInputFiles({ name: 'pilt.md', mimeType: 'text/markdown', buffer: Buffer.from('   ') });
  await expect(file).toHaveAccessibleDescription(/^Tekstifail.*Fail on tühi\. Valige fail/);
  const text = `# Kava ${word}\n\n## Olukord\n\nSiin on ${word} juttu.\n\n## Eesmärk\n\nVeel üks lõik.\n`;
  await file.setInputFiles({ name: 'kava.md', mimeType: 'text/markdown', buffer: Buffer.from(text) });
  await expect(
    page.getByRole('status').filter({ hasText: `Tuleb uus dokument „Kava ${word}”: 2 jaotist` }),
  ).toBeVisible();
  await expect(page.getByRole('region', { name: 'Failis olevad jaotised' })).toContainText('Olukord');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Too tekst failist' }).click();
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}/);
  await expect(page.getByRole('heading', { level: 1, name: `Kava ${word}` })).toBeVisible();
  await expect(page.getByText(`Siin on ${word} juttu.`)).toBeVisible();
});
