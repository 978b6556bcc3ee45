// A section of a translation and its original: which goes with which, and that somebody has looked. Rule DO4 in
// docs/spec/documents.md.

import { eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { sectionBodies, sections } from '../../db/schema/documents.ts';
import type { Checked } from '../../domain/document/translation.ts';
import type { PairForm } from '../../domain/document/translation-form.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { authorise } from '../guard.ts';
import { transact } from '../transact.ts';
import { type Access, authoriseAt, loadAccess, loadAccessOfSection } from './access.ts';
import { announce } from './signals.ts';

/** Notes that the section says what its original says now. Fails `not-found` for one that translates nothing. */
export async function markChecked(ctx: Context, { sectionId }: { sectionId: string }): Promise<Result<void>> {
  return onSection(ctx, sectionId, async (tx, follower) => {
    const leadingId = follower.sections.get(sectionId)?.leadingId ?? null;
    if (leadingId === null) return fail('not-found');
    const original = await readOriginal(ctx, tx, follower, leadingId);
    if (!original.ok) return original;
    await tx.update(sections).set(original.value).where(eq(sections.id, sectionId));
    await record(ctx, tx, 'section.checked', { kind: 'section', id: sectionId }, { original: leadingId });
    return ok();
  });
}

/** Says which section of the leading document this one translates, or that it translates none. Nothing is checked then. */
export async function pairSection(ctx: Context, { sectionId, leadingSectionId }: PairForm): Promise<Result<void>> {
  return onSection(ctx, sectionId, async (tx, follower) => {
    const leadingId = leadingSectionId || null;
    const original = leadingId === null ? ok() : await readOriginal(ctx, tx, follower, leadingId);
    if (!original.ok) return original;
    const unchecked = { leadingRevision: null, leadingTitle: null } satisfies Checked;
    await tx
      .update(sections)
      .set({ leadingId, ...unchecked })
      .where(eq(sections.id, sectionId));
    await record(ctx, tx, 'section.paired', { kind: 'section', id: sectionId }, { original: leadingId });
    return ok();
  });
}

async function onSection(
  ctx: Context,
  sectionId: string,
  change: (tx: Db, follower: Access) => Promise<Result<void>>,
): Promise<Result<void>> {
  const entered = authorise(ctx, 'document.list');
  if (!entered.ok) return entered;
  return transact(ctx, async (tx) => {
    const follower = await loadAccessOfSection(ctx, tx, sectionId, 'update');
    if (follower === null) return fail('not-found');
    const allowed = authoriseAt(ctx, follower, 'section.edit', sectionId);
    if (!allowed.ok) return allowed;
    if (!follower.isLiving(sectionId)) return fail('section-gone');
    const changed = await change(tx, follower);
    if (!changed.ok) return changed;
    const { id, treeRevision } = follower.document;
    await announce(tx, { documentId: id, what: 'document', treeRevision });
    return ok();
  });
}

/** What the original says now; whoever may not read it learns nothing of it. */
async function readOriginal(
  ctx: Context,
  tx: Db,
  { document: { leadingId } }: Access,
  originalId: string,
): Promise<Result<Checked>> {
  const leading = leadingId === null ? null : await loadAccess(ctx, tx, leadingId);
  if (leading === null) return fail('not-found');
  const allowed = authoriseAt(ctx, leading, 'section.read', originalId);
  if (!allowed.ok) return allowed;
  if (!leading.isLiving(originalId)) return fail('section-gone');
  const row = { leadingRevision: sectionBodies.revision, leadingTitle: sections.title };
  const [original] = await tx
    .select(row)
    .from(sections)
    .innerJoin(sectionBodies, eq(sectionBodies.sectionId, sections.id))
    .where(eq(sections.id, originalId));
  return original ? ok(original) : fail('not-found');
}
