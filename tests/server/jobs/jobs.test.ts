import { eq } from 'drizzle-orm';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mails } from '../../../db/schema/instance.ts';
import { ok } from '../../../domain/result.ts';
import { startJobs } from '../../../server/jobs/jobs.ts';
import { checkpoint, vacuum } from '../../../server/jobs/maintain.ts';
import { startWorkers } from '../../../server/jobs/workers.ts';
import { enqueueMail } from '../../../server/mail/enqueue.ts';
import { enqueueOrphans } from '../../../server/mail/orphans.ts';
import { transact } from '../../../server/transact.ts';
import { testDatabase, testInstance } from '../../support/instance.ts';
import { contextOf, INVITATION, mailTo, post, signInMail } from '../../support/mail.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
beforeEach(async () => {
  app = await testInstance({ publicUrl: 'https://kaasa.example' });
});
afterEach(() => app.close());

const WAIT = { timeout: 20_000, interval: 50 };
const states = async () => (await app.database.db.select({ state: mails.state }).from(mails)).map(({ state }) => state);
const query = (sql: string) => app.database.connection.query(sql);

async function storeWithoutJob(recipient: string, ageMs: number): Promise<void> {
  await post(app, { ...INVITATION, to: recipient });
  const { id } = await mailTo(app, recipient);
  await query(`delete from pgboss.job where singleton_key = '${id}'`);
  const createdAt = new Date(app.clock.now().getTime() - ageMs);
  await app.database.db.update(mails).set({ createdAt }).where(eq(mails.id, id));
}

test('jobs and transactions at once end, none waits for the other (JO1)', async () => {
  await startWorkers(app);
  const work = Array.from({ length: 60 }, async (_, n) => {
    const ctx = contextOf(app);
    await transact(ctx, async (tx) => {
      await enqueueMail(ctx, tx, signInMail(`a${n}@example.ee`));
      await tx.select().from(mails);
      await enqueueMail(ctx, tx, { ...INVITATION, to: `b${n}@example.ee` });
      return ok();
    });
  });
  await Promise.all(work);
  await expect.poll(async () => (await states()).filter((state) => state === 'sent').length, WAIT).toBe(120);
});

// The embedded database never has two processes: there it is a process after a process.
test('two processes may start their jobs on one database at the same moment (JO2)', async () => {
  const database = await testDatabase();
  await database.connection.exec('drop schema pgboss cascade').catch(() => {});
  const log = pino({ level: 'silent' });
  const first = startJobs(database, log);
  if (database.kind === 'pglite') await first;
  const both = await Promise.all([first, startJobs(database, log)]);
  await database.db.transaction((tx) => both[1].enqueue(tx, 'send-mail', [{ data: { mailId: 'x' }, key: 'x' }]));
  await database.db.transaction((tx) => both[0].enqueue(tx, 'send-mail', [{ data: { mailId: 'x' }, key: 'x' }]));
  const rows = await database.connection.query("select policy from pgboss.job where name = 'send-mail'");
  expect(rows).toEqual([{ policy: 'exclusive' }]);
  for (const jobs of both) await jobs.stop();
  await database.close();
});

test('a job whose process was killed comes back (JO3)', { timeout: 60_000 }, async () => {
  await post(app, INVITATION);
  expect(await app.jobs.boss.fetch('send-mail')).toHaveLength(1);
  const began = performance.now();
  await startWorkers(app);
  await expect.poll(states, { timeout: 40_000, interval: 100 }).toEqual(['sent']);
  const seconds = (performance.now() - began) / 1000;
  console.info(`${app.database.kind}: a killed process's job was done after ${seconds.toFixed(1)} s`);
  expect(seconds).toBeLessThan(app.database.kind === 'pglite' ? 5 : 40);
});

test('a waiting mail that has lost its job gets a new one, a young one is left alone (JO4)', async () => {
  await storeWithoutJob('old@example.ee', 61_000);
  await storeWithoutJob('young@example.ee', 30_000);
  await startWorkers(app);
  await expect.poll(async () => (await mailTo(app, 'old@example.ee')).state, WAIT).toBe('sent');
  expect((await mailTo(app, 'young@example.ee')).state).toBe('waiting');
});

test('several processes that look for lost jobs at once find each once (JO4)', async () => {
  for (let n = 0; n < 20; n++) await storeWithoutJob(`lost${n}@example.ee`, 120_000);
  await post(app, signInMail('has-one@example.ee'));
  await Promise.all(Array.from({ length: 5 }, () => enqueueOrphans(contextOf(app))));
  const [row] = await query(
    "select count(*)::int as n, count(distinct singleton_key)::int as keys from pgboss.job where name = 'send-mail'",
  );
  expect(row).toEqual({ n: 21, keys: 21 });
});

test('the queues keep themselves in order on both databases (JO5)', async () => {
  const complaints: unknown[] = [];
  app.jobs.boss.on('error', (error) => complaints.push(error));
  app.jobs.boss.on('warning', (warning) => complaints.push(warning));
  await startWorkers(app);
  await post(app, INVITATION);
  await expect.poll(states, WAIT).toEqual(['sent']);
  await app.jobs.boss.supervise(undefined, { reindex: { force: true } });
  await app.jobs.boss.supervise('send-mail');
  expect(complaints).toEqual([]);
});

test('a checkpoint waits until there is something to write, and vacuum leaves no table out (JO6)', async () => {
  const first = await checkpoint(app.database.connection, null);
  // A server's write-ahead log is one for all its databases, those of the tests beside this one included.
  if (app.database.kind === 'pglite') expect(await checkpoint(app.database.connection, first)).toBe(first);
  await query('create table filler as select repeat(md5(n::text), 40) as text from generate_series(1, 3000) n');
  expect(await checkpoint(app.database.connection, first)).not.toBe(first);
  await vacuum(app.database.connection);
  const [row] = await query(
    "select count(*)::int as n from pg_class where relname in ('filler', 'mails', 'job_common') and reltuples < 0",
  );
  expect(row).toEqual({ n: 0 });
});

test('what is done nightly is scheduled, and caught up when the night was slept through (JO7)', async () => {
  await startWorkers(app);
  const schedules = await app.jobs.boss.getSchedules();
  const maintenance = app.database.kind === 'pglite' ? ['maintain-database', 'maintain-database'] : [];
  const expected = [...maintenance, 'refresh-search', 'sweep'];
  expect(schedules.map(({ name }) => name).sort()).toEqual(expected);
  for (const { options } of schedules) expect(options).toMatchObject({ missed: 'once' });
});

test('the sweep and the maintenance do their work as jobs (JO7)', async () => {
  await startWorkers(app);
  const wanted: [string, object][] = [['sweep', {}]];
  if (app.database.kind === 'pglite')
    wanted.push(['maintain-database', { task: 'checkpoint' }], ['maintain-database', { task: 'vacuum' }]);
  for (const [name, data] of wanted) {
    const id = await app.jobs.boss.send(name, data);
    const state = async () => (await query(`select state from pgboss.job where id = '${id}'`))[0]?.state;
    await expect.poll(state, WAIT).toBe('completed');
  }
});

test('stopping leaves the mails that were not sent for the next process (JO8)', async () => {
  await startWorkers(app);
  for (let n = 0; n < 200; n++) await post(app, { ...INVITATION, to: `r${n}@example.ee` });
  await app.jobs.stop();
  const found = await states();
  expect(found.filter((state) => state === 'failed')).toEqual([]);
  expect(found).toHaveLength(200);
});
