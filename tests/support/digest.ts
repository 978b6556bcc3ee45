// Are two databases the same, down to the last microsecond and byte? Compares what a back-up promises to keep.

import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { Connection, Database } from '../../db/database.ts';
import { includedTables, quoted } from '../../server/backup/tables.ts';

/** A back-up and its restore are noted in the log after the state they speak of. */
const NOTED_AFTERWARDS = `action NOT IN ('instance.backed-up', 'instance.restored')`;

/** MD5 of each table's rows in an order of their own, and how many they are. */
export async function digestOf(database: Pick<Database, 'transaction'>): Promise<Record<string, string>> {
  return database.transaction(async (connection) => {
    await connection.exec(`SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'`);
    const digests: Record<string, string> = {};
    for (const { name } of await includedTables(connection)) digests[name] = await tableDigest(connection, name);
    return digests;
  }, 'read-only');
}

async function tableDigest(connection: Connection, name: string): Promise<string> {
  const kept = name === 'audit_entries' ? NOTED_AFTERWARDS : 'true';
  // Hashed row by row: the text of all rows together would not fit into one value.
  const rows = await connection.query(
    `SELECT md5(row_to_json(t)::text) AS digest FROM public.${quoted(name)} t WHERE ${kept} ORDER BY 1`,
  );
  const digest = createHash('md5')
    .update(rows.map((row) => row.digest).join())
    .digest('hex');
  return `${rows.length} rows, ${digest}`;
}

export async function equalInstances(
  a: Pick<Database, 'transaction'>,
  b: Pick<Database, 'transaction'>,
): Promise<void> {
  expect(await digestOf(b)).toEqual(await digestOf(a));
}
