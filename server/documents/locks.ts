// The lock of a section: keeps everybody but one from changing it and what lies below. Rule RI5 in
// docs/spec/documents.md.

import { eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { sections } from '../../db/schema/documents.ts';
import type { LockForm } from '../../domain/document/grant.ts';
import { viewerId } from '../../domain/people/viewer.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { transact } from '../transact.ts';
import { type Access, absent, authoriseAt, loadAccessOfSection } from './access.ts';
import { announce } from './signals.ts';

/** Locks a section, or says another reason for one's own lock. Fails `locked` under somebody else's. */
export async function lockSection(ctx: Context, { id, reason }: LockForm): Promise<Result<void>> {
  const by = viewerId(ctx.viewer);
  return transact(ctx, async (tx) => {
    const access = await loadAccessOfSection(ctx, tx, id, 'update');
    if (access === null) return absent(ctx);
    const allowed = authoriseAt(ctx, access, 'section.edit', id);
    if (!allowed.ok) return allowed;
    if (!access.isLiving(id)) return fail('section-gone');
    // a lock is somebody's: the operator has no account to hold one
    if (by === null) return fail('forbidden');
    await setLock(tx, id, { lockedBy: by, lockedAt: ctx.now, lockReason: reason });
    await record(ctx, tx, 'section.locked', { kind: 'section', id });
    return tell(tx, access);
  });
}

/** Takes a lock off; one that is gone already is no failure. */
export async function unlockSection(ctx: Context, { id }: { id: string }): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const access = await loadAccessOfSection(ctx, tx, id, 'update');
    if (access === null) return absent(ctx);
    const allowed = authoriseAt(ctx, access, 'section.unlock', id);
    if (!allowed.ok) return allowed;
    if (!access.isLiving(id)) return fail('section-gone');
    if (access.sections.get(id)?.lockedBy === null) return ok();
    await setLock(tx, id, { lockedBy: null, lockedAt: null, lockReason: '' });
    await record(ctx, tx, 'section.unlocked', { kind: 'section', id });
    return tell(tx, access);
  });
}

type Lock = Pick<typeof sections.$inferInsert, 'lockedBy' | 'lockedAt' | 'lockReason'>;

async function setLock(tx: Db, id: string, lock: Lock): Promise<void> {
  await tx.update(sections).set(lock).where(eq(sections.id, id));
}

/** To all, not only to those who read the section: who sees but something below it is capped too. */
async function tell(tx: Db, { document }: Access): Promise<Result<void>> {
  await announce(tx, { documentId: document.id, what: 'rights', treeRevision: document.treeRevision });
  return ok();
}
