// Splitting a section at a block and merging it into the one before: the two changes of a tree that move text. Both
// start from revisions of the texts, so that nobody's words are divided or joined unseen.

import { and, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { grants } from '../../db/schema/document-rights.ts';
import { sectionBodies, sections } from '../../db/schema/documents.ts';
import { documentFiles } from '../../db/schema/files.ts';
import { type Body, emptyBody, readBody } from '../../domain/document/body.ts';
import { siblingBefore } from '../../domain/document/place.ts';
import { decideMerge, decideSplit, joinBodies, splitBody } from '../../domain/document/split.ts';
import type { SectionPatch } from '../../domain/document/tree-change.ts';
import type { SectionMerged, SectionSplit } from '../../domain/document/tree-forms.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Context } from '../context.ts';
import { catchUpTexts } from '../rooms/catch-up.ts';
import { type Access, authoriseAt } from './access.ts';
import { newBlockId } from './block-id.ts';
import type { SectionRow } from './facts.ts';
import { type Changed, changeTree } from './tree-changes.ts';
import { seenIn } from './tree-commands.ts';

/**
 * What follows `blockId`, sections below included, goes to a new section after it that has the same rights and lock.
 * Fails `stale` when the text is not the one that was looked at.
 */
export async function splitSection(ctx: Context, form: SectionSplit): Promise<Result<Changed & { id: string }>> {
  const { id, bodyRevision, blockId, title } = form;
  const newId = ctx.newId();
  const changed = await changeTree(ctx, { sectionId: id }, async (tx, access, tree) => {
    const allowed = authoriseAt(ctx, access, 'section.edit', id);
    if (!allowed.ok) return allowed;
    const row = access.sections.get(id);
    const bodies = await loadBodies(ctx, tx, access, new Map([[id, bodyRevision]]));
    if (!bodies.ok || !row) return bodies.ok ? fail('not-found') : bodies;
    const now = bodies.value.get(id) ?? emptyBody(newBlockId);
    const parts = splitBody(now, blockId, title, newBlockId);
    if (!parts.ok) return parts;
    const text = { now, ...parts.value, nothing: emptyBody(newBlockId) };
    const decision = decideSplit(tree, id, { id: newId, title, kind: row.kind }, text);
    if (!decision.ok) return decision;
    const afterWriting = () => copyRights(ctx, tx, row, newId);
    const said = { kind: 'split', sectionId: id, action: 'section.split', details: { made: newId } } as const;
    return ok({ ...decision.value, ...said, afterWriting });
  });
  return changed.ok ? ok({ ...changed.value, id: newId }) : changed;
}

/** Half of a restricted or locked text is no less restricted or locked than the whole. */
async function copyRights(ctx: Context, tx: Db, from: SectionRow, to: string): Promise<void> {
  const { inheritsRights, lockedBy, lockedAt, lockReason } = from;
  await tx.update(sections).set({ inheritsRights, lockedBy, lockedAt, lockReason }).where(eq(sections.id, to));
  const held = await tx
    .select()
    .from(grants)
    .where(and(eq(grants.documentId, from.documentId), eq(grants.sectionId, from.id)));
  if (held.length === 0) return;
  await tx.insert(grants).values(held.map((grant) => ({ ...grant, id: ctx.newId(), sectionId: to })));
}

/**
 * Text, files and sections below go to the end of the sibling before it, of those that the viewer sees. Fails `stale` when
 * one of the texts is not the one that was looked at, `moves-rights` for who may not change who reads them.
 */
export async function mergeSection(ctx: Context, form: SectionMerged): Promise<Result<Changed & { intoId: string }>> {
  const { id, bodyRevision, intoBodyRevision } = form;
  let intoId = '';
  const changed = await changeTree(ctx, { sectionId: id }, async (tx, access, tree) => {
    const allowed = authoriseAt(ctx, access, 'section.edit', id);
    if (!allowed.ok) return allowed;
    const into = siblingBefore(tree, id, seenIn(access));
    if (!into.ok) return into;
    intoId = into.value.id;
    const revisions = new Map([
      [intoId, intoBodyRevision],
      [id, bodyRevision],
    ]);
    const bodies = await loadBodies(ctx, tx, access, revisions);
    if (!bodies.ok) return bodies;
    const [first, second] = [bodies.value.get(intoId), bodies.value.get(id)];
    if (!first || !second) return fail('not-found');
    const joined = joinBodies(first, second, newBlockId);
    if (!joined.ok) return joined;
    const text = { first, second, joined: joined.value, nothing: emptyBody(newBlockId) };
    const decision = decideMerge(tree, id, intoId, text);
    if (!decision.ok) return decision;
    const said = { kind: 'merge', sectionId: id, action: 'section.merged', details: { into: intoId } } as const;
    const files = await loadFilesAt(tx, id);
    return ok({ ...decision.value, patches: withFiles(decision.value.patches, files, id, intoId), ...said });
  });
  return changed.ok ? ok({ ...changed.value, intoId }) : changed;
}

/** Removed ones too: whoever restores one finds it where the text is. */
async function loadFilesAt(tx: Db, sectionId: string): Promise<string[]> {
  const { attachmentId } = documentFiles;
  const rows = await tx.select({ attachmentId }).from(documentFiles).where(eq(documentFiles.sectionId, sectionId));
  return rows.map((row) => row.attachmentId).sort();
}

function withFiles(patches: readonly SectionPatch[], files: string[], from: string, to: string): SectionPatch[] {
  if (files.length === 0) return [...patches];
  const bySection = new Map(patches.map((patch) => [patch.sectionId, patch]));
  const at = (sectionId: string) => bySection.get(sectionId) ?? { sectionId, before: {}, after: {} };
  const [given, taken] = [at(from), at(to)];
  bySection.set(from, { ...given, before: { ...given.before, files }, after: { ...given.after, files: [] } });
  bySection.set(to, { ...taken, before: { ...taken.before, files: [] }, after: { ...taken.after, files } });
  return [...bySection.values()];
}

/** The texts by section, with what was typed a moment ago; `stale` when one has another revision than the one given. */
async function loadBodies(
  ctx: Context,
  tx: Db,
  access: Access,
  revisions: ReadonlyMap<string, number>,
): Promise<Result<Map<string, Body>>> {
  await catchUpTexts(ctx, tx, access.document.id, [...revisions.keys()]);
  const { sectionId, content, revision } = sectionBodies;
  const rows = await tx
    .select({ sectionId, content, revision })
    .from(sectionBodies)
    .where(inArray(sectionId, [...revisions.keys()]));
  const bodies = new Map<string, Body>();
  for (const row of rows) {
    if (row.revision !== revisions.get(row.sectionId)) return fail('stale');
    const body = readBody(row.content);
    if (!body.ok) return body;
    bodies.set(row.sectionId, body.value);
  }
  return ok(bodies);
}
