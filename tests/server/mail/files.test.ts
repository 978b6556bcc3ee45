import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFileMailer } from '../../../server/mail/files.ts';
import { messageOf } from '../../../server/mail/mailer.ts';
import { mailStatus, readMail } from '../../../server/mail/queries.ts';
import { BARE_SETTINGS } from '../../../server/settings/defaults.ts';
import {
  ADMINISTRATOR,
  contextOf,
  INVITATION,
  mailInstance,
  mailTo,
  post,
  signInMail,
  tryAgainNow,
} from '../../support/mail.ts';

let app: Awaited<ReturnType<typeof mailInstance>>;
beforeEach(async () => {
  app = await mailInstance();
});
afterEach(() => app.close());

const folder = () => join(app.config.dataDir, 'outbox');
const sent = (recipient: string) =>
  expect
    .poll(
      async () => {
        await tryAgainNow(app);
        return (await mailTo(app, recipient)).state;
      },
      { timeout: 15_000, interval: 100 },
    )
    .toBe('sent');

test('without a mail server each mail is a file that says what the mail says (ML11)', async () => {
  await post(app, INVITATION);
  await sent('kadri@example.ee');
  const { id } = await mailTo(app, 'kadri@example.ee');
  const files = readdirSync(folder());
  expect(files).toEqual([expect.stringMatching(new RegExp(`^\\d{8}T\\d{6}Z-${id}\\.eml$`))]);
  const mail = await simpleParser(readFileSync(join(folder(), files[0] ?? '')));
  expect(mail.messageId).toBe(`<${id}@kaasa.example>`);
  expect(mail.to).toMatchObject({ text: 'kadri@example.ee' });
  expect(mail.text).toContain('secret-token');
  expect(statSync(join(folder(), files[0] ?? '')).mode & 0o077).toBe(0);
  expect(await mailStatus(app)).toEqual({ mode: 'files', waiting: 0, failed: 0, oldestWaitingSeconds: null });
});

test('a mail that is written twice has one file (ML11)', async () => {
  await post(app, INVITATION);
  await sent('kadri@example.ee');
  const mailer = createFileMailer(app.config.dataDir);
  await mailer.deliver(messageOf(await mailTo(app, 'kadri@example.ee'), app.config, BARE_SETTINGS));
  expect(readdirSync(folder())).toHaveLength(1);
});

test('a folder that cannot be written to delays mails and loses none (ML11)', async () => {
  await writeFile(folder(), 'a file in the way');
  await post(app, INVITATION);
  await expect
    .poll(async () => (await mailTo(app, 'kadri@example.ee')).attempts, { timeout: 10_000 })
    .toBeGreaterThan(0);
  expect((await mailTo(app, 'kadri@example.ee')).state).toBe('waiting');
  await rm(folder());
  await sent('kadri@example.ee');
  expect(existsSync(folder())).toBe(true);
});

test('without a mail server the administrator reads the link in the outbox (ML10)', async () => {
  await post(app, signInMail('shown@example.ee'));
  await sent('shown@example.ee');
  const { id } = await mailTo(app, 'shown@example.ee');
  const read = await readMail(contextOf(app, ADMINISTRATOR), id);
  expect(read).toMatchObject({
    ok: true,
    value: { body: { state: 'shown', text: expect.stringContaining('secret-token') } },
  });
});
