// Writes what a decision about the tree says: rows of sections and texts, one row of `tree_changes`, one audit entry, one
// announcement. All in the caller's transaction, under the lock of the document's row.

import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { treeChanges } from '../../db/schema/document-rights.ts';
import { documents, sections } from '../../db/schema/documents.ts';
import { documentFiles } from '../../db/schema/files.ts';
import { readBody } from '../../domain/document/body.ts';
import type { TreeDecision } from '../../domain/document/place.ts';
import type { TreeSection } from '../../domain/document/tree.ts';
import type { SectionPatch, TreeChangeKind } from '../../domain/document/tree-change.ts';
import type { AuditAction } from '../../domain/people/audit.ts';
import { viewerId } from '../../domain/people/viewer.ts';
import { ok, type Result } from '../../domain/result.ts';
import { type AuditDetails, record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { loadStanding } from '../files/uses.ts';
import type { Access } from './access.ts';
import { insertBodies, writeBody } from './body-write.ts';
import { noteWords } from './note-words.ts';
import { announce } from './signals.ts';

/** A decision with what is said about it. */
export type TreePlan = TreeDecision & {
  kind: TreeChangeKind;
  /** The section that the audit entry is about. */
  sectionId: string;
  action: AuditAction;
  details?: AuditDetails;
  /** The change that this one undoes. */
  undoes?: string;
  /** Writes what is no change of the tree but belongs to it. */
  afterWriting?: () => Promise<void>;
};

/** Statements stay small: nobody else is served while the embedded database runs one. */
const ROWS_AT_ONCE = 250;

/** Fails `image-unknown` when a text shows a picture that stood in none of those that change and is not the document's. */
export async function writeChange(
  ctx: Context,
  tx: Db,
  access: Access,
  plan: TreePlan,
): Promise<Result<{ changeId: string }>> {
  const documentId = access.document.id;
  await insertSections(ctx, tx, documentId, plan.added);
  await updateSections(ctx, tx, plan.patches);
  const written = await writeBodies(ctx, tx, access, plan);
  if (!written.ok) return written;
  await moveFiles(tx, plan.patches);
  const reworded = plan.patches
    .filter(({ after }) => 'title' in after || 'body' in after)
    .map((patch) => patch.sectionId);
  await noteWords(ctx, tx, [...new Set([...reworded, ...plan.added.map(({ id }) => id)])]);
  await plan.afterWriting?.();
  const changeId = await noteChange(ctx, tx, documentId, plan);
  const details = { ...plan.details, document: documentId, change: changeId };
  await record(ctx, tx, plan.action, { kind: 'section', id: plan.sectionId }, details);
  return ok({ changeId });
}

/** A new section's text first: its pictures are still shown by the text that they came from, so their saver may read them. */
async function writeBodies(ctx: Context, tx: Db, access: Access, plan: TreePlan): Promise<Result<void>> {
  const standing = await loadStanding(tx, contentsBefore(plan));
  const isNew = (patch: SectionPatch) => plan.added.some(({ id }) => id === patch.sectionId);
  const rewritten = plan.patches.filter(({ after }) => 'body' in after);
  for (const { sectionId, after } of [...rewritten].sort((a, b) => Number(isNew(b)) - Number(isNew(a)))) {
    const body = readBody(after.body);
    const written = body.ok ? await writeBody(ctx, tx, access, { sectionId, body: body.value, standing }) : body;
    if (!written.ok) return written;
  }
  return ok();
}

/** The decision was made about these. */
function contentsBefore({ patches }: TreePlan): Map<string, unknown> {
  const rewritten = patches.filter(({ after }) => 'body' in after);
  return new Map(rewritten.map(({ sectionId, before }) => [sectionId, before.body]));
}

/** To where the patches say, of those that still lie where these say they lay. */
async function moveFiles(tx: Db, patches: readonly SectionPatch[]): Promise<void> {
  const from = patches.filter(({ before }) => (before.files ?? []).length > 0).map((patch) => patch.sectionId);
  for (const { sectionId, after } of patches) {
    const { files = [] } = after;
    if (files.length === 0) continue;
    const there = and(inArray(documentFiles.attachmentId, [...files]), inArray(documentFiles.sectionId, from));
    await tx.update(documentFiles).set({ sectionId }).where(there);
  }
}

/** Counts the change, keeps its patches and tells whoever has the document open. */
export async function noteChange(
  ctx: Context,
  tx: Db,
  documentId: string,
  { kind, patches, undoes }: Pick<TreePlan, 'kind' | 'patches' | 'undoes'>,
): Promise<string> {
  const id = ctx.newId();
  const [row] = await tx
    .update(documents)
    .set({ treeRevision: sql`${documents.treeRevision} + 1`, updatedAt: ctx.now })
    .where(eq(documents.id, documentId))
    .returning({ treeRevision: documents.treeRevision });
  const treeRevision = row?.treeRevision ?? 0;
  const changedBy = viewerId(ctx.viewer);
  await tx.insert(treeChanges).values({ id, documentId, treeRevision, kind, changedBy, changedAt: ctx.now, patches });
  if (undoes) await tx.update(treeChanges).set({ undoneBy: id }).where(eq(treeChanges.id, undoes));
  await announceChange(tx, documentId, treeRevision, patches);
  return id;
}

/** A title that is all that changed is told to those who may read it; everything else changes everybody's contents list. */
async function announceChange(tx: Db, documentId: string, treeRevision: number, patches: readonly SectionPatch[]) {
  const [only] = patches;
  const isTitleOnly = patches.length === 1 && only && Object.keys(only.after).join() === 'title';
  await announce(tx, { documentId, what: 'tree', treeRevision, ...(isTitleOnly ? { sectionId: only.sectionId } : {}) });
  for (const { sectionId, after } of patches) {
    if ('body' in after) await announce(tx, { documentId, what: 'body', sectionId, treeRevision });
  }
}

async function insertSections(ctx: Context, tx: Db, documentId: string, added: readonly TreeSection[]): Promise<void> {
  if (added.length === 0) return;
  const made = { documentId, createdAt: ctx.now, createdBy: viewerId(ctx.viewer) };
  await tx.insert(sections).values(added.map(({ isTrashed: _, ...section }) => ({ ...section, ...made })));
  const empty = added.map(({ id }) => ({ sectionId: id }));
  await insertBodies(ctx, tx, empty);
}

/** Only titles and kinds count as a new revision of a section: a move makes nobody's renaming stale (TR7). */
async function updateSections(ctx: Context, tx: Db, patches: readonly SectionPatch[]): Promise<void> {
  const rows = patches.map(({ sectionId, after: { body: _, files: __, ...after } }) => ({ id: sectionId, after }));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const some = JSON.stringify(rows.slice(from, from + ROWS_AT_ONCE));
    const [at, by] = [ctx.now.toISOString(), viewerId(ctx.viewer)];
    await tx.execute(sql`
      update sections s set
        parent_id = case when p.after ? 'parentId' then (p.after->>'parentId')::uuid else s.parent_id end,
        order_key = coalesce(p.after->>'orderKey', s.order_key),
        kind = coalesce(p.after->>'kind', s.kind),
        title = coalesce(p.after->>'title', s.title),
        trashed_at = case p.after->>'isTrashed' when 'true' then ${at}::timestamptz when 'false' then null else s.trashed_at end,
        trashed_by = case p.after->>'isTrashed' when 'true' then ${by}::uuid when 'false' then null else s.trashed_by end,
        revision = s.revision + case when p.after ?| array['title', 'kind'] then 1 else 0 end
      from jsonb_to_recordset(${some}::jsonb) as p(id uuid, after jsonb)
      where s.id = p.id and p.after <> '{}'::jsonb`);
  }
}
