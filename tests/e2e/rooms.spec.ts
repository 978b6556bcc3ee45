// Writing together: two people in one paragraph, a reader beside them, a connection that is lost, a section that is locked
// in the middle of a sentence. Nothing that was typed is lost, and nobody is told that it is saved before it is.

import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoSideways } from '../support/axe.ts';
import { done, editor, openStrategy, stands, startWriting } from '../support/editor.ts';
import { signInAs } from '../support/journey.ts';
import { sectionNetwork } from '../support/section-network.ts';

const KEPT = 'Ühendus puudub. Tekst on alles selles seadmes';

async function otherPage(page: Page, path: string): Promise<Page> {
  const context = await page.context().browser()?.newContext({ locale: 'et-EE', timezoneId: 'Europe/Tallinn' });
  if (!context) throw new Error('no browser');
  const other = await context.newPage();
  await signInAs(other, 'Katrin Saar');
  await other.goto(path);
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible();
  return other;
}

async function lock(other: Page, title: string): Promise<void> {
  await other
    .getByRole('article')
    .getByRole('button', { name: `Jaotise tegevused: ${title}` })
    .click();
  await other.getByRole('menuitem', { name: 'Lukusta…' }).click();
  await other.getByLabel('Põhjus').fill('Toimetan.');
  await other.getByRole('button', { name: 'Lukusta', exact: true }).click();
}

test('two people write in one sentence, each sees the other, and undo takes back only what is one’s own', async ({
  page,
}) => {
  test.slow();
  const path = await openStrategy(page);
  const other = await otherPage(page, path);
  await startWriting(page, 'Visioon');
  await page.keyboard.type('Eesti kaasab. ');
  await startWriting(other, 'Visioon');
  await expect(editor(other)).toHaveText(/Eesti kaasab\./);
  await expect(page.getByRole('list', { name: 'Samas jaotises' })).toHaveText('Katrin Saar');
  await other.keyboard.press('Control+End');
  await Promise.all([page.keyboard.type('Ja kuulab. '), other.keyboard.type('Iga arvamus loeb.', { delay: 20 })]);
  for (const each of [page, other]) {
    await expect(editor(each)).toContainText('Ja kuulab.');
    await expect(editor(each)).toContainText('Eesti kaasab.');
    await expect(stands(each, 'Salvestatud')).toBeVisible();
  }
  await expect(editor(page).locator('.writer-name')).toHaveText('Katrin Saar');
  await expectNoSideways(page);
  await expectAccessible(page);
  await expect(editor(page)).toContainText('Iga arvamus loeb.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Uus lõik.');
  await expect(editor(other).getByRole('paragraph')).toHaveCount(2);
  // more often than there is anything of one's own: how much one press takes back depends on how fast it was typed
  for (let left = 0; left < 12; left += 1) await page.keyboard.press('Control+z');
  await expect(editor(other).getByRole('paragraph')).toHaveText([/^Iga arvamus loeb\./]);
  await other.keyboard.type('!');
  await expect(editor(page)).toContainText('!');
  await done(page).click();
  await expect(page.getByRole('heading', { name: 'Visioon' })).toBeFocused();
  await expect(page.getByRole('article')).toContainText('!');
  await other.context().close();
});

test('somebody who reads sees the words come, without entering the room', async ({ page }) => {
  test.slow();
  const path = await openStrategy(page);
  const reader = await otherPage(page, path);
  const network = await sectionNetwork(reader);
  await reader.reload();
  await startWriting(page, 'Visioon');
  await page.keyboard.type('Aastal 2035 on kaasamine tavaline.');
  await expect(reader.getByText('Aastal 2035 on kaasamine tavaline.')).toBeVisible();
  expect(network.asked).toEqual([]);
  await reader.context().close();
});

