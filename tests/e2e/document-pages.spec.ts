// The pages around a document's text: the way between them, what an import says before and after, what is asked before
// something is lost, and what the address of a section says that the reader does not have.

import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoSideways } from '../support/axe.ts';
import { signInAs } from '../support/journey.ts';

const PARTNER = 'Liis Võsu';
const FILE = '# Lisatud kava\n\n## Olukord\n\nKolm sõna siin.\n\n## Eesmärk\n\nÜks.\n';

const unique = (name: string) => `${name} ${randomUUID().slice(0, 8)}`;
const textFile = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

/** The page of the document is open then. Returns its path. */
async function makeDocument(page: Page): Promise<string> {
  await page.goto('/et/documents/new');
  await page.getByLabel('Pealkiri').fill(unique('Leheproov'));
  await page.getByRole('radio', { name: 'Juhend' }).check();
  await page.getByRole('button', { name: 'Loo dokument' }).click();
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname;
}

test('OP2 an import asks for a file, shows for each place what it makes, and says so afterwards', async ({ page }) => {
  test.slow();
  await signInAs(page, 'Mari Tamm');
  const path = await makeDocument(page);
  await page.goto(`${path}/import`);
  const [file, act] = [
    page.getByLabel('Fail', { exact: true }),
    page.getByRole('button', { name: 'Too tekst failist' }),
  ];
  await act.click();
  await expect(file).toHaveAccessibleDescription(/Valige fail\.$/);
  await file.setInputFiles(textFile('tyhi.txt', ''));
  await expect(file).toHaveAccessibleDescription(/Fail on tühi\./);
  await file.setInputFiles(textFile('kava.docx', 'PK'));
  await expect(file).toHaveAccessibleDescription(/Valige tekstifail \(\.txt\)/);
  await file.setInputFiles(textFile('kava.md', FILE));
  await expect(page.getByText('Dokumenti tuleb 3 jaotist ja 4 sõna.')).toBeVisible();
  await page.getByRole('radio', { name: 'Uude dokumenti' }).check();
  await expect(page.getByText('Tuleb uus dokument „Lisatud kava”: 2 jaotist ja 4 sõna.')).toBeVisible();
  await page.getByLabel('Pealkiri').fill('Muu kava');
  await page.getByLabel('Pealkiri').press('Tab');
  await expect(page.getByText('Tuleb uus dokument „Muu kava”: 3 jaotist ja 4 sõna.')).toBeVisible();
  await page.getByRole('radio', { name: 'Sellesse dokumenti' }).check();
  await expect(page.getByText('Dokumenti tuleb 3 jaotist ja 4 sõna.')).toBeVisible();
  await page.getByLabel('Koht dokumendis').selectOption({ index: 1 });
  await expectNoSideways(page);
  await expectAccessible(page);
  await act.click();
  await expect(page.getByText('Dokumenti on toodud 3 jaotist ja 4 sõna.')).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`${path}#s-[0-9a-f-]{36}$`));
  await expect(page.getByRole('heading', { name: '1.1 Lisatud kava' })).toBeVisible();
});

