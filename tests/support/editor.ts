// Writing in a section's editor, as the browser tests do it again and again.

import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';
import { signInAs } from './journey.ts';

/** The text that is being changed. */
export const editor = (page: Page): Locator => page.getByRole('textbox', { name: /^Jaotise tekst/ });

/** A new strategy, whose sections have hints; its page is open then. Answers with its path. */
export async function openStrategy(page: Page): Promise<string> {
  await signInAs(page, 'Mari Tamm');
  await page.goto('/et/documents/new');
  await page.getByLabel('Pealkiri').fill(`Noorte osaluse strateegia ${randomUUID().slice(0, 8)}`);
  await page.getByRole('radio', { name: 'Strateegia' }).check();
  await page.getByRole('button', { name: 'Loo dokument' }).click();
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname;
}

export async function startWriting(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: `Muuda teksti: ${title}` }).click();
  await expect(editor(page)).toBeFocused();
}

/** What the clipboard or a drag holds: HTML, and files with as many bytes as said or those of `base64`. */
export type Brought = { html?: string; files?: { name: string; type: string; base64?: string; bytes?: number }[] };

/** As if it was pasted, or let go over the text: the browser gives tests no files of other programs. */
export async function bring(page: Page, how: 'paste' | 'drop', brought: Brought): Promise<void> {
  await editor(page).evaluate(
    (text, [way, { html, files = [] }]) => {
      const data = new DataTransfer();
      if (html !== undefined) data.setData('text/html', html);
      for (const { name, type, base64 = '', bytes } of files) {
        const content =
          bytes === undefined ? Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)) : new Uint8Array(bytes);
        data.items.add(new File([content], name, { type }));
      }
      const { left, bottom } = text.getBoundingClientRect();
      const at = { clientX: left + 4, clientY: bottom - 4, bubbles: true, cancelable: true };
      const event =
        way === 'paste'
          ? new ClipboardEvent('paste', { clipboardData: data, ...at })
          : new DragEvent('drop', { dataTransfer: data, ...at });
      text.dispatchEvent(event);
    },
    [how, brought] as const,
  );
}

/** Leaves the text that is being written; the page shows it then. */
export const done = (page: Page): Locator => page.getByRole('button', { name: 'Valmis', exact: true });

/** How the text stands, as it is shown beside it. */
export const stands = (page: Page, words: string): Locator => page.locator('.editing-state', { hasText: words });