test('what is written without a connection is kept, said so, and joined with what others wrote meanwhile', async ({
  page,
}) => {
  test.slow();
  const path = await openStrategy(page);
  const network = await sectionNetwork(page);
  await page.reload();
  const other = await otherPage(page, path);
  await startWriting(page, 'Visioon');
  await page.keyboard.type('Koos. ');
  await expect(stands(page, 'Salvestatud')).toBeVisible();
  await network.cut();
  await page.keyboard.type('Ilma võrguta. ');
  await expect(stands(page, KEPT)).toBeVisible();
  await expectAccessible(page);
  await startWriting(other, 'Visioon');
  await other.keyboard.type('Vahepeal. ');
  await expect(stands(other, 'Salvestatud')).toBeVisible();
  network.mend();
  await expect(stands(page, 'Salvestatud')).toBeVisible({ timeout: 30_000 });
  for (const each of [page, other]) {
    await expect(editor(each)).toContainText('Ilma võrguta.');
    await expect(editor(each)).toContainText('Vahepeal.');
  }
  await other.context().close();
});

test('words kept on this device are told of beside their section after a reload, and saved when it is opened', async ({
  page,
}) => {
  test.slow();
  await openStrategy(page);
  const network = await sectionNetwork(page);
  await page.reload();
  await startWriting(page, 'Visioon');
  await page.keyboard.type('Koos. ');
  await expect(stands(page, 'Salvestatud')).toBeVisible();
  await network.cut();
  await page.keyboard.type('Pooleli mõte');
  await expect(stands(page, KEPT)).toBeVisible();
  await page.reload();
  const sign = page.getByRole('button', { name: /^Salvestamata tekst selles seadmes ?: Visioon$/ });
  await expect(sign).toBeVisible();
  await expectAccessible(page);
  network.mend();
  await sign.click();
  await expect(editor(page)).toContainText('Pooleli mõte');
  await expect(stands(page, 'Salvestatud')).toBeVisible();
  await done(page).click();
  await expect(page.getByRole('article')).toContainText('Pooleli mõte');
  await expect(sign).toHaveCount(0);
});

test('a text that is left without a connection is saved by itself when there is one, and then no longer told of', async ({
  page,
}) => {
  test.slow();
  await openStrategy(page);
  const network = await sectionNetwork(page);
  await page.reload();
  await startWriting(page, 'Visioon');
  await page.keyboard.type('Koos. ');
  await expect(stands(page, 'Salvestatud')).toBeVisible();
  await network.cut();
  await page.keyboard.type('Pooleli mõte');
  await expect(stands(page, KEPT)).toBeVisible();
  await done(page).click();
  const sign = page.getByRole('button', { name: /^Salvestamata tekst selles seadmes ?: Visioon$/ });
  await expect(sign).toBeVisible();
  network.mend();
  await expect(page.getByRole('article')).toContainText('Pooleli mõte', { timeout: 30_000 });
  await expect(sign).toHaveCount(0);
});

