// Writing a section: the tools, the hint and the saving stay in sight, the keys work from everywhere, the focus goes where
// one goes on, and what is kept on the device is told of.

import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoSideways } from '../support/axe.ts';
import { editor, openStrategy, startWriting } from '../support/editor.ts';
import { signInAs } from '../support/journey.ts';

const TOUCH_PX = 40;

const save = (page: Page) => page.getByRole('button', { name: 'Salvesta', exact: true });
const heading = (page: Page, title: string) => page.getByRole('heading', { name: title });

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

test('on a narrow screen the tools are one row that scrolls, and saving is in sight above and below a long text', async ({
  page,
}) => {
  await openStrategy(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await startWriting(page, 'Visioon');
  await page.keyboard.insertText('Kaasamine algab enne otsust. '.repeat(80));
  const tools = page.getByRole('toolbar', { name: 'Teksti kujundus' });
  await expect(tools).toBeInViewport({ ratio: 1 });
  await expect(save(page)).toBeInViewport({ ratio: 1 });
  await expect(page.getByText('Salvestamata', { exact: true })).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Control+Home');
  await expect(save(page)).toBeInViewport({ ratio: 1 });
  const buttons = await tools.getByRole('button').all();
  const boxes = await Promise.all([...buttons, save(page)].map((button) => button.boundingBox()));
  for (const box of boxes) {
    expect(box?.height).toBeGreaterThanOrEqual(TOUCH_PX);
    expect(box?.width).toBeGreaterThanOrEqual(TOUCH_PX);
  }
  expect(new Set(boxes.slice(0, -1).map((box) => Math.round((box?.y ?? 0) + (box?.height ?? 0) / 2))).size).toBe(1);
  await page.getByRole('button', { name: 'Tee uuesti' }).scrollIntoViewIfNeeded();
  await expect(page.getByRole('button', { name: 'Võta tagasi', exact: true })).toBeInViewport({ ratio: 1 });
  await expectNoSideways(page);
  await expectAccessible(page);
});

test('what the template says belongs here stays above the text while it is written, and can be folded away', async ({
  page,
}) => {
  await openStrategy(page);
  await startWriting(page, 'Visioon');
  await page.keyboard.type('Eesti kaasab.');
  const hint = page.getByText(/^Öelge mõne lausega/).first();
  await expect(hint).toBeVisible();
  await save(page).click();
  await startWriting(page, 'Visioon');
  await expect(hint).toBeVisible();
  await page.getByText('Mida siia kirjutada', { exact: true }).click();
  await expect(hint).toBeHidden();
});

test('Ctrl+S saves from anywhere on the page, Escape leaves the tools for the text, saving goes to the heading', async ({
  page,
}) => {
  await openStrategy(page);
  await startWriting(page, 'Visioon');
  await page.keyboard.type('Eesti kaasab.');
  await heading(page, 'Mõõdikud').focus();
  const prevented = await page.evaluateHandle(() => {
    const seen: boolean[] = [];
    window.addEventListener('keydown', (event) => event.key === 's' && seen.push(event.defaultPrevented));
    return seen;
  });
  await page.keyboard.press('Control+s');
  expect(await prevented.jsonValue()).toEqual([true]);
  await expect(page.getByText(/^Salvestatud: /).first()).toBeVisible();
  await expect(editor(page)).toBeVisible();
  await page.getByRole('button', { name: 'Paks' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Kursiiv' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(editor(page)).toBeFocused();
  await page.keyboard.type('Ja kuulab. ');
  await save(page).click();
  await expect(heading(page, 'Visioon')).toBeFocused();
  await startWriting(page, 'Visioon');
  await page.keyboard.press('Escape');
  await expect(heading(page, 'Visioon')).toBeFocused();
});

test('a save that is refused leaves the focus on its button', async ({ page }) => {
  await openStrategy(page);
  await startWriting(page, 'Visioon');
  await page.keyboard.type('Eesti kaasab.');
  await page.context().setOffline(true);
  await save(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: /\S/ }).first()).toBeVisible();
  await expect(save(page)).toBeFocused();
  await expect(editor(page)).toHaveText('Eesti kaasab.');
  await page.context().setOffline(false);
});

test('after choosing between two texts one is in the text, and on the notice when a lock comes', async ({ page }) => {
  test.slow();
  const path = await openStrategy(page);
  const other = await otherPage(page, path);
  await startWriting(page, 'Visioon');
  await page.keyboard.type('Minu lause.');
  await startWriting(other, 'Visioon');
  await other.keyboard.type('Katrini lause.');
  await save(other).click();
  await expect(page.getByText('Seda teksti muudeti vahepeal.')).toBeVisible();
  const theirs = page.getByRole('region', { name: 'Keegi muutis seda teksti vahepeal' });
  await save(page).click();
  await expect(theirs).toBeFocused();
  await page.getByRole('button', { name: 'Kirjutan edasi' }).click();
  await expect(theirs).toBeHidden();
  await expect(editor(page)).toBeFocused();
  await save(page).click();
  await page.getByRole('button', { name: 'Salvesta minu tekst' }).click();
  await expect(page.getByText('Teie tekst on salvestatud.')).toBeVisible();
  await expect(editor(page)).toBeFocused();
  await page.keyboard.type('Veel. ');
  await lock(other, 'Visioon');
  await expect(page.getByText('Katrin Saar lukustas jaotise: Toimetan.')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Kopeeri tekst' })).toBeFocused();
  await other.context().close();
});

test('footnotes count on from the sections before, they and call-outs show their names', async ({ page }) => {
  await openStrategy(page);
  await startWriting(page, 'Visioon');
  await page.keyboard.type('Eesti kaasab.');
  await page.keyboard.press('Control+Alt+f');
  await page.keyboard.type('Allikas üks.');
  await page.keyboard.press('Enter');
  await save(page).click();
  await expect(page.getByText('Allikas üks.')).toBeVisible();
  await startWriting(page, 'Mõõdikud');
  await page.getByRole('button', { name: 'Joonealune märkus' }).click();
  const field = page.getByRole('textbox', { name: 'Joonealuse märkuse tekst' });
  await expect(field).toBeFocused();
  // the number itself is the style's
  const counts = () => editor(page).evaluate((text) => getComputedStyle(text.parentElement ?? text).counterReset);
  await expect.poll(counts).toBe('footnote 1');
  await expect(editor(page).getByText('Joonealune märkus', { exact: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Veel', exact: true }).click();
  await page.getByRole('menuitemradio', { name: 'Kast „Oluline”' }).click();
  const label = () =>
    editor(page).evaluate((text) => getComputedStyle(text.firstElementChild ?? text, '::before').content);
  await expect.poll(label).toBe('"Oluline"');
  await page.getByRole('button', { name: 'Veel', exact: true }).click();
  await expect(page.getByRole('menuitemradio', { name: 'Kast „Oluline”' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  // the button that has the focus again shows its name; back in the text it does not
  await page.keyboard.press('Escape');
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await expectAccessible(page);
});

test('tools that can do nothing here are off: sub-headings and quotes in a list, footnotes in a caption', async ({
  page,
}) => {
  await openStrategy(page);
  await startWriting(page, 'Visioon');
  const quote = page.getByRole('button', { name: 'Tsitaat' });
  await expect(quote).toBeEnabled();
  await page.keyboard.type('- noored');
  await expect(page.getByRole('button', { name: 'Täpploend' })).toHaveAttribute('aria-pressed', 'true');
  await expect(quote).toBeDisabled();
  await expect(page.getByRole('option', { name: 'Alapealkiri 1' })).toBeDisabled();
  await page.getByRole('button', { name: 'Tabel', exact: true }).click();
  await page.keyboard.type('Mõõdik');
  await expect(editor(page).getByRole('listitem')).toHaveText(['noored']);
  await expect(editor(page).getByRole('columnheader').first()).toHaveText('Mõõdik');
});

test('text kept on this device is told of beside its section and opened from there; when its section is closed it is copied or let go', async ({
  page,
}) => {
  test.slow();
  const path = await openStrategy(page);
  await startWriting(page, 'Visioon');
  await page.keyboard.type('Pooleli mõte');
  await expect(page.getByText('Salvestamata', { exact: true })).toBeVisible();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  const sign = page.getByRole('button', { name: /^Salvestamata tekst selles seadmes ?: Visioon$/ });
  await expect(sign).toBeVisible();
  await expectAccessible(page);
  await sign.click();
  await expect(editor(page)).toHaveText('Pooleli mõte');
  await expect(sign).toBeHidden();
  await page.reload();
  const other = await otherPage(page, path);
  await lock(other, 'Visioon');
  const kept = page.getByRole('region', { name: 'Salvestamata tekst: Visioon' });
  await expect(kept).toContainText('Pooleli mõte');
  await expect(kept).toContainText('Seda jaotist ei saa te praegu muuta.');
  await expect(sign).toBeHidden();
  await expectAccessible(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await kept.getByRole('button', { name: 'Kopeeri tekst' }).click();
  await expect(page.getByText('Tekst on kopeeritud.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Pooleli mõte');
  await kept.getByRole('button', { name: 'Loobu tekstist' }).click();
  await expect(kept).toBeHidden();
  await page.getByRole('button', { name: 'Võta tagasi' }).first().click();
  await expect(kept).toBeVisible();
  await other.context().close();
});
