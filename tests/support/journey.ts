// What people do again and again in the browser tests.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { simpleParser } from 'mailparser';

/** Signs in as somebody of the demo story by the one-click list. */
export async function signInAs(page: Page, name: string): Promise<void> {
  await page.goto('/et/sign-in');
  await page.getByRole('button', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Tere, ${name}` })).toBeVisible();
}

/** The link in the newest mail to an address, from the `.eml` files that stand in for a mail server; '' without a mail. */
export async function newestLink(address: string): Promise<string> {
  return (await newestMailTo(address)) ?? '';
}

/** The same once it has come. `before`: the newest of those that had come already. */
export async function mailedLink(address: string, before = ''): Promise<string> {
  let link = '';
  await expect
    .poll(async () => {
      link = await newestLink(address);
      return link === before ? '' : link;
    }, `a mail to ${address}`)
    .toMatch(/^http/);
  return link;
}

async function newestMailTo(address: string): Promise<string | null> {
  const folder = join(process.env.KAASA_E2E_DATA_DIR ?? '', 'outbox');
  const files = readdirSync(folder, { withFileTypes: true }).filter((file) => file.name.endsWith('.eml'));
  for (const { name } of files.sort((a, b) => b.name.localeCompare(a.name))) {
    const mail = await simpleParser(readFileSync(join(folder, name)));
    const to = [mail.to ?? []].flat().flatMap((list) => list.value.map((entry) => entry.address));
    if (to.includes(address)) return /https?:\S+/.exec(mail.text ?? '')?.[0] ?? null;
  }
  return null;
}
