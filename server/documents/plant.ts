// Writes the first sections of a document that has none: from a template, a file, or a document to be translated. What
// happens to a tree that people can already see is a change of the tree, with an undo; this is not.

import { randomBytes } from 'node:crypto';
import type { Db } from '../../db/database.ts';
import { sectionBodies, sections } from '../../db/schema/documents.ts';
import { type Body, bodyJson, emptyBody } from '../../domain/document/body.ts';
import { BLOCK_ID_LENGTH, blockIdFrom } from '../../domain/document/identify.ts';
import { type PlannedSection, placed } from '../../domain/document/planned.ts';
import { SCHEMA_VERSION } from '../../domain/document/schema/schema.ts';
import type { Placed } from '../../domain/document/section.ts';
import { wordCount } from '../../domain/document/text.ts';
import { viewerId } from '../../domain/people/viewer.ts';
import type { Context } from '../context.ts';

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

/** An id for a block of a body. */
export function newBlockId(): string {
  return blockIdFrom(randomBytes(BLOCK_ID_LENGTH));
}

/** Adds `planned` in their order and answers with the places they got. */
export async function plantSections<P extends PlantedSection>(
  ctx: Context,
  tx: Db,
  documentId: string,
  planned: readonly P[],
): Promise<(P & Placed)[]> {
  const rows = placed(planned, ctx.newId);
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const some = rows.slice(from, from + ROWS_AT_ONCE);
    await tx.insert(sections).values(some.map((row) => sectionRow(ctx, documentId, row)));
    await tx.insert(sectionBodies).values(some.map((row) => bodyRow(ctx, row)));
  }
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

function bodyRow(ctx: Context, { id, body = emptyBody(newBlockId) }: PlantedSection & Placed) {
  return {
    sectionId: id,
    content: bodyJson(body),
    schemaVersion: SCHEMA_VERSION,
    words: wordCount(body),
    updatedAt: ctx.now,
    updatedBy: viewerId(ctx.viewer),
  };
}
