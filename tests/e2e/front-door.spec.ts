// The front door as people meet it: reading without an account, signing in by a link, inviting, being suspended.

import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { mailedLink, newestLink, signInAs } from '../support/journey.ts';

test('a visitor reads without a cookie, a script of others, or an account', async ({ page, context, baseURL }) => {
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(baseURL ?? '')) foreign.push(request.url());
  });
  await page.goto('/');
  await expect(page).toHaveURL(/\/et$/);
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL(/\/en$/);
  await page.getByRole('link', { name: /Privacy/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await context.cookies()).toEqual([]);
  expect(foreign).toEqual([]);
});

test('somebody signs in by the link in a mail, and the link opens nothing twice', async ({ page, browser }) => {
  await page.goto('/et/sign-in');
  await page.getByLabel('E-posti aadress').fill('see ei ole aadress');
  await page.getByRole('button', { name: 'Saada link' }).click();
  await expect(page.getByLabel('E-posti aadress')).toHaveValue('see ei ole aadress');
  await expect(page.getByLabel('E-posti aadress')).toHaveAccessibleDescription(/aadress/);
  await page.getByLabel('E-posti aadress').fill('Mari.Tamm@kysk.example');
  const before = await newestLink('mari.tamm@kysk.example');
  await page.getByRole('button', { name: 'Saada link' }).click();
  const link = await mailedLink('mari.tamm@kysk.example', before);

  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto(link);
  await elsewhere.getByRole('main').getByRole('button').click();
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Tere, Mari Tamm' })).toBeVisible();
  await elsewhere.context().close();

  await page.goto(link);
  await expect(page.getByRole('main').getByRole('button', { name: 'Saada link' })).toBeVisible();
});

test('an official invites a partner, who joins; an administrator suspends them, and their open page is covered', async ({
  page,
  browser,
}) => {
  const email = `${randomUUID()}@partner.example`;
  await signInAs(page, 'Mari Tamm');
  await page.goto('/et/invitations');
  await page.getByLabel('E-posti aadress').fill(email);
  await page.getByLabel('Organisatsioon').selectOption('Tallinna Ülikool');
  await page.getByRole('button', { name: 'Saada kutse' }).click();
  await expect(page.getByText('Kutse on saadetud.')).toBeVisible();
  await expect(page.getByRole('row', { name: email })).toContainText('Ootab vastust');

  const partner = await (await browser.newContext({ locale: 'et-EE' })).newPage();
  await partner.goto(await mailedLink(email));
  const name = `Uus Partner ${email.slice(0, 4)}`;
  await partner.getByLabel('Teie nimi').fill(name);
  await partner.getByRole('button', { name: 'Liitu' }).click();
  await expect(partner.getByRole('heading', { level: 1, name: `Tere, ${name}` })).toBeVisible();
  await partner.goto('/et/me');
  await partner.getByLabel('Nimi').fill('Poolik tekst');

  const administrator = await (await browser.newContext({ locale: 'et-EE' })).newPage();
  await signInAs(administrator, 'Katrin Saar');
  await administrator.goto(`/et/admin/people?q=${encodeURIComponent(name)}`);
  await administrator.getByRole('link', { name }).click();
  await administrator.getByRole('button', { name: 'Peata konto' }).click();
  await administrator.getByRole('alertdialog').getByRole('button', { name: 'Peata konto' }).click();
  await expect(administrator.getByText('Konto on peatatud.')).toBeVisible();

  await expect(partner.getByRole('heading', { name: 'Olete välja logitud' })).toBeVisible();
  await expect(partner.locator('input[name=name]')).toHaveValue('Poolik tekst');
  await partner.goto('/et/work');
  await expect(partner).toHaveURL(/\/et\/sign-in/);
  await partner.context().close();
  await administrator.context().close();
});

test('whoever is not signed in comes back to the page they wanted', async ({ page }) => {
  await page.goto('/et/organisations');
  await expect(page).toHaveURL(/sign-in\?to=/);
  await page.getByRole('button', { name: 'Jaan Kask' }).click();
  await expect(page).toHaveURL(/\/et\/organisations$/);
});

test('somebody who saves over a newer state sees both, and saving again is a decision', async ({ page, context }) => {
  await signInAs(page, 'Toomas Oja');
  await page.goto('/et/me');
  const other = await context.newPage();
  await other.goto('/et/me');
  await other.getByLabel('Nimi').fill('Toomas Oja-Mets');
  await other.getByRole('button', { name: 'Salvesta' }).click();
  await expect(other.getByText('Salvestatud.')).toBeVisible();
  await page.getByLabel('Nimi').fill('Toomas Oja');
  await page.getByRole('radio', { name: 'Kord nädalas' }).check();
  await page.getByRole('button', { name: 'Salvesta' }).click();
  await expect(page.getByText('Keegi muutis neid andmeid samal ajal.')).toBeVisible();
  await expect(page.getByLabel('Nimi')).toHaveValue('Toomas Oja');
  await expect(page.getByLabel('Nimi')).toHaveAccessibleDescription(/Praegu on salvestatud: .?Toomas Oja-Mets/);
  await expect(page.getByRole('radio', { name: 'Kord nädalas' })).toBeChecked();
  await page.getByRole('button', { name: 'Salvesta' }).click();
  await expect(page.getByText('Salvestatud.')).toBeVisible();
  await expect(page.getByLabel('Nimi')).toHaveAccessibleDescription('');
  await other.close();
});

test('without JavaScript, what is forbidden or missing says so and leads back', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false, locale: 'et-EE' });
  const page = await context.newPage();
  await signInAs(page, 'Jaan Kask');
  for (const [path, status] of [
    ['/et/admin/people', 403],
    ['/et/organisations/new', 403],
    ['/et/organisations/nope', 404],
    ['/et/nowhere', 404],
  ] as const) {
    expect((await page.goto(path))?.status()).toBe(status);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: 'Töölaud' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Tere, Jaan Kask' })).toBeVisible();
  }
  await context.close();
});
