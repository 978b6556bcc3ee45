// The one way a tree changes: lock the document, load what the viewer may do, decide, ask for every right that the
// decision takes (RI7), write. Also the undo of it and the list of what was done lately.

import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { treeChanges } from '../../db/schema/document-rights.ts';
import { sectionBodies } from '../../db/schema/documents.ts';
import { applyPatches } from '../../domain/document/patches.ts';
import { rightsNeeded } from '../../domain/document/rights-needed.ts';
import { branch, type Tree } from '../../domain/document/tree.ts';
import type { SectionPatch } from '../../domain/document/tree-change.ts';
import type { ChangeUndone } from '../../domain/document/tree-forms.ts';
import { decideUndo, type Since } from '../../domain/document/undo.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { isRowId } from '../../domain/text.ts';
import type { Context } from '../context.ts';
import { authorise } from '../guard.ts';
import { catchUpTexts } from '../rooms/catch-up.ts';
import { transact } from '../transact.ts';
import { type Access, authoriseAt, loadAccess, loadAccessOfSection } from './access.ts';
import { roomForReturning } from './room.ts';
import { loadRightsMarks, treeOf } from './tree.ts';
import { type TreePlan, writeChange } from './tree-write.ts';

/** Which change was made; '' when everything was as wanted already, and nothing was written. */
export type Changed = { changeId: string };

type Place = { documentId: string } | { sectionId: string };
type Plan = (tx: Db, access: Access, tree: Tree) => Promise<Result<TreePlan>> | Result<TreePlan>;

/**
 * Runs one change of a tree. The plan itself asks for the rights that a person can know they need; what follows from
 * the plan is asked here. Whatever fails, nothing is changed.
 */
export async function changeTree(ctx: Context, place: Place, decide: Plan): Promise<Result<Changed>> {
  const entered = authorise(ctx, 'document.list');
  if (!entered.ok) return entered;
  return transact(ctx, async (tx) => {
    const access =
      'documentId' in place
        ? await loadAccess(ctx, tx, place.documentId, 'update')
        : await loadAccessOfSection(ctx, tx, place.sectionId, 'update');
    if (access === null) return fail('not-found');
    const tree = treeOf(access);
    const plan = await decide(tx, access, tree);
    if (!plan.ok) return plan;
    if (plan.value.patches.length === 0) return ok({ changeId: '' });
    const next = applyPatches(tree, plan.value.patches, plan.value.added);
    const allowed = await authorisePlan(ctx, tx, access, { tree, next, patches: plan.value.patches });
    if (!allowed.ok) return allowed;
    const room = await roomForReturning(tx, access, returning(access, next, plan.value.patches));
    return room.ok ? writeChange(ctx, tx, access, plan.value) : room;
  });
}

/** The sections that live after the patches and lay in the trash before. */
function returning(access: Access, next: Tree, patches: readonly SectionPatch[]): string[] {
  const back = patches.filter(({ sectionId, after }) => after.isTrashed === false && access.sections.has(sectionId));
  const ids = back.flatMap(({ sectionId }) => branch(next, sectionId).map(({ section }) => section.id));
  return [...new Set(ids)].filter((id) => !access.isLiving(id));
}

type Step = { tree: Tree; next: Tree; patches: readonly SectionPatch[] };

/** RI7. A place that the viewer did not name is no more than forbidden: they may not know of it (RI8). */
async function authorisePlan(
  ctx: Context,
  tx: Db,
  access: Access,
  { tree, next, patches }: Step,
): Promise<Result<void>> {
  const changesReaders = patches.some(({ after }) => 'parentId' in after || 'body' in after || 'files' in after);
  const marks = changesReaders ? await loadRightsMarks(tx, access) : () => '';
  for (const { sectionId, right } of rightsNeeded(tree, next, patches, marks)) {
    const on = sectionId === null ? 'document' : 'section';
    const allowed = authoriseAt(ctx, access, `${on}.${right}`, sectionId);
    if (allowed.ok) continue;
    if (right === 'manage') return fail('moves-rights');
    const isCapped = allowed.error.code === 'locked' || allowed.error.code === 'adopted';
    return isCapped ? allowed : fail('forbidden');
  }
  return ok();
}

