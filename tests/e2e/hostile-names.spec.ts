// Fault I1 in a real browser: hundreds of names that are scripts, on every page that shows people.

import { expect, test } from '@playwright/test';
import { askServer } from '../../server/operator/ask.ts';
import { callersFile } from '../../server/operator/callers-file.ts';
import { signInAs } from '../support/journey.ts';
import { NAMES } from '../support/payloads.ts';

test('no name runs in a browser (I1)', async ({ page }) => {
  test.slow();
  const folder = process.env.KAASA_E2E_DATA_DIR ?? '';
  for (const [i, name] of NAMES.entries()) {
    const input = { email: `payload-${i}@hostile.example`, name };
    expect(await askServer(folder, { command: 'user add', input }, callersFile(''))).toMatchObject({ exit: 0 });
  }
  const ran: string[] = [];
  page.on('dialog', async (dialog) => {
    ran.push(dialog.message());
    await dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url().includes('evil.example')) ran.push(request.url());
  });
  await signInAs(page, 'Katrin Saar');
  const pages = Math.ceil(NAMES.length / 50);
  const lists = Array.from({ length: pages }, (_, i) => `people?q=hostile.example&page=${i + 1}`);
  for (const path of [...lists, 'audit', 'organisations', 'invitations']) {
    await page.goto(`/et/admin/${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  await page.goto('/et/admin/people?q=payload-0@');
  await page.getByRole('row').filter({ hasText: 'payload-0' }).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(NAMES[0] ?? '');
  process.stdout.write(`names that ran: ${ran.length} / ${NAMES.length}\n`);
  expect(ran).toEqual([]);
});
