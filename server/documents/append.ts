// Adds many sections with their texts to the end of a document or of a section, as one change of the tree: an import,
// or a template put into a document that people can see already.

import type { Db } from '../../db/database.ts';
import { sections } from '../../db/schema/documents.ts';
import type { Body } from '../../domain/document/body.ts';
import { keysBefore } from '../../domain/document/order-key.ts';
import { patchAdded } from '../../domain/document/patches.ts';
import { roomFor } from '../../domain/document/place.ts';
import { type PlannedSection, placed } from '../../domain/document/planned.ts';
import { MAX_LEVELS, MAX_SECTIONS, type Placed } from '../../domain/document/section.ts';
import { wordCount } from '../../domain/document/text.ts';
import type { Tree } from '../../domain/document/tree.ts';
import type { TreeChangeKind } from '../../domain/document/tree-change.ts';
import { viewerId } from '../../domain/people/viewer.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Context } from '../context.ts';
import { NOTHING_STANDS } from '../files/uses.ts';
import { refreshDocumentEntries } from '../search/entries.ts';
import { type Access, authoriseAt } from './access.ts';
import { insertBodies, noteText } from './body-write.ts';
import { TEXTS_AT_ONCE } from './plant.ts';
import { roomForWords } from './room.ts';
import { treeOf } from './tree.ts';
import { noteChange } from './tree-write.ts';

export type AppendedSection = PlannedSection & {
  /** An empty one when null. */
  body: Body | null;
};

export type Appended = {
  changeId: string;
  /** In the order given. */
  ids: string[];
};

/**
 * In the caller's transaction, on an `access` that was loaded in it with the lock `update`; the caller writes the
 * audit entry. Levels are counted from `parentId`; one that jumps down too far counts as one below the section before.
 */
export async function appendSections(
  ctx: Context,
  tx: Db,
  access: Access,
  { parentId, sections: planned }: { parentId: string | null; sections: readonly AppendedSection[] },
  kind: TreeChangeKind,
): Promise<Result<Appended>> {
  const allowed = authoriseAt(ctx, access, parentId === null ? 'document.edit' : 'section.edit', parentId);
  if (!allowed.ok) return allowed;
  const rows = placedBelow(treeOf(access), parentId, planned, ctx.newId);
  if (!rows.ok) return rows;
  const words = planned.reduce((sum, { body }) => sum + (body ? wordCount(body) : 0), 0);
  const room = await roomForWords(tx, access, words);
  if (!room.ok) return room;
  const documentId = access.document.id;
  for (let from = 0; from < rows.value.length; from += TEXTS_AT_ONCE) {
    const written = await insertSome(ctx, tx, access, rows.value.slice(from, from + TEXTS_AT_ONCE));
    if (!written.ok) return written;
  }
  await refreshDocumentEntries(tx, documentId);
  const patches = rows.value.map(({ id, orderKey, kind: sectionKind, title, parentId: parent }) =>
    patchAdded({ id, orderKey, kind: sectionKind, title, parentId: parent, isTrashed: false }),
  );
  const changeId = await noteChange(ctx, tx, documentId, { kind, patches });
  return ok({ changeId, ids: rows.value.map(({ id }) => id) });
}

/** Fails before anything is built when there are too many. */
function placedBelow(
  tree: Tree,
  parentId: string | null,
  planned: readonly AppendedSection[],
  newId: () => string,
): Result<(AppendedSection & Placed)[]> {
  if (planned.length > MAX_SECTIONS) return fail('too-many-sections', { params: { limit: MAX_SECTIONS } });
  const rows = placed(planned, newId);
  const room = roomFor(tree, parentId, heightOf(rows), rows.length);
  if (!room.ok) return room;
  const roots = rows.filter((row) => row.parentId === null);
  const keys = keysBefore(tree.children.get(parentId) ?? [], null, roots.length) ?? [];
  for (const [i, root] of roots.entries()) Object.assign(root, { parentId, orderKey: keys[i] });
  return ok(rows);
}

/** Parents come before their children. */
function heightOf(rows: readonly Placed[]): number {
  const levels = new Map<string | null, number>([[null, 0]]);
  for (const { id, parentId } of rows) levels.set(id, (levels.get(parentId) ?? 0) + 1);
  return rows.length === 0 ? 0 : Math.min(Math.max(...levels.values()), MAX_LEVELS + 1);
}

async function insertSome(
  ctx: Context,
  tx: Db,
  access: Access,
  rows: readonly (AppendedSection & Placed)[],
): Promise<Result<void>> {
  const made = { documentId: access.document.id, createdAt: ctx.now, createdBy: viewerId(ctx.viewer) };
  await tx.insert(sections).values(
    rows.map(({ id, parentId, orderKey, kind, title, hint }) => ({
      ...{ id, parentId, orderKey, kind, title, hint },
      ...made,
    })),
  );
  await insertBodies(
    ctx,
    tx,
    rows.map(({ id, body }) => ({ sectionId: id, body })),
  );
  for (const { id, body } of rows) {
    const noted = body && (await noteText(ctx, tx, access, { sectionId: id, body, standing: NOTHING_STANDS }));
    if (noted && !noted.ok) return noted;
  }
  return ok();
}