test('every page around a document leads back to its text, and all are equally wide', async ({ page }) => {
  await signInAs(page, 'Mari Tamm');
  const path = await makeDocument(page);
  const edges = new Set<number>();
  for (const name of ['files', 'settings', 'rights', 'translations', 'import']) {
    await page.goto(`${path}/${name}`);
    const pages = page.getByRole('navigation', { name: 'Dokumendi lehed' });
    await expect(pages.getByRole('link').first()).toHaveText('Tekst');
    const box = await pages.boundingBox();
    edges.add(Math.round((box?.x ?? 0) + (box?.width ?? 0)));
    await expectNoSideways(page);
  }
  expect(edges.size).toBe(1);
  await page.getByRole('link', { name: 'Tekst', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${path}$`));
});

test('DO3 leaving the adopted status says what is lost, and changes nothing when refused', async ({ page }) => {
  test.slow();
  await signInAs(page, 'Mari Tamm');
  const path = await makeDocument(page);
  await page.goto(`${path}/settings`);
  const save = page.getByRole('button', { name: 'Salvesta staatus' });
  await page.getByRole('radio', { name: 'Vastu võetud' }).check();
  await page.getByLabel('Akti pealkiri').fill('Kava kinnitamine');
  await page.getByLabel('Vastuvõtmise kuupäev').fill('2026-03-12');
  await page.getByLabel('Vastuvõtja').fill('Sotsiaalkaitseminister');
  await save.click();
  await expect(page.getByText('Staatus on muudetud.')).toBeVisible();
  await page.reload();
  await page.getByRole('radio', { name: 'Töötekst' }).check();
  await save.click();
  const question = page.getByRole('alertdialog', { name: 'Kas kustutada õigusakti andmed?' });
  await expect(question).toContainText('Kava kinnitamine, 12. märts 2026, Sotsiaalkaitseminister');
  await expectAccessible(page);
  await question.getByRole('button', { name: 'Loobu' }).click();
  await expect(page.getByRole('radio', { name: 'Töötekst' })).toBeChecked();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Vastu võetud' })).toBeChecked();
  await expect(page.getByLabel('Akti pealkiri')).toHaveValue('Kava kinnitamine');
  await page.getByRole('radio', { name: 'Töötekst' }).check();
  await save.click();
  await question.getByRole('button', { name: 'Muuda staatust ja kustuta andmed' }).click();
  await expect(page.getByText('Staatus on muudetud.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Töötekst' })).toBeChecked();
  await expect(question).toBeHidden();
});

test('RI8 the address of a section that is kept from the reader says the same as one that never was', async ({
  page,
  browser,
}) => {
  test.slow();
  await signInAs(page, 'Mari Tamm');
  const path = await makeDocument(page);
  const sectionId = await page.locator('section[id^="s-"]').last().getAttribute('id');
  await page.goto(`${path}/rights`);
  const form = page.getByRole('form', { name: 'Anna õigus' });
  const subject = form.getByRole('combobox', { name: 'Kellele' });
  await expect(form.getByRole('button', { name: 'Valikud' })).toBeVisible();
  // a list closes when the page is scrolled: that of looking for the field is over before it is touched
  await subject.scrollIntoViewIfNeeded();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await subject.click();
  await expect(page.getByRole('listbox'), 'the list opens by a touch').toBeVisible();
  await subject.pressSequentially(PARTNER);
  await expect(page.getByRole('option')).toHaveText([new RegExp(PARTNER)]);
  await subject.press('ArrowDown');
  await subject.press('Enter');
  await expect(subject).toHaveValue(PARTNER);
  await form.getByRole('radio', { name: 'Lugeda' }).check();
  await form.getByRole('button', { name: 'Anna õigus' }).click();
  await expect(page.getByText('Õigus on antud.')).toBeVisible();
  await page.goto(`${path}/rights?section=${sectionId?.replace('s-', '')}`);
  await page.getByText('Piira jaotist').first().click();
  await page.getByRole('button', { name: 'Piira jaotist' }).click();
  await expect(page.getByText('Jaotis on piiratud', { exact: true })).toBeVisible();

  const partner = await (await browser.newContext({ locale: 'et-EE' })).newPage();
  await signInAs(partner, PARTNER);
  const told: string[] = [];
  for (const place of [`#${sectionId}`, `#s-${randomUUID()}`]) {
    await partner.goto('/et/documents');
    await partner.goto(`${path}${place}`);
    const notice = partner.getByRole('status').filter({ hasText: 'Seda kohta teile siin ei ole' });
    await expect(notice).toBeVisible();
    told.push((await notice.textContent()) ?? '');
  }
  expect(told[0]).toBe(told[1]);
  await page.goto(`${path}#${sectionId}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('Seda kohta teile siin ei ole')).toBeHidden();
  await partner.context().close();
});
