// What the nightly sweep removes of the history of trees: what each change wrote, so that a text which was deleted or
// divided long ago is not kept for an undo that nobody wants any more. That it happened stays.

import { and, eq, lt, sql } from 'drizzle-orm';
import { treeChanges } from '../../db/schema/document-rights.ts';
import type { Context } from '../context.ts';

const UNDO_DAYS = 90;
const DAY_MS = 24 * 3600 * 1000;
/** Statements stay small: patches may hold whole texts. */
const ROWS_AT_ONCE = 50;

/** Empties the patches of changes older than 90 days. */
export async function sweepTreeChanges(ctx: Context): Promise<void> {
  const old = new Date(ctx.now.getTime() - UNDO_DAYS * DAY_MS);
  const isFull = sql`${treeChanges.patches} <> '[]'::jsonb`;
  for (;;) {
    const rows = await ctx.db
      .select({ id: treeChanges.id })
      .from(treeChanges)
      .where(and(lt(treeChanges.changedAt, old), isFull))
      .limit(ROWS_AT_ONCE);
    for (const { id } of rows) await ctx.db.update(treeChanges).set({ patches: [] }).where(eq(treeChanges.id, id));
    if (rows.length < ROWS_AT_ONCE) return;
  }
}
