// The document's page by keyboard alone: where the focus is after every act, what is said when something cannot be done,
// and the menus that keys open.

import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { signInAs } from '../support/journey.ts';

const TEXT =
  '## Eesmärk\n\nEsimene lõik.\n\nTeine lõik.\n\n## Olukord\n\n### Rahvastik\n\nKolmas lõik.\n\n## Mõõdikud\n\nNeljas.\n';

/** Sections 1 Eesmärk, 2 Olukord, 2.1 Rahvastik, 3 Mõõdikud. */
async function makeDocument(page: Page): Promise<string> {
  await page.goto('/et/documents/import');
  const file = { name: 'kava.md', mimeType: 'text/markdown', buffer: Buffer.from(`# Kava ${randomUUID()}\n\n${TEXT}`) };
  await page.getByLabel('Fail', { exact: true }).setInputFiles(file);
  await page.getByRole('button', { name: /^Too tekst/ }).click();
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}/);
  await expect(rows(page)).toHaveCount(4);
  return new URL(page.url()).pathname;
}

const rows = (page: Page) => page.getByRole('treegrid', { name: 'Sisukord' }).getByRole('row');
const row = (page: Page, title: string) => rows(page).filter({ hasText: title });
const heading = (page: Page, name: string) => page.getByRole('article').getByRole('heading', { name });

async function openMenu(page: Page, title: string): Promise<void> {
  await page
    .getByRole('article')
    .getByRole('button', { name: `Jaotise tegevused: ${title}` })
    .press('Enter');
  await expect(page.getByRole('menu', { name: `Jaotis: ${title}` })).toBeVisible();
}

async function choose(page: Page, title: string, ...names: string[]): Promise<void> {
  await openMenu(page, title);
  for (const name of names) await page.getByRole('menuitem', { name, exact: true }).press('Enter');
}

// keys belong to a wide window, of a desk or of a tablet with a keyboard
test.use({ viewport: { width: 1280, height: 800 } });

test.beforeEach(async ({ page }) => {
  test.slow();
  await signInAs(page, 'Mari Tamm');
});

