// axe on the pages (Y1), light and dark, on a desktop and on a phone, in error and with the session ended, and nothing
// wider than the window. The kitchen page exists in development only and is looked at there.

import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoSideways } from '../support/axe.ts';
import { mailedLink, signInAs } from '../support/journey.ts';

const PUBLIC = [
  '',
  '/privacy',
  '/accessibility',
  '/sign-in',
  '/sign-in/sent',
  '/sign-in/confirm?token=x&email=a@b.ee',
  '/invitation?token=x',
  '/nowhere',
];
const WORKSPACE = [
  '/work',
  '/documents',
  '/documents?text=midagi',
  '/documents/new',
  '/documents/import',
  '/documents/trash',
  '/search',
  '/search?q=eesmärk',
  '/search?q=sellistsõnaeiole',
  '/organisations',
  '/organisations/new',
  '/invitations',
  '/me',
  '/admin/people',
];
const OF_DOCUMENT = ['', '/settings', '/rights', '/translations', '/import'];
const ADMINISTRATION = ['people', 'organisations', 'invitations', 'outbox', 'mail-templates', 'audit', 'settings'];

async function expectGood(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expectNoSideways(page);
  await expectAccessible(page);
}

for (const locale of ['et', 'en', 'ru']) {
  test(`public pages in ${locale}`, async ({ page }) => {
    test.slow();
    for (const path of PUBLIC) await expectGood(page, `/${locale}${path}`);
  });
}

test('the workspace of an official, and what it keeps from them', async ({ page }) => {
  test.slow();
  await signInAs(page, 'Mari Tamm');
  for (const path of WORKSPACE) await expectGood(page, `/et${path}`);
  const answer = await page.goto('/et/admin/people');
  expect(answer?.status()).toBe(403);
});

test('the pages of a document and of its translation', async ({ page }) => {
  test.slow();
  await signInAs(page, 'Mari Tamm');
  await page.goto('/et/documents');
  const links = page.getByRole('main').getByRole('listitem').getByRole('link');
  const paths = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  expect(paths.length).toBeGreaterThan(1);
  for (const path of paths.slice(0, 3)) for (const part of OF_DOCUMENT) await expectGood(page, `${path}${part}`);
});

test('administration', async ({ page }) => {
  test.slow();
  await signInAs(page, 'Katrin Saar');
  for (const path of ADMINISTRATION) await expectGood(page, `/et/admin/${path}`);
  await page.goto('/et/admin/people');
  await page.getByRole('link', { name: 'Jaan Kask' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Jaan Kask' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Peata konto' }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await expectAccessible(page);
});

test('a form that is refused keeps what was typed and leads to what is wrong', async ({ page }) => {
  await signInAs(page, 'Mari Tamm');
  await page.goto('/et/organisations/new');
  const summary = page.getByRole('alert').filter({ hasText: 'vajab parandamist' });
  await page.getByLabel('Riik').fill('Eesti');
  await page.getByLabel('E-post').fill('vale aadress');
  await page.getByRole('button', { name: 'Lisa organisatsioon' }).click();
  await expect(summary).toBeFocused();
  await expect(page.getByLabel('Riik')).toHaveValue('Eesti');
  await expect(page.getByLabel('E-post')).toHaveValue('vale aadress');
  await expect(page.getByLabel('Riik')).toHaveAccessibleDescription(/kahetäheline kood/);
  await expectAccessible(page);
  await summary.getByRole('link', { name: /Riik/ }).click();
  await expect(page.getByLabel('Riik')).toBeFocused();
});

test('pages behind a link: an organisation, a mail, an open invitation, a link to confirm', async ({
  page,
  browser,
}) => {
  test.slow();
  const email = `${randomUUID()}@partner.example`;
  await signInAs(page, 'Katrin Saar');
  await page.goto('/et/organisations');
  await page.getByRole('link', { name: 'Tallinna Ülikool' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tallinna Ülikool' })).toBeVisible();
  await expectGood(page, page.url());
  await expectGood(page, `${page.url()}/edit`);
  await page.goto('/et/admin/invitations');
  await page.getByLabel('E-posti aadress').fill(email);
  await page.getByRole('button', { name: 'Saada kutse' }).click();
  await expect(page.getByText('Kutse on saadetud.')).toBeVisible();
  const invitation = await mailedLink(email);
  await page.goto(`/et/admin/outbox?q=${email}`);
  await page.getByRole('row', { name: email }).getByRole('link').click();
  await expectGood(page, page.url());
  const visitor = await (await browser.newContext({ locale: 'et-EE' })).newPage();
  await expectGood(visitor, invitation);
  await visitor.goto('/et/sign-in');
  await visitor.getByLabel('E-posti aadress').fill('liis.vosu@vorumaa.example');
  await visitor.getByRole('button', { name: 'Saada link' }).click();
  await expectGood(visitor, await mailedLink('liis.vosu@vorumaa.example'));
  await visitor.context().close();
});

test('a page whose session has ended', async ({ page, context }) => {
  await signInAs(page, 'Helen Rebane');
  await page.goto('/et/me');
  const other = await context.newPage();
  await other.goto('/et/work');
  await other.evaluate(() => document.querySelector<HTMLFormElement>('form[action$="/sign-out"]')?.submit());
  await expect(page.getByRole('heading', { name: 'Olete välja logitud' })).toBeVisible();
  await expectAccessible(page);
});
