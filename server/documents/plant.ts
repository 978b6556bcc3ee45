// Writes the first sections of a document that has none: from a template, a file, or a document to be translated. What
// happens to a tree that people can already see is a change of the tree, with an undo; this is not.

import type { Db } from '../../db/database.ts';
import { sections } from '../../db/schema/documents.ts';
import type { Body } from '../../domain/document/body.ts';
import { type PlannedSection, placed } from '../../domain/document/planned.ts';
import type { Placed } from '../../domain/document/section.ts';
import { viewerId } from '../../domain/people/viewer.ts';
import type { Context } from '../context.ts';
import { insertBodies } from './body-write.ts';

export type PlantedSection = PlannedSection & {
  /** An empty one when absent. */
  body?: Body;
  /** The section of the leading document that it translates. */
  leadingId?: string;
  /** False keeps grants on the document away from it. */
  inheritsRights?: boolean;
};

/** Statements stay small: nobody else is served while the embedded database runs one. */
const ROWS_AT_ONCE = 100;
/** Texts of one statement: each has some 50 kB, and so many take less than 50 ms. */
export const TEXTS_AT_ONCE = 10;

/** Adds `planned` in their order and answers with the places they got. */
export async function plantSections<P extends PlantedSection>(
  ctx: Context,
  tx: Db,
  documentId: string,
  planned: readonly P[],
): Promise<(P & Placed)[]> {
  const rows = placed(planned, ctx.newId);
  for (const some of inSteps(rows, ROWS_AT_ONCE)) {
    await tx.insert(sections).values(some.map((row) => sectionRow(ctx, documentId, row)));
  }
  const texts = rows.map(({ id, body }) => ({ sectionId: id, body: body ?? null }));
  const [empty, written] = [texts.filter(({ body }) => body === null), texts.filter(({ body }) => body !== null)];
  for (const some of inSteps(empty, ROWS_AT_ONCE)) await insertBodies(ctx, tx, some);
  for (const some of inSteps(written, TEXTS_AT_ONCE)) await insertBodies(ctx, tx, some);
  return rows;
}

function sectionRow(ctx: Context, documentId: string, planted: PlantedSection & Placed) {
  const { id, parentId, orderKey, kind, title, hint, leadingId, inheritsRights } = planted;
  return {
    ...{ id, documentId, parentId, orderKey, kind, title, hint },
    leadingId: leadingId ?? null,
    inheritsRights: inheritsRights ?? true,
    createdAt: ctx.now,
    createdBy: viewerId(ctx.viewer),
  };
}

function* inSteps<T>(all: readonly T[], count: number): Generator<T[]> {
  for (let from = 0; from < all.length; from += count) yield all.slice(from, from + count);
}
