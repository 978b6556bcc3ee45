// Back-up and restore as the operator asks for them: permitted, audited, and announced to every process.

import type { FileHandle } from 'node:fs/promises';
import { auditEntries } from '../../db/schema/instance.ts';
import { ok, type Result } from '../../domain/result.ts';
import { auditEntry, record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { authorise } from '../guard.ts';
import { loadSnapshot } from './load.ts';
import { fill, openSpool } from './spool.ts';
import { packed, takeSnapshot } from './write.ts';

const INSTANCE = { kind: 'instance', id: 'instance' } as const;

/** `rows`: of all tables together. */
export type BackedUp = { rows: number; bytes: number };

/** Takes a snapshot of the present state and hands it to `receive`, however slow that is. */
export async function backUp(
  ctx: Context,
  receive: (snapshot: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<Result<BackedUp>> {
  const allowed = authorise(ctx, 'instance.back-up');
  if (!allowed.ok) return allowed;
  return withSpool(ctx, async (spool) => {
    const { counts } = await takeSnapshot(ctx.app.database, spool);
    const done = { rows: sum(counts), bytes: 0 };
    await receive(counted(packed(spool), done));
    await record(ctx, ctx.db, 'instance.backed-up', INSTANCE, done);
    return ok(done);
  });
}

async function* counted(chunks: AsyncIterable<Uint8Array>, count: { bytes: number }): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    count.bytes += chunk.length;
    yield chunk;
  }
}

/** `created`: when the snapshot was written. `migrations`: how many the snapshot had; the instance now has all. */
export type Restored = { rows: number; created: string; migrations: number };

/**
 * Replaces an empty instance by the snapshot.
 * @throws {SnapshotRefused} and nothing has changed
 */
export async function restore(ctx: Context, snapshot: AsyncIterable<Uint8Array>): Promise<Result<Restored>> {
  const allowed = authorise(ctx, 'instance.restore');
  if (!allowed.ok) return allowed;
  return withSpool(ctx, async (spool) => {
    await fill(spool, snapshot);
    const { header, end } = await loadSnapshot(ctx.app.database, spool, async (connection, { header, end }) => {
      const entry = auditEntry(ctx, 'instance.restored', INSTANCE, { rows: sum(end.counts), created: header.created });
      const { sql, params } = ctx.db.insert(auditEntries).values(entry).toSQL();
      await connection.query(sql, params);
    });
    await announce(ctx);
    return ok({ rows: sum(end.counts), created: header.created, migrations: header.migrations.length });
  });
}

/** What processes keep in memory is another instance's now. */
async function announce(ctx: Context): Promise<void> {
  for (const channel of ['settings_changed', 'public_changed']) await ctx.app.database.notify(channel, '');
}

async function withSpool<T>(ctx: Context, work: (spool: FileHandle) => Promise<T>): Promise<T> {
  const spool = await openSpool(ctx.app.config.dataDir);
  try {
    return await work(spool);
  } finally {
    await spool.close();
  }
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
