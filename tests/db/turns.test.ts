// However long a loop over the database takes, timers and sockets have their turn between its statements.

import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../db/database.ts';
import { testInstance } from '../support/instance.ts';

let app: Awaited<ReturnType<typeof testInstance>>;

beforeAll(async () => {
  app = await testInstance();
});
afterAll(() => app.close());

/** Some 15 ms of work for the database. */
const work = (db: Db) => db.execute(sql`SELECT sum(length(md5(n::text))) FROM generate_series(1, 40000) n`);

/** How many of the steps began after a timer had fired that was set before the step ahead of them. */
async function stepsWithTurns(steps: number, step: (n: number) => Promise<unknown>): Promise<number> {
  let fired = 0;
  let turns = 0;
  for (let n = 0; n < steps; n += 1) {
    const before = fired;
    const timer = setTimeout(() => {
      fired += 1;
    }, 0);
    await step(n);
    // on a fast machine a step may end before its timer is due
    if (fired > before) turns += 1;
    clearTimeout(timer);
  }
  return turns;
}

test('a timer fires between the statements of a loop', async () => {
  expect(await stepsWithTurns(10, () => work(app.database.db))).toBeGreaterThan(1);
});

test('a timer fires between the statements of one transaction, which nobody else gets into', async () => {
  const { db, connection } = app.database;
  await db.execute(sql`CREATE TABLE turns (n int)`);
  const asked: Promise<unknown>[] = [];
  const turns = await db.transaction(async (tx) => {
    const steps = await stepsWithTurns(10, async (n) => {
      await work(tx);
      await tx.execute(sql`INSERT INTO turns VALUES (${n})`);
      asked.push(connection.query('SELECT count(*)::int AS count FROM turns').then(([row]) => row?.count));
    });
    // a server answers them meanwhile; one asked so late that all was over would see it
    if (app.database.kind === 'postgres') await Promise.all(asked);
    return steps;
  });
  expect(turns).toBeGreaterThan(1);
  const seen = await Promise.all(asked);
  expect(seen).toHaveLength(10);
  // embedded, they waited for the end; a server shows them nothing of it before
  expect(new Set(seen)).toEqual(new Set([app.database.kind === 'pglite' ? 10 : 0]));
  await db.execute(sql`DROP TABLE turns`);
});

test('a timer fires between small transactions', async () => {
  const small = () => app.database.db.transaction((tx) => tx.execute(sql`SELECT 1`));
  // each turns the event loop once, however short it is
  expect(await stepsWithTurns(200, small)).toBeGreaterThan(1);
});

test('a statement that fails in a transaction rolls it back and the database goes on', async () => {
  const { db } = app.database;
  await expect(db.transaction((tx) => tx.execute(sql`SELECT 1 / 0`))).rejects.toThrow();
  await expect(db.execute(sql`SELECT 1`)).resolves.toBeDefined();
});
