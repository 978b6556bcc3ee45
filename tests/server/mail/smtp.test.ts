import { afterEach, beforeEach, expect, test } from 'vitest';
import { mailStatus } from '../../../server/mail/queries.ts';
import { contextOf, INVITATION, mailInstance, mailTo, post, signInMail, tryAgainNow } from '../../support/mail.ts';
import { type SmtpPeer, smtpPeer } from '../../support/smtp.ts';

let smtp: SmtpPeer;
let app: Awaited<ReturnType<typeof mailInstance>>;
beforeEach(async () => {
  smtp = await smtpPeer();
  app = await mailInstance({ smtpUrl: smtp.url });
});
afterEach(async () => {
  await app.close();
  await smtp.close();
});

const settled = (recipient: string, state: 'sent' | 'failed') =>
  expect
    .poll(
      async () => {
        await tryAgainNow(app);
        return (await mailTo(app, recipient)).state;
      },
      { timeout: 25_000, interval: 100 },
    )
    .toBe(state);

test('a mail reaches exactly its recipient, under its own Message-ID (ML7)', async () => {
  await post(app, INVITATION);
  await settled('kadri@example.ee', 'sent');
  const { id } = await mailTo(app, 'kadri@example.ee');
  expect(smtp.received).toHaveLength(1);
  expect(smtp.received[0]).toMatchObject({ from: 'kaasa@kaasa.example', to: ['kadri@example.ee'] });
  expect(smtp.received[0]?.messageId).toBe(`<${id}@kaasa.example>`);
  expect(smtp.received[0]?.mail.headers.get('auto-submitted')).toBe('auto-generated');
  expect(smtp.received[0]?.mail.text).toContain('secret-token');
  expect(smtp.received[0]?.mail.html).toContain('secret-token');
});

test('a sign-in mail leaves within a second (ML7)', async () => {
  const took: number[] = [];
  for (let n = 1; n <= 5; n++) {
    const before = performance.now();
    await post(app, signInMail(`quick${n}@example.ee`));
    await expect.poll(() => smtp.received.length, { interval: 5, timeout: 10_000 }).toBe(n);
    took.push(performance.now() - before);
  }
  const median = took.toSorted((a, b) => a - b)[2] ?? Number.NaN;
  console.info(`a sign-in mail left after ${Math.round(median)} ms (median of 5)`);
  expect(median).toBeLessThan(1000);
});

test('a mail that was taken before the connection broke is sent again under the same Message-ID (ML8, E2)', async () => {
  smtp.whim = () => (smtp.received.length === 0 ? 'take-and-drop' : null);
  await post(app, signInMail('dropped@example.ee'));
  await settled('dropped@example.ee', 'sent');
  expect(smtp.received).toHaveLength(2);
  expect(smtp.received[1]?.messageId).toBe(smtp.received[0]?.messageId);
  expect(smtp.received[1]?.mail.date).toEqual(smtp.received[0]?.mail.date);
});

test('what a server refuses for now is tried again (ML8)', async () => {
  const answers = [
    { at: 'rcpt', code: 451, text: 'greylisted' } as const,
    { at: 'data', code: 452, text: 'full' } as const,
  ];
  smtp.whim = () => answers.shift() ?? null;
  await post(app, INVITATION);
  await settled('kadri@example.ee', 'sent');
  expect(await mailTo(app, 'kadri@example.ee')).toMatchObject({ attempts: 3, lastError: null });
  expect(smtp.received).toHaveLength(1);
});

test('a recipient that is refused for good has failed at once, and holds nobody up (ML8)', async () => {
  smtp.whim = (to) => (to === 'gone@example.ee' ? { at: 'rcpt', code: 550, text: 'no such user' } : null);
  await post(app, { ...INVITATION, to: 'gone@example.ee' });
  await post(app, INVITATION);
  await settled('kadri@example.ee', 'sent');
  await settled('gone@example.ee', 'failed');
  expect(await mailTo(app, 'gone@example.ee')).toMatchObject({ attempts: 1, sentAt: null });
  expect((await mailTo(app, 'gone@example.ee')).lastError).toContain('no such user');
});

test('while the server is down mails wait, and leave when it is up again (ML8)', async () => {
  const { port } = smtp;
  await smtp.close();
  for (const n of [1, 2, 3, 4]) await post(app, { ...INVITATION, to: `wait${n}@example.ee` });
  await expect
    .poll(async () => (await mailTo(app, 'wait4@example.ee')).attempts, { timeout: 15_000 })
    .toBeGreaterThan(0);
  expect(await mailStatus(app)).toMatchObject({ mode: 'smtp', waiting: 4, failed: 0, smtpReachable: false });
  smtp = await smtpPeer(port);
  for (const n of [1, 2, 3, 4]) await settled(`wait${n}@example.ee`, 'sent');
  expect(smtp.received.map(({ to }) => to[0]).sort()).toEqual([1, 2, 3, 4].map((n) => `wait${n}@example.ee`));
  expect(await mailStatus(app)).toMatchObject({ waiting: 0, oldestWaitingSeconds: null, smtpReachable: true });
});

test('once the mail server has it, the link is gone from the outbox (ML10)', async () => {
  await post(app, signInMail('secret@example.ee'));
  await settled('secret@example.ee', 'sent');
  expect(await mailTo(app, 'secret@example.ee')).toMatchObject({ text: '', html: '' });
});

test('hostile names add no recipient and no header (ML3, A2)', async () => {
  const names = [
    'x\r\nBcc: evil@example.com',
    'x\nTo: evil@example.com',
    '"x" <evil@example.com>',
    'a, evil@example.com',
    '\r\n\r\nbody',
    '=?utf-8?q?=0D=0ABcc:_evil@example.com?=',
  ];
  for (const [i, name] of names.entries()) {
    const params = { ...INVITATION.params, inviter: name, organisation: name };
    await post(app, { ...INVITATION, to: `reader${i}@example.ee`, params }, contextOf(app));
  }
  await expect.poll(() => smtp.received.length, { timeout: 10_000 }).toBe(names.length);
  expect(smtp.recipients.sort()).toEqual(names.map((_, i) => `reader${i}@example.ee`));
  const known = ['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'];
  for (const { mail } of smtp.received) expect([...mail.headers.keys()].sort()).toEqual(known);
});
