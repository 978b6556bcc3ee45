// BK5–BK8: a damaged, cut, forged or newer snapshot is refused, and the instance stays as it is.

import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../db/database.ts';
import { type SnapshotRefusal, SnapshotRefused } from '../../../server/backup/format.ts';
import { loadSnapshot } from '../../../server/backup/load.ts';
import { verifySnapshot } from '../../../server/backup/read.ts';
import { digestOf } from '../../support/digest.ts';
import { fillInstance } from '../../support/filled.ts';
import { testDatabase } from '../../support/instance.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';
import { forged, snapshotOf, wholeFile, withFile } from '../../support/snapshots.ts';

const DAMAGES = 300;
/** Each load asks the database, which takes longer. */
const LOADS = 8;

let source: Database;
let target: Database;
let snapshot: Buffer;
let lines: string[];

beforeAll(async () => {
  source = await testDatabase();
  target = await testDatabase();
  await fillInstance(source.connection);
  const file = await snapshotOf(source);
  snapshot = await wholeFile(file);
  await file.close();
  lines = gunzipSync(snapshot).toString().split('\n').slice(0, -2);
});

afterAll(async () => {
  await source.close();
  await target.close();
});

/** The code with which the file is refused, null when it is believed. */
async function refusalOf(bytes: Uint8Array, take = verifySnapshot): Promise<SnapshotRefusal | null> {
  return withFile(bytes, async (file) => {
    try {
      await take(file);
      return null;
    } catch (error) {
      if (error instanceof SnapshotRefused) return error.code;
      throw error;
    }
  });
}

const restored = (file: Parameters<typeof verifySnapshot>[0]) => loadSnapshot(target, file);

function flipped(at: number, random: () => number): Uint8Array {
  const damaged = Uint8Array.from(snapshot);
  damaged[at] = (damaged[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  return damaged;
}

test('an undamaged snapshot is believed', async () => {
  expect(await refusalOf(snapshot)).toBeNull();
});

test('one changed bit anywhere is found (BK5)', async () => {
  const random = randomFrom(printedSeed('flips'));
  const edges = [
    ...Array(12).keys(),
    ...Array(120)
      .keys()
      .map((n) => snapshot.length - 1 - n),
  ];
  const places = [
    ...edges,
    ...Array(DAMAGES)
      .keys()
      .map(() => Math.floor(random() * snapshot.length)),
  ];
  for (const at of places) {
    const expected = at < 2 ? 'not-a-snapshot' : 'snapshot-tampered';
    expect(await refusalOf(flipped(at, random)), `bit at ${at} of ${snapshot.length}`).toBe(expected);
  }
});

test('a snapshot cut off anywhere is found (BK5)', async () => {
  const random = randomFrom(printedSeed('cuts'));
  const lengths = [
    ...Array(DAMAGES)
      .keys()
      .map(() => Math.floor(random() * snapshot.length)),
    snapshot.length - 1,
  ];
  for (const length of lengths) {
    const expected = length < 2 ? 'not-a-snapshot' : 'snapshot-truncated';
    expect(await refusalOf(snapshot.subarray(0, length)), `${length} of ${snapshot.length}`).toBe(expected);
  }
  expect(await refusalOf(Buffer.concat([snapshot, Buffer.from('x')])), 'with a byte too many').not.toBeNull();
});

test('a refused restore leaves the instance as it was (BK5)', async () => {
  const before = await digestOf(target);
  const random = randomFrom(printedSeed('loads'));
  for (let n = 0; n < LOADS; n += 1) {
    const at = 2 + Math.floor(random() * (snapshot.length - 2));
    expect(await refusalOf(flipped(at, random), restored)).toBe('snapshot-tampered');
    expect(await refusalOf(snapshot.subarray(0, at), restored)).toBe('snapshot-truncated');
  }
  expect(await digestOf(target)).toEqual(before);
});

test.each([
  ['empty', ''],
  ['text', 'CREATE TABLE users();'],
  ['another gzip file', await forged(['{"not":"ours"}'])],
])('a file that is no snapshot is called so: %s (BK5)', async (_, content) => {
  expect(await refusalOf(Buffer.from(content))).toBe('not-a-snapshot');
});

test('a snapshot of a newer format or with an unknown migration is refused as newer (BK6)', async () => {
  const header = JSON.parse(lines[0] ?? '');
  const withHeader = (changes: object) => forged([JSON.stringify({ ...header, ...changes }), ...lines.slice(1)]);
  expect(await refusalOf(await withHeader({ format: 2 }), restored)).toBe('snapshot-newer');
  const newer = { migrations: [...header.migrations, 'f'.repeat(64)] };
  expect(await refusalOf(await withHeader(newer), restored)).toBe('snapshot-newer');
});

test('a forged snapshot that contradicts itself changes nothing (BK7)', async () => {
  const before = await digestOf(target);
  const table = lines.indexOf('{"table":"organisations"}');
  const without = (at: number) => lines.toSpliced(at, 1);
  const forgeries = {
    'a row is missing': without(table + 1),
    'a row stands twice': lines.toSpliced(table + 1, 0, lines[table + 1] ?? ''),
    'a table stands twice': lines.toSpliced(table, 0, '{"table":"accounts"}'),
    'a table is unknown': lines.map((line) => line.replaceAll('"organisations"', '"pg_authid"')),
    'a row refers to nobody': lines.map((line) =>
      line.replace(/"user_id":"[^"]+"/, `"user_id":"${crypto.randomUUID()}"`),
    ),
    'a row is no JSON': lines.with(table + 1, '{"row":{]}'),
    'a line is unknown': lines.toSpliced(table, 0, '{"command":"x"}'),
    'the end is missing': lines.slice(0, -1),
    'something follows the end': [...lines, '{"table":"users"}'],
    'a large value is missing': lines.filter((line) => !line.startsWith('{"piece"')),
    'a sequence is unknown': lines.map((line) => line.replace('audit_entries_id_seq', 'x"; drop table users; --')),
  };
  for (const [name, changed] of Object.entries(forgeries)) {
    expect(await refusalOf(await forged(changed), restored), name).toBe('snapshot-tampered');
  }
  expect(await digestOf(target)).toEqual(before);
});

test('an instance that holds anything refuses a restore (BK8)', async () => {
  const before = await digestOf(source);
  expect(await refusalOf(snapshot, (file) => loadSnapshot(source, file))).toBe('instance-not-empty');
  expect(await digestOf(source)).toEqual(before);
});
