// O1 (docs/spec/backup.md, BK9): a back-up taken while people write shows one state that existed, and nobody's
// writing is refused meanwhile. The full figure: bench/backup.ts.

import { afterAll, expect, test, vi } from 'vitest';
import type { Database } from '../../../db/database.ts';
import { loadSnapshot } from '../../../server/backup/load.ts';
import { fillInstance } from '../../support/filled.ts';
import { testDatabase } from '../../support/instance.ts';
import { readTraces, startWriters, WRITER_SETTINGS } from '../../support/paired-writers.ts';
import { snapshotOf } from '../../support/snapshots.ts';

const WRITERS = 4;
const PER_SECOND = 120;
const ROUNDS = 3;

const opened: Database[] = [];
afterAll(async () => {
  for (const database of opened) await database.close();
});

async function fresh(): Promise<Database> {
  const database = await testDatabase();
  opened.push(database);
  return database;
}

test("a back-up under writing holds whole transactions, each writer's without a gap (BK9)", async () => {
  const source = await fresh();
  await source.connection.exec(WRITER_SETTINGS);
  const stop = startWriters(source, WRITERS, PER_SECOND);
  let before = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await vi.waitFor(
      async () => expect((await readTraces(source.connection)).total).toBeGreaterThan(before + 50),
      15_000,
    );
    const snapshot = await snapshotOf(source);
    const target = await fresh();
    await loadSnapshot(target, snapshot);
    await snapshot.close();
    const traces = await readTraces(target.connection);
    expect(traces.organisations).toBe(traces.total);
    expect(traces.entries).toBe(traces.total);
    for (const seen of Object.values(traces.perWriter)) expect(seen).toMatch(/^(\d+) of \1$/);
    expect(traces.total).toBeGreaterThan(before);
    before = traces.total;
  }
  const written = await stop();
  expect((await readTraces(source.connection)).total).toBe(written);
  expect(written).toBeGreaterThanOrEqual(before);
}, 60_000);

test('no statement of a back-up keeps the database for long (BK10)', async () => {
  const source = await fresh();
  await fillInstance(source.connection);
  const durations: number[] = [];
  const timed: Database = {
    ...source,
    transaction: (work, mode) =>
      source.transaction(
        (connection) =>
          work({
            ...connection,
            query: async (sql, params) => {
              const started = performance.now();
              const rows = await connection.query(sql, params);
              durations.push(performance.now() - started);
              return rows;
            },
          }),
        mode,
      ),
  };
  await (await snapshotOf(timed)).close();
  durations.sort((a, b) => a - b);
  // Other tests run beside this one: the worst may have waited for them, the many may not.
  expect(durations[Math.floor(durations.length * 0.9)]).toBeLessThan(50);
});
