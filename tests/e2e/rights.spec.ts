// Rights as people meet them: shared with a partner, a section kept to some, and the partner refused by every way in.

import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoSideways } from '../support/axe.ts';
import { signInAs } from '../support/journey.ts';

const PARTNER = 'Liis Võsu';

type Made = { path: string; word: string; sectionPath: string; sectionId: string };

/** A document of two sections from a file, open to the owner only; `word` stands in the second one alone. */
async function makeDocument(page: Page): Promise<Made> {
  const word = `salajutt${randomUUID().slice(0, 6)}`;
  const text = `# Kava ${word.slice(8)}\n\n## Avalik osa\n\nKõigile.\n\n## Kitsas osa\n\nAinult meile: ${word}.\n`;
  await page.goto('/et/documents/import');
  await page
    .getByLabel('Fail', { exact: true })
    .setInputFiles({ name: 'kava.md', mimeType: 'text/markdown', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: 'Too tekst failist' }).click();
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}/);
  await expect(page.getByRole('heading', { level: 1, name: `Kava ${word.slice(8)}` })).toBeVisible();
  const path = new URL(page.url()).pathname;
  const found = await page.request.get(`/et/search/suggest?q=${word}`);
  const [, sectionId = ''] = /#s-([0-9a-f-]{36})/.exec(await found.text()) ?? [];
  return { path, word, sectionId, sectionPath: `${path}/rights?section=${sectionId}` };
}

async function share(page: Page, path: string): Promise<void> {
  await page.goto(`${path}/rights`);
  await give(page);
}

/** On the page of rights or in its dialog. */
async function give(page: Page): Promise<void> {
  const form = page.getByRole('form', { name: 'Anna õigus' });
  const subject = form.getByRole('combobox', { name: 'Kellele' });
  await subject.click();
  await subject.pressSequentially(PARTNER);
  await expect(page.getByRole('option', { name: PARTNER })).toBeVisible();
  await subject.press('ArrowDown');
  await subject.press('Enter');
  await form.getByRole('radio', { name: 'Lugeda' }).check();
  await form.getByRole('button', { name: 'Anna õigus' }).click();
  await expect(page.getByText('Õigus on antud.')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: PARTNER })).toContainText('võib lugeda');
}

test('a restricted section is not there for a partner: page, list of rights, action, search, file, raw request', async ({
  page,
  browser,
}) => {
  test.slow();
  await signInAs(page, 'Mari Tamm');
  const made = await makeDocument(page);
  await share(page, made.path);
  const sent = await page.request.post(`${made.path}/files/new?name=kava.txt&purpose=file&section=${made.sectionId}`, {
    headers: {
      accept: 'application/json',
      'content-type': 'application/octet-stream',
      origin: new URL(page.url()).origin,
    },
    data: Buffer.from('Ainult meile.'),
  });
  const file = `/files/${(await sent.json()).file.id}`;

  const partner = await (await browser.newContext({ locale: 'et-EE' })).newPage();
  await signInAs(partner, PARTNER);
  await partner.goto(made.path);
  await expect(partner.getByText(made.word)).toBeVisible();
  expect((await partner.request.get(file)).status()).toBe(200);

  await page.goto(made.sectionPath);
  await expectNoSideways(page);
  await expectAccessible(page);
  await page.getByText('Piira jaotist').first().click();
  await page.getByRole('form', { name: 'Piira jaotist' }).getByRole('checkbox', { name: 'Mari Tamm' }).check();
  const asked = page.waitForRequest((request) => request.headers()['next-action'] !== undefined);
  await page.getByRole('button', { name: 'Piira jaotist' }).click();
  const action = await asked;
  await expect(page.getByText('Jaotis on piiratud', { exact: true })).toBeVisible();
  await page.reload();
  await expectAccessible(page);

  await partner.reload();
  await expect(partner.getByText('Kõigile.')).toBeVisible();
  await expect(partner.getByText(made.word)).toHaveCount(0);
  await expect(partner.getByText('Kitsas osa')).toHaveCount(0);
  const refused = [made.sectionPath, `${made.path}/bodies/${made.sectionId}`, `/et/documents/${made.sectionId}`, file];
  for (const address of refused) expect((await partner.request.get(address)).status(), address).toBe(404);
  const bodies = await partner.request.get(`${made.path}/bodies?sections=${made.sectionId}`);
  expect(await bodies.text()).not.toContain(made.word);
  const found = await partner.request.get(`/et/search/suggest?q=${made.word}`);
  expect(await found.json()).toMatchObject({ groups: [] });

  const { origin } = new URL(page.url());
  const replayed = await partner.request.post(made.sectionPath, {
    headers: { ...pick(action.headers(), ['next-action', 'content-type', 'accept']), origin },
    data: action.postDataBuffer() ?? '',
  });
  expect(await replayed.text()).toContain('Seda ei leitud.');
  expect(await replayed.text()).not.toContain(made.word);
  await partner.context().close();
});