test('a lock in the middle of a sentence closes the text, says why, and keeps the words that came too late', async ({
  page,
}) => {
  test.slow();
  const path = await openStrategy(page);
  const network = await sectionNetwork(page);
  await page.reload();
  const other = await otherPage(page, path);
  await startWriting(page, 'Visioon');
  await page.keyboard.type('Koos. ');
  await expect(stands(page, 'Salvestatud')).toBeVisible();
  await network.cut();
  await page.keyboard.type('Liiga hilja');
  await lock(other, 'Visioon');
  network.mend();
  await expect(page.getByText('Katrin Saar lukustas jaotise: Toimetan.')).toBeVisible({ timeout: 30_000 });
  const kept = page.getByRole('region', { name: 'Salvestamata tekst: Visioon' });
  await expect(kept).toContainText('Liiga hilja');
  await expectAccessible(page);
  await page.reload();
  await expect(kept).toContainText('Liiga hilja');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await kept.getByRole('button', { name: 'Kopeeri tekst' }).click();
  await expect(page.getByText('Tekst on kopeeritud.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Liiga hilja');
  await kept.getByRole('button', { name: 'Loobu tekstist' }).click();
  await expect(kept).toBeHidden();
  await other.context().close();
});

test('a document that goes to the trash under its writer leaves them the words that came too late', async ({
  page,
}) => {
  test.slow();
  const path = await openStrategy(page);
  const network = await sectionNetwork(page);
  await page.reload();
  const other = await otherPage(page, path);
  await startWriting(page, 'Visioon');
  await page.keyboard.type('Koos. ');
  await expect(stands(page, 'Salvestatud')).toBeVisible();
  await network.cut();
  await page.keyboard.type('Liiga hilja');
  await other.goto(`${path}/settings`);
  await other.getByRole('button', { name: 'Tõsta prügikasti' }).click();
  await other.getByRole('alertdialog').getByRole('button', { name: 'Tõsta prügikasti' }).click();
  await expect(page.getByText('See dokument ei ole teile enam avatud')).toBeVisible();
  network.mend();
  const kept = page.getByRole('region', { name: 'Salvestamata tekst: Visioon' });
  await expect(kept).toContainText('Liiga hilja', { timeout: 30_000 });
  await expect(page.getByText('Jaotis kustutati või ei ole teile enam avatud.')).toBeVisible();
  await expectAccessible(page);
  await other.context().close();
});

test('who signs out in another tab is asked about words that are not saved, and goes on with them when signed in again', async ({
  page,
  context,
}) => {
  test.slow();
  await openStrategy(page);
  const network = await sectionNetwork(page);
  await page.reload();
  await startWriting(page, 'Visioon');
  await page.keyboard.type('Koos. ');
  await expect(stands(page, 'Salvestatud')).toBeVisible();
  await network.cut();
  await page.keyboard.type('Vahepeal kirjutatud.');
  await expect(stands(page, KEPT)).toBeVisible();
  const tab = await context.newPage();
  const isWatched = tab.waitForEvent('websocket');
  await tab.goto('/et/work');
  await isWatched;
  const questions: string[] = [];
  tab.on('dialog', (dialog) => {
    questions.push(dialog.message());
    void (questions.length === 1 ? dialog.dismiss() : dialog.accept());
  });
  const signOut = () =>
    tab.evaluate(() => document.querySelector<HTMLFormElement>('form[action$="/sign-out"]')?.requestSubmit());
  await signOut();
  await expect.poll(() => questions).toEqual([expect.stringContaining('ei ole veel salvestatud')]);
  await expect(tab.getByRole('heading', { level: 1, name: 'Tere, Mari Tamm' })).toBeVisible();
  await signOut();
  await expect(page.getByRole('heading', { name: 'Olete välja logitud' })).toBeVisible();
  network.mend();
  await expect(stands(page, 'Olete välja logitud.')).toHaveCount(1, { timeout: 30_000 });
  await signInAs(tab, 'Mari Tamm');
  await page.getByRole('button', { name: 'Logisin sisse, jätka' }).click();
  await expect(stands(page, 'Salvestatud')).toBeVisible();
  await expect(editor(page)).toContainText('Vahepeal kirjutatud.');
});

test('text that is in neither place is asked about when the tab is closed, on whatever page of the workspace it is by then', async ({
  page,
}) => {
  test.slow();
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
  await openStrategy(page);
  const network = await sectionNetwork(page);
  await page.reload();
  await startWriting(page, 'Visioon');
  await page.keyboard.type('Koos. ');
  await expect(stands(page, 'Salvestatud')).toBeVisible();
  await network.cut();
  await page.keyboard.type('Ainult siin.');
  await expect(stands(page, 'Salvestamata!')).toBeVisible();
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void (dialog.type() === 'confirm' ? dialog.accept() : dialog.dismiss());
  });
  await page.getByRole('main').getByRole('link', { name: 'Dokumendid' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Dokumendid' })).toBeVisible();
  expect(asked).toEqual(['confirm']);
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(['confirm', 'beforeunload']);
  network.mend();
});
