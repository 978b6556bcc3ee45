// O1 in full: back-ups of an instance with many files while four writers write, each restored and compared.
// `node bench/backup.ts [rounds] [writes a second] [MiB of files]`, with KAASA_TEST_POSTGRES for PostgreSQL.

import { randomBytes, randomUUID } from 'node:crypto';
import type { Database } from '../db/database.ts';
import { loadSnapshot } from '../server/backup/load.ts';
import { storeAttachment } from '../server/files/attachments.ts';
import { testDatabase } from '../tests/support/instance.ts';
import { readTraces, startWriters, WRITER_SETTINGS } from '../tests/support/paired-writers.ts';
import { snapshotOf } from '../tests/support/snapshots.ts';

const [rounds = 10, perSecond = 100, files = 200] = process.argv.slice(2).map(Number);
const MIB = 2 ** 20;
const FILE = 5 * MIB;

const source = await testDatabase();
await source.connection.exec(WRITER_SETTINGS);
for (let mib = 0; mib < files; mib += FILE / MIB) await addFile(source);

let bad = 0;
let longestStatement = 0;
let longestTransaction = 0;
const stop = startWriters(timing(source), 4, perSecond);
for (let round = 0; round < rounds; round += 1) {
  const [started, memory] = [performance.now(), process.memoryUsage().rss];
  const snapshot = await snapshotOf(timing(source));
  const [written, grown] = [performance.now(), process.memoryUsage().rss - memory];
  const target = await testDatabase();
  await loadSnapshot(target, snapshot);
  const isWhole = await existed(target);
  bad += isWhole ? 0 : 1;
  const { size } = await snapshot.stat();
  process.stdout.write(
    `${isWhole ? 'whole' : 'TORN'}: ${(size / MIB).toFixed(0)} MiB in ${seconds(started, written)} (memory +${(grown / MIB).toFixed(0)} MiB), restored in ${seconds(written, performance.now())}\n`,
  );
  await snapshot.close();
  await target.close();
}
const total = await stop();
process.stdout.write(
  `${source.kind}: ${bad} / ${rounds} back-ups torn, ${total} writes meanwhile, longest transaction of a back-up ${seconds(0, longestTransaction)}, longest statement ${longestStatement.toFixed(0)} ms\n`,
);
await source.close();
process.exit(bad === 0 ? 0 : 1);

async function existed(target: Database): Promise<boolean> {
  const { organisations, entries, total: written, perWriter } = await readTraces(target.connection);
  const hasGap = Object.values(perWriter).some((seen) => !/^(\d+) of \1$/.test(seen));
  return organisations === written && entries === written && !hasGap;
}

async function addFile({ db }: Database): Promise<void> {
  const file = { id: randomUUID(), name: 'file.pdf', mediaType: 'application/pdf', createdAt: new Date() };
  await storeAttachment(db, { ...file, bytes: randomBytes(FILE) });
}

/** The same database; statements inside transactions are timed. */
function timing(database: Database): Database {
  const transaction: Database['transaction'] = (work, mode) =>
    database.transaction(async (connection) => {
      const began = performance.now();
      const query: typeof connection.query = async (sql, params) => {
        const started = performance.now();
        const rows = await connection.query(sql, params);
        longestStatement = Math.max(longestStatement, performance.now() - started);
        return rows;
      };
      const result = await work({ ...connection, query });
      longestTransaction = Math.max(longestTransaction, performance.now() - began);
      return result;
    }, mode);
  return { ...database, transaction };
}

function seconds(from: number, to: number): string {
  return `${((to - from) / 1000).toFixed(1)} s`;
}
