import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { auditEntries, mails } from '../../../db/schema/instance.ts';
import { LOCALES } from '../../../domain/locale.ts';
import type { MailState } from '../../../domain/mail.ts';
import { ANONYMOUS, OPERATOR, type Viewer } from '../../../domain/people/viewer.ts';
import { retryAllFailed, retryMail } from '../../../server/mail/commands.ts';
import { previewMail } from '../../../server/mail/preview.ts';
import { listMails, MAILS_PER_PAGE, readMail } from '../../../server/mail/queries.ts';
import { MAIL_TEMPLATES } from '../../../server/mail/templates.ts';
import { testInstance } from '../../support/instance.ts';
import { ADMINISTRATOR, contextOf } from '../../support/mail.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
beforeAll(async () => {
  app = await testInstance();
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.database.db.delete(mails);
  await app.jobs.boss.deleteAllJobs('send-mail');
});

const person = (role: 'partner' | 'official'): Viewer => ({
  kind: 'person',
  id: '00000000-0000-4000-8000-00000000000b',
  role,
  organisationIds: [],
});
const administrator = () => contextOf(app, ADMINISTRATOR);
const nobody = '00000000-0000-4000-8000-0000000000ff';

async function store(count: number, row: Partial<typeof mails.$inferInsert> = {}): Promise<string[]> {
  const ctx = contextOf(app);
  const rows = Array.from({ length: count }, (_, i) => ({
    id: ctx.newId(),
    recipient: `reader${i}@example.ee`,
    locale: 'et' as const,
    template: 'notice',
    subject: `Teade ${i}`,
    text: 'tekst',
    html: '<p>tekst</p>',
    state: 'failed' as MailState,
    createdAt: new Date(ctx.now.getTime() + i),
    ...row,
  }));
  await ctx.db.insert(mails).values(rows);
  return rows.map(({ id }) => id);
}

const jobKeys = async () => {
  const rows = await app.database.connection.query(
    "select singleton_key as key from pgboss.job where name = 'send-mail'",
  );
  return rows.map(({ key }) => key).sort();
};

test('the outbox is open to administrators and the operator, and to nobody else (ML13)', async () => {
  const [id = ''] = await store(1);
  const grid: [Viewer, string][] = [
    [ANONYMOUS, 'signed-out'],
    [person('partner'), 'forbidden'],
    [person('official'), 'forbidden'],
    [ADMINISTRATOR, 'ok'],
    [OPERATOR, 'ok'],
  ];
  for (const [viewer, expected] of grid) {
    const ctx = contextOf(app, viewer);
    const answers = [
      await listMails(ctx, { page: 1 }),
      await readMail(ctx, id),
      await previewMail(ctx, 'invitation', 'et'),
      await retryAllFailed(ctx),
      await retryMail(ctx, nobody),
    ];
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
    expect(codes).toEqual(expected === 'ok' ? ['ok', 'ok', 'ok', 'ok', 'not-found'] : Array(5).fill(expected));
  }
});

test('the list is newest first, by the page, with counts for each state (ML13)', async () => {
  await store(MAILS_PER_PAGE + 3);
  await store(2, { state: 'sent', subject: 'Saadetud' });
  const first = await listMails(administrator(), { page: 1, state: 'failed' });
  const second = await listMails(administrator(), { page: 2, state: 'failed' });
  if (!first.ok || !second.ok) throw new Error('refused');
  expect(first.value).toMatchObject({
    total: MAILS_PER_PAGE + 3,
    pages: 2,
    counts: { waiting: 0, sent: 2, failed: MAILS_PER_PAGE + 3 },
  });
  const subjects = [...first.value.mails, ...second.value.mails].map(({ subject }) => subject);
  expect(subjects).toEqual(Array.from({ length: MAILS_PER_PAGE + 3 }, (_, i) => `Teade ${MAILS_PER_PAGE + 2 - i}`));
  expect(first.value.mails[0]).not.toHaveProperty('text');
});

