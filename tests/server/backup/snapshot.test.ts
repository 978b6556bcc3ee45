// BK: what is written is what is read, on either database, at any level of the schema.

import { afterAll, expect, test } from 'vitest';
import type { Database } from '../../../db/database.ts';
import { openMemory } from '../../../db/embedded.ts';
import { applyFrom, createLedger, migrate, migrations } from '../../../db/migrate.ts';
import { loadSnapshot } from '../../../server/backup/load.ts';
import { includedTables, LEFT_OUT } from '../../../server/backup/tables.ts';
import { equalInstances } from '../../support/digest.ts';
import { fillInstance } from '../../support/filled.ts';
import { emptyDatabase, testDatabase } from '../../support/instance.ts';
import { snapshotOf } from '../../support/snapshots.ts';

const toClose: { close(): Promise<void> }[] = [];
afterAll(async () => {
  for (const each of toClose) await each.close();
});

async function opened<T extends { close(): Promise<void> }>(opening: Promise<T>): Promise<T> {
  const thing = await opening;
  toClose.push(thing);
  return thing;
}

async function filled(): Promise<Database> {
  const database = await opened(testDatabase());
  await fillInstance(database.connection);
  return database;
}

const restore = async (source: Database, target: Database) => loadSnapshot(target, await opened(snapshotOf(source)));

test('every table is in a snapshot or left out for a stated reason (BK1)', async () => {
  const source = await filled();
  for (const { name } of await includedTables(source.connection)) {
    const rows = await source.connection.query(`SELECT 1 FROM ${name} LIMIT 1`);
    expect(rows, `${name} is filled by this test`).toHaveLength(1);
    expect(LEFT_OUT).not.toHaveProperty(name);
  }
});

test('a restored instance equals the one that was backed up (BK2)', async () => {
  const source = await filled();
  const target = await opened(testDatabase());
  await restore(source, target);
  await equalInstances(source, target);
  const sessions = await target.connection.query('SELECT 1 FROM sessions');
  expect(sessions).toEqual([]);
});

test('from one database to the other and back nothing changes (BK2)', async () => {
  const source = await filled();
  const embedded = await opened(openMemory());
  await restore(source, embedded);
  const back = await opened(emptyDatabase());
  await restore(embedded, back);
  await equalInstances(source, embedded);
  await equalInstances(source, back);
});

test('a restored instance goes on counting, guards its audit log and refers to what exists (BK3)', async () => {
  const source = await filled();
  const target = await opened(testDatabase());
  await restore(source, target);
  const [entry] = await target.connection.query(
    `INSERT INTO audit_entries (at, actor_kind, action, subject_kind, subject_id, client, details)
     VALUES (now(), 'system', 'x.y', 'person', 'z', 'job', '{}') RETURNING id::int AS id`,
  );
  expect(entry?.id).toBe(501);
  await expect(target.connection.exec('DELETE FROM audit_entries')).rejects.toThrow('never changed');
  const orphan = `INSERT INTO memberships VALUES (gen_random_uuid(), gen_random_uuid(), now())`;
  await expect(target.connection.exec(orphan)).rejects.toThrow('foreign key');
});

test('a snapshot of an older schema is restored and brought up to date (BK4)', async () => {
  const old = await opened(emptyDatabase());
  await old.transaction(async (connection) => {
    await createLedger(connection);
    await applyFrom(connection, 0, 1);
  });
  await fillInstance(old.connection);
  const target = await opened(testDatabase());
  await restore(old, target);
  await migrate(old);
  await equalInstances(old, target);
  const ledger = await target.connection.query('SELECT hash FROM migrations ORDER BY index');
  expect(ledger.map((row) => row.hash)).toEqual(migrations().map(({ hash }) => hash));
  await expect(target.connection.exec('DELETE FROM audit_entries')).rejects.toThrow('never changed');
});

test('files from before they were cut into parts come through byte for byte (BK4, FI3)', async () => {
  const old = await opened(emptyDatabase());
  await old.transaction(async (connection) => {
    await createLedger(connection);
    await applyFrom(connection, 0, 2);
  });
  await fillInstance(old.connection);
  await migrate(old);
  const files = await old.connection.query(
    `SELECT a.sha256 = encode(sha256(string_agg(p.bytes, ''::bytea ORDER BY p.part)), 'hex') AS is_whole
     FROM attachments a JOIN attachment_parts p ON p.attachment_id = a.id GROUP BY a.id`,
  );
  expect(files.length).toBe(8);
  expect(files).toEqual(files.map(() => ({ is_whole: true })));
});
