// The document's page as a text to be read: without scripts, at 320 pixels, on paper; and where one is in it.

import { expect, type Page, test } from '@playwright/test';
import { signInAs } from '../support/journey.ts';

/** Opens a document of the demo story and answers its path. */
async function openDocument(page: Page): Promise<string> {
  await page.goto('/et/documents');
  await page
    .getByRole('main')
    .getByRole('link', { name: 'Sotsiaalse innovatsiooni strateegia 2025–2030', exact: true })
    .first()
    .click();
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('article').getByRole('heading', { level: 2 }).first()).toBeVisible();
  return new URL(page.url()).pathname;
}

const isScriptless = { javaScriptEnabled: false };

test('without scripts a document is read whole, and its contents lead through it', async ({ page, browser }) => {
  await signInAs(page, 'Mari Tamm');
  const path = await openDocument(page);
  const state = await page.context().storageState();
  const context = await browser.newContext({ ...isScriptless, storageState: state, locale: 'et-EE' });
  const still = await context.newPage();
  await still.goto(path);
  const article = still.getByRole('article');
  await expect(article.getByRole('heading', { level: 2 }).first()).toBeVisible();
  const headings = await article.getByRole('heading', { level: 2 }).all();
  for (const heading of headings) await expect(heading).toBeVisible();
  await expect(article.getByText('Laadin…')).toHaveCount(0);
  await expect(article.getByRole('button')).toHaveCount(0);
  await expect(still.getByRole('button', { name: 'Dokument', exact: true })).toHaveCount(0);
  const contents = still.getByRole('navigation', { name: 'Sisukord' });
  await expect(contents.getByRole('button')).toHaveCount(0);
  await contents.getByRole('link').last().click();
  const { hash } = new URL(still.url());
  expect(hash).toMatch(/^#s-/);
  await expect(article.locator(hash).getByRole('heading').first()).toBeInViewport();
  await context.close();
});

test('what is known of a section stands below its heading at 320 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await signInAs(page, 'Mari Tamm');
  await openDocument(page);
  const words = page.getByText(/^\d+ sõna$/);
  const section = page.getByRole('article').locator('section').filter({ has: words }).first();
  const facts = section.getByText(/^\d+ sõna$/);
  const [heading, fact] = [await section.getByRole('heading').first().boundingBox(), await facts.boundingBox()];
  expect(fact?.y).toBeGreaterThanOrEqual((heading?.y ?? 0) + (heading?.height ?? 0));
});

test('on paper there are the contents and the text, and nothing to press', async ({ page }) => {
  await signInAs(page, 'Mari Tamm');
  await openDocument(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('main').getByText('Sisukord', { exact: true }).filter({ visible: true })).toHaveCount(1);
  await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  const [contents, text] = [page.locator('.printed-contents'), page.getByRole('article')];
  const [above, below] = [await contents.boundingBox(), await text.boundingBox()];
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
});

test('the contents mark the section that is being written, wherever it stands in the window', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 1000 });
  await signInAs(page, 'Mari Tamm');
  await page.goto('/et/documents/new');
  await page.getByLabel('Pealkiri').fill('Kes kus on');
  await page.getByRole('radio', { name: 'Strateegia' }).check();
  await page.getByRole('button', { name: 'Loo dokument' }).click();
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}/);
  const marked = page.locator('[data-is-read]');
  const written = page.getByRole('button', { name: /^Muuda teksti: / });
  for (const at of [1, 2]) {
    const name = ((await written.nth(at).getAttribute('aria-label')) ?? '').replace('Muuda teksti: ', '');
    await written.nth(at).click();
    await expect(page.getByRole('textbox', { name: new RegExp(`^Jaotise tekst: .*${name}$`) })).toBeFocused();
    await expect(marked).toHaveCount(1);
    await expect(marked).toContainText(name);
    await page
      .getByRole('button', { name: /^(Loobu|Sulge|Valmis)/ })
      .first()
      .click();
  }
});