test('a search finds what it says, wildcards and quotes included (ML13)', async () => {
  await store(1, { recipient: 'a_b@example.ee', subject: '100 % valmis' });
  await store(1, { recipient: 'axb@example.ee', subject: "100 x '; drop table mails --" });
  const found = async (search: string) => {
    const list = await listMails(administrator(), { search, page: 1 });
    return list.ok ? list.value.mails.map(({ recipient }) => recipient) : list.error.code;
  };
  expect(await found('a_b')).toEqual(['a_b@example.ee']);
  expect(await found('100 %')).toEqual(['a_b@example.ee']);
  expect(await found("'; DROP")).toEqual(['axb@example.ee']);
  expect((await found('EXAMPLE')).length).toBe(2);
  for (const odd of ['\\', '\0', '\ud800', '%', '_']) expect(Array.isArray(await found(odd))).toBe(true);
});

test('pages that do not exist are empty, and odd ids are not found (ML13)', async () => {
  await store(1);
  for (const page of [0, -1, Number.NaN, 1.5])
    expect(await listMails(administrator(), { page })).toMatchObject({ ok: true, value: { page: 1 } });
  expect(await listMails(administrator(), { page: 99 })).toMatchObject({ ok: true, value: { mails: [], total: 1 } });
  for (const id of ['', 'x', nobody, "' or 1=1"])
    expect(await readMail(administrator(), id)).toMatchObject({ ok: false, error: { code: 'not-found' } });
});

test('with a mail server nobody reads a link in the outbox, in whatever state its mail is (ML10)', async () => {
  const smtp = { ...app, config: { ...app.config, smtpUrl: 'smtp://127.0.0.1:1' } };
  for (const template of MAIL_TEMPLATES) {
    for (const state of ['waiting', 'failed', 'sent'] as const) {
      const [id = ''] = await store(1, { template, state, text: 'secret-token' });
      expect(await readMail(contextOf(smtp, ADMINISTRATOR), id)).toMatchObject({
        ok: true,
        value: { body: { state: 'withheld' } },
      });
    }
  }
  const [id = ''] = await store(1);
  expect(await readMail(contextOf(smtp, ADMINISTRATOR), id)).toMatchObject({
    ok: true,
    value: { body: { state: 'shown' } },
  });
});

test('a failed mail is tried again, on record; any other is not (ML14)', async () => {
  const [failed = ''] = await store(1);
  const [sent = ''] = await store(1, { state: 'sent' });
  const [waiting = ''] = await store(1, { state: 'waiting' });
  const [blank = ''] = await store(1, { text: '', html: '' });
  expect(await retryMail(administrator(), failed)).toMatchObject({ ok: true });
  expect(await readMail(administrator(), failed)).toMatchObject({ ok: true, value: { state: 'waiting' } });
  expect(await jobKeys()).toEqual([failed]);
  for (const id of [sent, waiting, blank, failed]) {
    expect(await retryMail(administrator(), id)).toMatchObject({ ok: false, error: { code: 'not-retryable' } });
  }
  const [entry] = (await app.database.db.select().from(auditEntries)).slice(-1);
  expect(entry).toMatchObject({ action: 'mail.retried', subjectKind: 'mail', subjectId: failed, actorKind: 'person' });
});

test('two administrators who try a mail again at once cause one job (ML14)', async () => {
  const [id = ''] = await store(1);
  const answers = await Promise.all(Array.from({ length: 10 }, () => retryMail(administrator(), id)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await jobKeys()).toEqual([id]);
});

test('all failed mails are tried again at once, past a thousand too (ML14)', async () => {
  const ids = await store(1203);
  await store(2, { text: '', html: '' });
  expect(await retryAllFailed(administrator())).toEqual({ ok: true, value: { count: 1203 } });
  expect(await jobKeys()).toEqual([...ids].sort());
});

test('every template can be read in every language before anybody gets it (ML15)', async () => {
  for (const template of MAIL_TEMPLATES) {
    for (const locale of LOCALES) {
      const mail = await previewMail(administrator(), template, locale);
      expect(mail).toMatchObject({ ok: true, value: { text: expect.stringContaining('token=preview') } });
    }
  }
});
