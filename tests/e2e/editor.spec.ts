// Writing a section: the tools, the hint and the way out stay in sight, the keys work from everywhere, the focus goes where
// one goes on.

import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoSideways } from '../support/axe.ts';
import { done, editor, openStrategy, stands, startWriting } from '../support/editor.ts';

const TOUCH_PX = 40;

const heading = (page: Page, title: string) => page.getByRole('heading', { name: title });

test('on a narrow screen the tools are one row that scrolls, and the way out is in sight above and below a long text', async ({
  page,
}) => {
  await openStrategy(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await startWriting(page, 'Visioon');
  await page.keyboard.insertText('Kaasamine algab enne otsust. '.repeat(80));
  const tools = page.getByRole('toolbar', { name: 'Teksti kujundus' });
  await expect(tools).toBeInViewport({ ratio: 1 });
  await expect(done(page)).toBeInViewport({ ratio: 1 });
  await expect(stands(page, 'Salvestatud')).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Control+Home');
  await expect(done(page)).toBeInViewport({ ratio: 1 });
  const buttons = await tools.getByRole('button').all();
  const boxes = await Promise.all([...buttons, done(page)].map((button) => button.boundingBox()));
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
  await done(page).click();
  await startWriting(page, 'Visioon');
  await expect(hint).toBeVisible();
  await page.getByText('Mida siia kirjutada', { exact: true }).click();
  await expect(hint).toBeHidden();
});

test('Ctrl+S says from anywhere that all is saved on the page, Escape leaves the tools for the text, the way out leads to the heading', async ({
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
  await expect(page.getByRole('alertdialog').filter({ hasText: 'Salvestatud' })).toBeVisible();
  await expect(editor(page)).toBeVisible();
  await page.getByRole('button', { name: 'Paks' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Kursiiv' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(editor(page)).toBeFocused();
  await page.keyboard.type('Ja kuulab. ');
  await done(page).click();
  await expect(heading(page, 'Visioon')).toBeFocused();
  await startWriting(page, 'Visioon');
  await page.keyboard.press('Escape');
  await expect(heading(page, 'Visioon')).toBeFocused();
});

test('footnotes count on from the sections before, they and call-outs show their names', async ({ page }) => {
  await openStrategy(page);
  await startWriting(page, 'Visioon');
  await page.keyboard.type('Eesti kaasab.');
  await page.keyboard.press('Control+Alt+f');
  await page.keyboard.type('Allikas üks.');
  await page.keyboard.press('Enter');
  await done(page).click();
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