/**
 * Puts back what a change changed. `not-found` for a change of which the viewer may see nothing; `changed-since` when
 * it cannot be undone any more (TR4).
 */
export async function undoChange(ctx: Context, { documentId, changeId }: ChangeUndone): Promise<Result<Changed>> {
  return changeTree(ctx, { documentId }, async (tx, access, tree) => {
    const change = isRowId(changeId) ? await loadChange(tx, documentId, changeId) : undefined;
    const ids = change?.patches.map(({ sectionId }) => sectionId) ?? [];
    const isKnown = ids.length === 0 || ids.some((id) => access.at(id).right !== 'none');
    if (!change || !isKnown) return fail('not-found');
    if (change.undoneBy !== null) return fail('changed-since');
    await catchUpTexts(ctx, tx, documentId, ids);
    const decision = decideUndo(tree, change.patches, await loadSince(tx, change));
    if (!decision.ok) return seesAllThatGoes(access, tree, change.patches) ? decision : fail('forbidden');
    const details = { change_undone: changeId, kind: change.kind };
    const plan = {
      kind: 'undo' as const,
      sectionId: ids[0] ?? '',
      action: 'section.undone' as const,
      undoes: changeId,
    };
    return ok({ ...decision.value, ...plan, details });
  });
}

/**
 * Of what undoing would delete. Who sees less may not undo it anyhow, and is not told whether somebody has written below
 * what they see (RI8).
 */
function seesAllThatGoes(access: Access, tree: Tree, patches: readonly SectionPatch[]): boolean {
  const going = patches.filter(({ after }) => after.isTrashed === false).map(({ sectionId }) => sectionId);
  const below = going.flatMap((id) => branch(tree, id).map(({ section }) => section.id));
  return below.every((id) => access.at(id).right !== 'none');
}

type ChangeRow = typeof treeChanges.$inferSelect;

async function loadChange(tx: Db, documentId: string, changeId: string): Promise<ChangeRow | undefined> {
  const [row] = await tx
    .select()
    .from(treeChanges)
    .where(and(eq(treeChanges.id, changeId), eq(treeChanges.documentId, documentId)));
  return row;
}

/** What happened to the texts and sections of the document after `change`. */
async function loadSince(tx: Db, { documentId, treeRevision, changedAt, patches }: ChangeRow): Promise<Since> {
  const rewritten = patches.filter(({ after }) => 'body' in after).map(({ sectionId }) => sectionId);
  const { sectionId, content } = sectionBodies;
  const bodies =
    rewritten.length === 0
      ? []
      : await tx.select({ sectionId, content }).from(sectionBodies).where(inArray(sectionId, rewritten));
  const goes = patches.some(({ after }) => after.isTrashed === false);
  const [written, touched] = goes
    ? [await writtenSince(tx, documentId, changedAt), await touchedSince(tx, documentId, treeRevision)]
    : [new Set<string>(), new Set<string>()];
  return {
    bodies: new Map(bodies.map((body) => [body.sectionId, body.content])),
    isWritten: (id) => written.has(id),
    isTouched: (id) => touched.has(id),
  };
}

async function writtenSince(tx: Db, documentId: string, at: Date): Promise<Set<string>> {
  const ofDocument = sql`${sectionBodies.sectionId} in (select id from sections where document_id = ${documentId})`;
  const rows = await tx
    .select({ id: sectionBodies.sectionId })
    .from(sectionBodies)
    .where(and(gt(sectionBodies.updatedAt, at), ofDocument));
  return new Set(rows.map(({ id }) => id));
}

async function touchedSince(tx: Db, documentId: string, treeRevision: number): Promise<Set<string>> {
  const id = sql<string>`jsonb_array_elements(${treeChanges.patches})->>'sectionId'`;
  const rows = await tx
    .selectDistinct({ id })
    .from(treeChanges)
    .where(and(eq(treeChanges.documentId, documentId), gt(treeChanges.treeRevision, treeRevision)));
  return new Set(rows.map((row) => row.id));
}
