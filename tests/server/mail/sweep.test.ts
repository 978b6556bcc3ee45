import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mails } from '../../../db/schema/instance.ts';
import { LONGEST_INVITATION_DAYS } from '../../../domain/people/invitation.ts';
import { retryAllFailed } from '../../../server/mail/commands.ts';
import { sweepMails } from '../../../server/mail/sweep.ts';
import { ADMINISTRATOR, contextOf, INVITATION, mailInstance, mailTo, post, signInMail } from '../../support/mail.ts';

const DAY_MS = 24 * 3600 * 1000;

let app: Awaited<ReturnType<typeof mailInstance>>;
beforeEach(async () => {
  app = await mailInstance();
});
afterEach(() => app.close());

const inDays = (days: number) => {
  const ctx = contextOf(app);
  return { ...ctx, now: new Date(ctx.now.getTime() + days * DAY_MS) };
};
const files = () => readdirSync(join(app.config.dataDir, 'outbox'));
const sent = (recipient: string) =>
  expect.poll(async () => (await mailTo(app, recipient)).state, { timeout: 10_000 }).toBe('sent');

test('a link is removed from the outbox and from its file once it is dead, not before (ML12)', async () => {
  await post(app, signInMail('day@example.ee'));
  await post(app, INVITATION);
  await sent('day@example.ee');
  await sent('kadri@example.ee');
  await sweepMails(inDays(0.9));
  expect((await mailTo(app, 'day@example.ee')).text).toContain('secret-token');
  await sweepMails(inDays(1.1));
  expect(await mailTo(app, 'day@example.ee')).toMatchObject({ text: '', html: '', state: 'sent' });
  expect((await mailTo(app, 'kadri@example.ee')).text).toContain('secret-token');
  expect(files()).toHaveLength(1);
  await sweepMails(inDays(LONGEST_INVITATION_DAYS + 0.1));
  const kept = await contextOf(app).db.select().from(mails);
  expect(kept.map(({ text, html }) => text + html).join('')).toBe('');
  expect(files()).toEqual([]);
});

test('mails go when their retention has ended, waiting ones stay (ML12)', async () => {
  await post(app, INVITATION);
  await sent('kadri@example.ee');
  const ctx = contextOf(app);
  const row = { locale: 'et', template: 'notice', subject: 's', text: 't', html: 'h', createdAt: ctx.now } as const;
  await ctx.db.insert(mails).values({ ...row, id: ctx.newId(), recipient: 'waits@example.ee', state: 'waiting' });
  await ctx.db.insert(mails).values({ ...row, id: ctx.newId(), recipient: 'failed@example.ee', state: 'failed' });
  await sweepMails(inDays(29.9));
  expect(await ctx.db.select().from(mails)).toHaveLength(3);
  await sweepMails(inDays(30.1));
  expect((await ctx.db.select().from(mails)).map(({ recipient }) => recipient)).toEqual(['waits@example.ee']);
});

test('a mail whose link died while it waited has failed and is not sent blank (ML12)', async () => {
  const ctx = contextOf(app);
  const row = { locale: 'et', template: 'sign-in', subject: 's', text: 't', html: 'h', createdAt: ctx.now } as const;
  const id = ctx.newId();
  await ctx.db.insert(mails).values({ ...row, id, recipient: 'late@example.ee', state: 'waiting' });
  await sweepMails(inDays(2));
  expect(await mailTo(app, 'late@example.ee')).toMatchObject({ state: 'failed', text: '' });
  expect(await retryAllFailed(contextOf(app, ADMINISTRATOR))).toMatchObject({ ok: true, value: { count: 0 } });
});

test('the files of erased people and of killed processes are removed, other files are left alone (ML12)', async () => {
  await post(app, INVITATION);
  await sent('kadri@example.ee');
  const [name = ''] = files();
  const folder = join(app.config.dataDir, 'outbox');
  await writeFile(join(folder, `${name}.part`), 'half');
  await writeFile(join(folder, 'notes.txt'), 'mine');
  await sweepMails(inDays(0));
  expect(files().sort()).toEqual([name, 'notes.txt']);
  await app.database.db.delete(mails).where(eq(mails.recipient, 'kadri@example.ee'));
  await sweepMails(inDays(0));
  expect(files()).toEqual(['notes.txt']);
});