function pick(headers: Record<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => names.includes(name)));
}

test('the dialog of rights shows the same as the page, and follows a change made in it', async ({ page }) => {
  test.slow();
  await signInAs(page, 'Mari Tamm');
  const { path } = await makeDocument(page);
  await page.goto(`${path}/settings`);
  await page.getByRole('button', { name: 'Dokumendi õigused' }).click();
  const dialog = page.getByRole('dialog', { name: 'Dokumendi õigused' });
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Mari Tamm' })).toContainText('võib hallata');
  await expectAccessible(page);
  await give(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a right is changed and withdrawn, and the last manager stays', async ({ page }) => {
  test.slow();
  await signInAs(page, 'Mari Tamm');
  const { path } = await makeDocument(page);
  await share(page, path);
  const partner = page.getByRole('listitem').filter({ hasText: PARTNER });
  await partner.getByText(/^Muuda:/).click();
  await partner.getByLabel('Mida võib teha').selectOption('Teha muudatusettepanekuid');
  await partner.getByRole('button', { name: 'Salvesta õigus' }).click();
  await expect(partner).toContainText('võib teha muudatusettepanekuid · õigus on antud siin');
  await partner.getByRole('button', { name: /^Võta õigus ära/ }).click();
  await expect(partner).toHaveCount(0);

  const owner = page.getByRole('listitem').filter({ hasText: 'Mari Tamm' });
  await owner.getByText(/^Muuda:/).click();
  await owner.getByRole('button', { name: /^Võta õigus ära/ }).click();
  await expect(owner.getByRole('alert')).toContainText('vähemalt üks haldaja');
});

test('the palette opens a section by keyboard, and the page of results says what to try', async ({ page }) => {
  test.slow();
  await signInAs(page, 'Mari Tamm');
  const { path, word, sectionId } = await makeDocument(page);
  await page.goto('/et/work');
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Otsi dokumentidest ja jaotistest' });
  await expect(field).toBeFocused();
  await expect(page.getByRole('group', { name: 'Viimati muudetud' })).toBeVisible();
  await field.fill(word);
  const place = page.getByRole('option', { name: /Kitsas osa/ });
  await expect(place).toHaveAttribute('aria-selected', 'true');
  await expectAccessible(page);
  await expect(page.getByRole('option')).toHaveCount(1);
  await field.press('ArrowDown');
  await expect(place).toHaveAttribute('aria-selected', 'true');
  await field.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${path}#s-${sectionId}$`));

  await page.goto(`/et/search?q=${word}`);
  await expect(page.getByRole('link', { name: /Kitsas osa/ })).toBeVisible();
  await expectNoSideways(page);
  await page.goto('/et/search?q=sellistsõnaeiole');
  await expect(page.getByText('ei vasta midagi')).toBeVisible();
  await expectAccessible(page);
});
