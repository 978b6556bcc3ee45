// Documents into the trash and out of it. In the trash a document is there only for those who may manage it, and time
// removes nothing. Rule DO5 in docs/spec/documents.md.

import { eq, sql } from 'drizzle-orm';
import { documents } from '../../db/schema/documents.ts';
import { viewerId } from '../../domain/people/viewer.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { authorise } from '../guard.ts';
import { transact } from '../transact.ts';
import { authoriseAt, loadAccess } from './access.ts';
import { announce } from './signals.ts';

/** Fails `not-found` for one that is there already. */
export function trashDocument(ctx: Context, { id }: { id: string }): Promise<Result<{ id: string }>> {
  return move(ctx, id, true);
}

/** Fails `not-found` for one that is not in the trash. */
export function restoreDocument(ctx: Context, { id }: { id: string }): Promise<Result<{ id: string }>> {
  return move(ctx, id, false);
}

async function move(ctx: Context, id: string, isTrashing: boolean): Promise<Result<{ id: string }>> {
  const entered = authorise(ctx, 'document.list');
  if (!entered.ok) return entered;
  return transact(ctx, async (tx) => {
    const access = await loadAccess(ctx, tx, id, 'update');
    if (access === null) return fail('not-found');
    const allowed = authoriseAt(ctx, access, 'document.manage', null);
    if (!allowed.ok) return allowed;
    if ((access.document.trashedAt === null) !== isTrashing) return fail('not-found');
    const mark = isTrashing
      ? { trashedAt: ctx.now, trashedBy: viewerId(ctx.viewer) }
      : { trashedAt: null, trashedBy: null };
    await tx
      .update(documents)
      .set({ ...mark, revision: sql`${documents.revision} + 1` })
      .where(eq(documents.id, id));
    await record(ctx, tx, isTrashing ? 'document.trashed' : 'document.restored', { kind: 'document', id });
    const { treeRevision } = access.document;
    await announce(tx, { documentId: id, what: isTrashing ? 'gone' : 'document', treeRevision });
    return ok({ id });
  });
}
