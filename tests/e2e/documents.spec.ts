// The document's page as people use it: written by one, seen at once by another, reordered by keys, undone, read on a
// phone.

import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoSideways } from '../support/axe.ts';
import { done, editor, startWriting } from '../support/editor.ts';
import { signInAs } from '../support/journey.ts';

const PARTNER = 'Liis Võsu';

/** Makes a document as somebody who may; its page is open then. */
async function makeDocument(page: Page, template: string): Promise<string> {
  await page.goto('/et/documents/new');
  await page.getByLabel('Pealkiri').fill(`Sotsiaalse innovatsiooni kava ${randomUUID().slice(0, 8)}`);
  await page.getByRole('radio', { name: template }).check();
  await page.getByRole('button', { name: 'Loo dokument' }).click();
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname;
}

async function share(page: Page, path: string, right: string): Promise<void> {
  await page.goto(`${path}/rights`);
  const form = page.getByRole('form', { name: 'Anna õigus' });
  const subject = form.getByRole('combobox', { name: 'Kellele' });
  await subject.click();
  await subject.pressSequentially(PARTNER);
  await expect(page.getByRole('option', { name: PARTNER })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await form.getByRole('radio', { name: right, exact: true }).check();
  await form.getByRole('button', { name: 'Anna õigus' }).click();
  await expect(page.getByText('Õigus on antud.')).toBeVisible();
}

const tree = (page: Page) => page.getByRole('treegrid', { name: 'Sisukord' });
const rows = (page: Page) => tree(page).getByRole('row');

/** On a phone the contents list is folded away. */
async function openOutline(page: Page): Promise<void> {
  const toggle = page.getByRole('button', { name: 'Sisukord', exact: true });
  if ((await toggle.isVisible()) && (await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
}

async function expectOrder(page: Page, titles: readonly string[]): Promise<void> {
  await expect(rows(page)).toHaveText(titles.map((title) => new RegExp(`${title}$`)));
}

async function addSection(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Lisa jaotis' }).first().click();
  await page.getByRole('dialog').getByLabel('Pealkiri').fill(title);
  await page.getByRole('dialog').getByRole('button', { name: 'Lisa', exact: true }).click();
  await expect(page.getByRole('heading', { name: title })).toBeFocused();
}

async function write(page: Page, title: string, text: string): Promise<void> {
  await startWriting(page, title);
  await page.keyboard.type(text);
  await done(page).click();
  await expect(editor(page)).toHaveCount(0);
}

async function otherPage(page: Page, name: string, path: string): Promise<Page> {
  const context = await page.context().browser()?.newContext({ locale: 'et-EE', timezoneId: 'Europe/Tallinn' });
  if (!context) throw new Error('no browser');
  const other = await context.newPage();
  await signInAs(other, name);
  await other.goto(path);
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible();
  return other;
}

test('sections are added, written with a table and a footnote, reordered by keys, undone; another person sees it', async ({
  page,
}) => {
  test.slow();
  await signInAs(page, 'Mari Tamm');
  const path = await makeDocument(page, 'Vaba dokument');
  await expect(page.getByText('Lisage esimene jaotis')).toBeVisible();
  await expectAccessible(page);
  const other = await otherPage(page, 'Katrin Saar', path);
  await addSection(page, 'Olukord');
  await openOutline(page);
  await addSection(page, 'Eesmärgid');
  await expect(other.getByRole('heading', { name: 'Eesmärgid' })).toBeVisible();

  await startWriting(page, 'Olukord');
  await page.keyboard.type('Võrgustik kasvab.');
  await page.keyboard.press('Control+Alt+f');
  await expect(page.getByRole('textbox', { name: 'Joonealuse märkuse tekst' })).toBeFocused();
  await page.keyboard.type('Aruanne 2024.');
  await page.keyboard.press('Enter');
  await page.keyboard.type(' Kuid aeglaselt.');
  await page.getByRole('button', { name: 'Tabel', exact: true }).click();
  await page.keyboard.type('Mõõdik');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Siht');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Allikas');
  await expectAccessible(page);
  await done(page).click();
  for (const reader of [page, other]) {
    await expect(reader.getByRole('columnheader', { name: 'Siht' })).toBeVisible();
    await expect(reader.getByText('Aruanne 2024.')).toBeVisible();
    await expect(reader.getByText('Kuid aeglaselt.')).toBeVisible();
  }

  await openOutline(page);
  await rows(page).filter({ hasText: 'Eesmärgid' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expectOrder(page, ['1Eesmärgid', '2Olukord']);
  await expect(rows(page).filter({ hasText: 'Eesmärgid' })).toBeFocused();
  await expect(other.getByRole('heading', { level: 2 })).toHaveText([/Eesmärgid/, /Olukord/]);
  await page.keyboard.press('Control+z');
  await expectOrder(page, ['1Olukord', '2Eesmärgid']);
  await page.keyboard.press('Alt+ArrowRight');
  await expectOrder(page, ['1Olukord', '1\\.1Eesmärgid']);
  await expect(page.getByRole('heading', { level: 3, name: '1.1 Eesmärgid' })).toBeVisible();
  await page.keyboard.press('F2');
  await page.getByRole('dialog').getByLabel('Pealkiri').fill('Sihid');
  await page.keyboard.press('Enter');
  await expectOrder(page, ['1Olukord', '1\\.1Sihid']);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await rows(page).filter({ hasText: 'Sihid' }).focus();
  await expect(rows(page).filter({ hasText: 'Sihid' })).toBeFocused();
  await page.keyboard.press('Delete');
  await expectOrder(page, ['1Olukord']);
  const deleted = page.getByRole('alertdialog').filter({ hasText: 'Kustutatud: Sihid' });
  await deleted.getByRole('button', { name: 'Võta tagasi' }).click();
  await expectOrder(page, ['1Olukord', '1\\.1Sihid']);
  await expect(other.getByRole('heading', { name: '1.1 Sihid' })).toBeVisible();
  await expectNoSideways(page);
  await expectAccessible(page);
  await other.context().close();
});

test('a section is moved by menu and dialog, split, merged, locked; the history undoes and restores', async ({
  page,
}) => {
  test.slow();
  await signInAs(page, 'Mari Tamm');
  await makeDocument(page, 'Vaba dokument');
  await addSection(page, 'Sissejuhatus');
  await openOutline(page);
  await addSection(page, 'Lõpetuseks');
  await write(page, 'Sissejuhatus', 'Esimene lõik.\nTeine lõik.');
  const choose = async (title: string, ...choices: string[]) => {
    await page
      .getByRole('article')
      .getByRole('button', { name: `Jaotise tegevused: ${title}` })
      .click();
    const choice = (name: string) => page.getByRole('menuitem', { name, exact: true });
    const mark = (name: string) => page.getByRole('menuitemradio', { name, exact: true });
    for (const name of choices) await choice(name).or(mark(name)).click();
  };
  await choose('Sissejuhatus', 'Poolita…');
  await page.getByRole('radio', { name: 'Teine lõik.' }).check();
  await page.getByLabel('Uue jaotise pealkiri').fill('Jätk');
  await page.getByRole('button', { name: 'Poolita', exact: true }).click();
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([/Sissejuhatus/, /Jätk/, /Lõpetuseks/]);
  await choose('Jätk', 'Ühenda eelmisega');
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([/Sissejuhatus/, /Lõpetuseks/]);
  await expect(page.getByText('Teine lõik.')).toBeVisible();
  await choose('Lõpetuseks', 'Tõsta', 'Vali koht…');
  await page.getByLabel('Kuhu').selectOption('1 Sissejuhatus');
  await page.getByRole('button', { name: 'Tõsta', exact: true }).click();
  await expect(page.getByRole('heading', { level: 3, name: '1.1 Lõpetuseks' })).toBeVisible();
  await choose('Lõpetuseks', 'Muuda liiki', 'Dokumendi lisa');
  await expect(page.getByRole('heading', { level: 3, name: 'Lisa 1 Lõpetuseks' })).toBeVisible();
  await choose('Sissejuhatus', 'Lukusta…');
  await page.getByLabel('Põhjus').fill('Tekst on kooskõlastamisel.');
  await page.getByRole('button', { name: 'Lukusta', exact: true }).click();
  await expect(page.getByText('Tekst on kooskõlastamisel.').first()).toBeVisible();
  await choose('Sissejuhatus', 'Võta lukust lahti');
  await choose('Lõpetuseks', 'Kustuta');
  await expect(page.getByRole('heading', { level: 3 })).toHaveCount(0);
  await page.getByRole('button', { name: 'Dokument', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Viimased muudatused' }).click();
  await expect(page.getByRole('dialog').getByText(/Mari Tamm ühendas/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Taasta: Lõpetuseks' }).click();
  await expect(page.getByRole('button', { name: 'Taasta: Lõpetuseks' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 3, name: 'Lisa 1 Lõpetuseks' })).toBeVisible();
});

test('a partner who may comment reads, and has no tools to change the text', async ({ page }) => {
  test.slow();
  await signInAs(page, 'Mari Tamm');
  const path = await makeDocument(page, 'Strateegia');
  await share(page, path, 'Kommenteerida');
  const partner = await otherPage(page, PARTNER, path);
  await expect(partner.getByRole('heading', { name: 'Visioon' })).toBeVisible();
  await expect(partner.getByRole('button', { name: /^Muuda/ })).toHaveCount(0);
  await expect(partner.getByRole('button', { name: 'Lisa jaotis' })).toHaveCount(0);
  await expect(partner.getByRole('treegrid')).toHaveCount(0);
  await partner.getByRole('button', { name: 'Jaotise tegevused: Visioon' }).click();
  await expect(partner.getByRole('menuitem')).toHaveText(['Kopeeri link']);
  await partner.keyboard.press('Escape');
  await openOutline(partner);
  await partner
    .getByRole('navigation', { name: 'Sisukord' })
    .getByRole('link', { name: /Visioon/ })
    .click();
  await expect(partner.getByRole('heading', { name: 'Visioon' })).toBeFocused();
  await expectNoSideways(partner);
  await expectAccessible(partner);
  await partner.context().close();
});