test('after an act in the contents list the focus is on the row that it changed, else on the next one', async ({
  page,
}) => {
  await makeDocument(page);
  await row(page, 'Mõõdikud').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(row(page, 'Mõõdikud')).toBeFocused();
  await expect(page.getByText('Tõstetud: Mõõdikud, nüüd 2, ülemisel tasemel')).toBeVisible();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page.getByText('Tõstetud: Mõõdikud, nüüd 1.1, jaotise „Eesmärk” all')).toBeVisible();
  await expect(row(page, 'Mõõdikud')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(row(page, 'Mõõdikud')).toHaveCount(0);
  await expect(row(page, 'Olukord')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(row(page, 'Mõõdikud')).toBeFocused();
  await page.getByRole('button', { name: 'Tee uuesti' }).press('Enter');
  await expect(row(page, 'Mõõdikud')).toHaveCount(0);
  await expect(row(page, 'Olukord')).toBeFocused();
  await row(page, 'Rahvastik').focus();
  await page.keyboard.press('Delete');
  await expect(rows(page)).toHaveCount(2);
  await expect(row(page, 'Olukord')).toBeFocused();
});

test('after an act in the text the focus is on the heading that it made or changed, else on the next one', async ({
  page,
}) => {
  await makeDocument(page);
  await choose(page, 'Eesmärk', 'Poolita…');
  await page.getByRole('radio', { name: 'Teine lõik.' }).press('Space');
  await page.getByLabel('Uue jaotise pealkiri').fill('Jätk');
  await page.keyboard.press('Enter');
  await expect(heading(page, '2 Jätk')).toBeFocused();
  await choose(page, 'Jätk', 'Ühenda eelmisega');
  await expect(heading(page, 'Jätk')).toHaveCount(0);
  await expect(heading(page, '1 Eesmärk')).toBeFocused();
  await page.getByRole('button', { name: 'Võta tagasi' }).press('Enter');
  await expect(heading(page, '2 Jätk')).toBeFocused();
  await choose(page, 'Mõõdikud', 'Tõsta', 'Vali koht…');
  await page.getByLabel('Kuhu').selectOption('1 Eesmärk');
  await page.getByRole('dialog').getByRole('button', { name: 'Tõsta', exact: true }).press('Enter');
  await expect(heading(page, '1.1 Mõõdikud')).toBeFocused();
  await choose(page, 'Jätk', 'Kustuta');
  await expect(heading(page, '2 Olukord')).toBeFocused();
  await expect(page.getByText('Kustutatud: Jätk')).toBeVisible();
  await page.getByRole('button', { name: 'Võta tagasi' }).press('Enter');
  await expect(heading(page, '2 Jätk')).toBeFocused();
});

test('a dialog that is closed gives the focus back to what opened it', async ({ page }) => {
  await makeDocument(page);
  await choose(page, 'Eesmärk', 'Nimeta ümber…');
  await expect(page.getByRole('dialog').getByLabel('Pealkiri')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('article').getByRole('button', { name: 'Jaotise tegevused: Eesmärk' })).toBeFocused();
  await row(page, 'Olukord').focus();
  await page.keyboard.press('F2');
  await expect(page.getByRole('dialog').getByLabel('Pealkiri')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(row(page, 'Olukord')).toBeFocused();
});

test('a section that is dropped by keyboard has the focus where it stands now', async ({ page }) => {
  await makeDocument(page);
  await row(page, 'Mõõdikud').focus();
  await page.keyboard.press('ArrowRight');
  await expect(row(page, 'Mõõdikud').getByRole('button', { name: 'Lohista: Mõõdikud' })).toBeFocused();
  await page.keyboard.press('Enter');
  const below = page.getByRole('button', { name: 'Selle alla: 1 Eesmärk' });
  await expect(below).toBeAttached();
  await expect(async () => {
    await page.keyboard.press('ArrowUp');
    await expect(below).toBeFocused({ timeout: 100 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Tõstetud: Mõõdikud, nüüd 1.1, jaotise „Eesmärk” all')).toBeVisible();
  await expect(row(page, 'Mõõdikud')).toBeFocused();
});

test('what cannot be done says why, in the menu and by key', async ({ page }) => {
  await makeDocument(page);
  await row(page, 'Eesmärk').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByText('See on oma taseme esimene jaotis.')).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByText('See on juba ülemisel tasemel.')).toBeVisible();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page.getByText('Samal tasemel ei ole enne seda jaotist.')).toBeVisible();
  await expect(row(page, 'Eesmärk')).toBeFocused();
  await openMenu(page, 'Eesmärk');
  const merge = page.getByRole('menuitem', { name: 'Ühenda eelmisega' });
  await expect(merge).toHaveAccessibleDescription('Samal tasemel ei ole enne seda jaotist.');
  await merge.press('Enter');
  await expect(rows(page)).toHaveCount(4);
});

test('the menu key opens the menu of a row and of a heading, which marks the present kind', async ({ page }) => {
  await makeDocument(page);
  await row(page, 'Olukord').focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menu', { name: 'Jaotis: Olukord' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(row(page, 'Olukord')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(heading(page, '2 Olukord')).toBeFocused();
  await page.keyboard.press('ContextMenu');
  await page.getByRole('menuitem', { name: 'Muuda liiki' }).press('Enter');
  const kinds = page.getByRole('menuitemradio');
  await expect(kinds).toHaveText(['Numbriga', 'Numbrita', 'Dokumendi lisa']);
  await expect(kinds.filter({ hasText: 'Numbriga' })).toBeChecked();
  await kinds.filter({ hasText: 'Numbrita' }).press('Enter');
  await expect(heading(page, 'Olukord')).toBeFocused();
  await expect(heading(page, '1 Rahvastik')).toHaveCount(0);
});

test('one offer to undo at a time, and none over a dialog', async ({ page }) => {
  await makeDocument(page);
  await row(page, 'Mõõdikud').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByText('nüüd 2, ülemisel')).toBeVisible();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByText('nüüd 1, ülemisel')).toBeVisible();
  const undo = page.getByRole('button', { name: 'Võta tagasi' });
  await expect(undo).toHaveCount(1);
  await page.keyboard.press('F2');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(undo).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(undo).toBeVisible();
  // a key belongs to the dialog until it is gone
  await expect(row(page, 'Mõõdikud')).toBeFocused();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(rows(page)).toHaveText([/Eesmärk$/, /Olukord$/, /Rahvastik$/, /Mõõdikud$/]);
});

test('a hit on the page that is open gets the focus, and Enter right after typing means what was typed', async ({
  page,
}) => {
  const path = await makeDocument(page);
  const word = `mõõdusõna${randomUUID().slice(0, 6)}`;
  await page.getByRole('button', { name: 'Muuda teksti: Mõõdikud' }).press('Enter');
  await expect(page.getByRole('textbox', { name: /^Jaotise tekst/ })).toBeFocused();
  await page.keyboard.type(word);
  await page.getByRole('button', { name: 'Valmis', exact: true }).press('Enter');
  await expect(page.getByRole('textbox', { name: /^Jaotise tekst/ })).toHaveCount(0);
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Otsi dokumentidest ja jaotistest' });
  const hit = page.getByRole('option', { name: /Mõõdikud/ });
  // a text that was just written is found a moment later (RO21)
  await expect(async () => {
    await field.fill('');
    await field.fill(word);
    await expect(hit).toBeVisible({ timeout: 2000 });
  }).toPass();
  await expect(hit).toHaveAttribute('aria-selected', 'true');
  await field.press('Enter');
  await expect(heading(page, 'Mõõdikud')).toBeFocused();
  await expect(page).toHaveURL(new RegExp(`${path}#s-`));

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  // no answer comes before Enter is pressed
  await page.route('**/search/suggest?q=visioon', () => undefined);
  await field.fill('visioon');
  await expect(page.getByRole('option', { selected: true })).toHaveCount(0);
  await field.press('Enter');
  await expect(page).toHaveURL(/\/search\?q=visioon$/);
});

test('what leaves a list hands the focus to its neighbour: files, the trash', async ({ page }) => {
  const path = await makeDocument(page);
  await page.goto(`${path}/files`);
  for (const name of ['eelarve.txt', 'kiri.txt']) {
    const file = { name, mimeType: 'text/plain', buffer: Buffer.from('Sisu.') };
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Vali failid' }).click();
    await (await chooser).setFiles(file);
    await expect(page.getByRole('button', { name: `Eemalda: ${name}`, exact: true })).toBeVisible();
  }
  const remove = page.getByRole('button', { name: /^Eemalda: / });
  await remove.first().press('Enter');
  await expect(remove).toHaveCount(1);
  await expect(remove).toBeFocused();
  await remove.press('Enter');
  await expect(remove).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();

  await page.goto(`${path}/settings`);
  await page.getByRole('button', { name: 'Tõsta prügikasti' }).press('Enter');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Tõsta prügikasti' }).press('Enter');
  await page.waitForURL(/trashed=/);
  await page.goto('/et/documents/trash');
  const restore = page.getByRole('button', { name: /^Taasta: Kava/ }).first();
  const others = (await page.getByRole('button', { name: /^Taasta: / }).count()) - 1;
  await restore.press('Enter');
  await expect(page.getByRole('button', { name: /^Taasta: / })).toHaveCount(others);
  await expect(
    page
      .getByRole('main')
      .getByRole(others > 0 ? 'button' : 'heading')
      .first(),
  ).toBeFocused();
});
