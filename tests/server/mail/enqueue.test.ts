import { afterAll, beforeAll, expect, test } from 'vitest';
import { mails, settings } from '../../../db/schema/instance.ts';
import { fail } from '../../../domain/result.ts';
import { enqueueMail } from '../../../server/mail/enqueue.ts';
import { BARE_SETTINGS } from '../../../server/settings/defaults.ts';
import { transact } from '../../../server/transact.ts';
import { testInstance } from '../../support/instance.ts';
import { contextOf, INVITATION, mailTo, post, signInMail } from '../../support/mail.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
beforeAll(async () => {
  app = await testInstance({ publicUrl: 'https://kaasa.example' });
});
afterAll(() => app.close());

const jobCount = async () => {
  const [row] = await app.database.connection.query(
    "select count(*)::int as n from pgboss.job where name = 'send-mail'",
  );
  return Number(row?.n);
};

const HOSTILE = [
  '',
  'a@example.ee, b@example.ee',
  'a@example.ee;b@example.ee',
  'a@example.ee\r\nBcc: b@example.ee',
  'a@example.ee\nRCPT TO:<b@example.ee>',
  '"a b"@example.ee',
  'a@example.ee>',
  '<a@example.ee>',
  'A <a@example.ee>',
  'a@EXAMPLE.ee',
  ' a@example.ee',
  'a@example.ee\0',
  'a@b@example.ee',
  'a(comment)@example.ee',
  'a@[127.0.0.1]',
  'a@localhost',
  'a@example.ee ',
  'õ@example.ee',
  'a@kõrts.ee',
  'undisclosed:a@example.ee;',
];

test('a mail and its job are there when the transaction is (ML1)', async () => {
  await post(app, signInMail('there@example.ee'));
  expect(await mailTo(app, 'there@example.ee')).toMatchObject({ state: 'waiting', attempts: 0, sentAt: null });
  expect(await jobCount()).toBe(1);
});

test("a mail is written when it is caused, in its reader's language, and stays as it is (ML2)", async () => {
  const ctx = contextOf(app);
  const name = { et: 'Vana nimi', en: 'Old name', ru: 'Старое имя' };
  await ctx.db.insert(settings).values({ ...BARE_SETTINGS, id: 1, name });
  await post(app, { ...INVITATION, to: 'lugeja@example.ee', locale: 'ru' });
  await ctx.db.delete(settings);
  expect((await mailTo(app, 'lugeja@example.ee')).subject).toBe('Приглашение: Старое имя');
});

test('a transaction that is rolled back leaves neither mail nor job (ML1)', async () => {
  const before = [(await app.database.db.select().from(mails)).length, await jobCount()];
  const ctx = contextOf(app);
  const refused = await transact(ctx, async (tx) => {
    await enqueueMail(ctx, tx, INVITATION);
    return fail('stale');
  });
  const thrown = transact(ctx, async (tx) => {
    await enqueueMail(ctx, tx, INVITATION);
    throw new Error('a bug');
  });
  await expect(thrown).rejects.toThrow('a bug');
  expect(refused.ok).toBe(false);
  expect([(await app.database.db.select().from(mails)).length, await jobCount()]).toEqual(before);
});

test('a mail goes to one canonical address or to none (ML3)', async () => {
  let taken = 0;
  for (const to of HOSTILE) {
    await post(app, { ...INVITATION, to }).then(
      () => {
        taken += 1;
      },
      () => {},
    );
  }
  console.info(`hostile addresses that were taken: ${taken} / ${HOSTILE.length}`);
  expect(taken).toBe(0);
});

test('a job carries ids only (ML9)', async () => {
  const rows = await app.database.connection.query(
    "select data::text as data from pgboss.job where name = 'send-mail'",
  );
  for (const { data } of rows) expect(Object.keys(JSON.parse(String(data)))).toEqual(['mailId']);
});
