// axe on a page in both colour schemes; a violation fails with what is wrong and where.

import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Every rule of WCAG 2.2 A and AA and axe's best practices in the light; in the dark only colours differ. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await expectNone(page, 'dark', axeOn(page).withRules(['color-contrast', 'link-in-text-block']));
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  // An open dialog hides the page beneath it from everybody; axe finds that out only if it covers enough of the window.
  const dialogs = page.getByRole('dialog').or(page.getByRole('alertdialog'));
  const isBeneath = (await page.getByRole('main').count()) === 0 && (await dialogs.count()) > 0;
  await expectNone(page, 'light', isBeneath ? axeOn(page).disableRules(RULES_OF_A_WHOLE_PAGE) : axeOn(page));
}

const RULES_OF_A_WHOLE_PAGE = ['landmark-one-main', 'page-has-heading-one'];

/** Not inside frames: those of mails are sandboxed without scripts, so nothing can run in them. */
function axeOn(page: Page): AxeBuilder {
  // React Aria's announcer names for seven seconds the button that was pressed, and that may be gone with its dialog
  return new AxeBuilder({ page }).setLegacyMode().exclude('[data-live-announcer]');
}

async function expectNone(page: Page, scheme: string, axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map((node) => node.target.join(' ')),
  }));
  expect(found, `${page.url()} in the ${scheme}`).toEqual([]);
}

/** Nothing has to be scrolled sideways. */
export async function expectNoSideways(page: Page): Promise<void> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(excess, `${page.url()} is wider than the window`).toBeLessThanOrEqual(0);
}
