// What the commands of tree and text are given, as it comes from forms and requests.

import { z } from 'zod';
import type { FieldErrorCode } from '../errors.ts';
import { optional, revision, rowId } from '../text.ts';
import { SECTION_KINDS, sectionTitle } from './section.ts';

/** Null, '' and nothing at all mean none. */
const idOrNone = optional(rowId)
  .nullish()
  .transform((id) => id || null);
const kind = z.enum(SECTION_KINDS, { error: 'choice' satisfies FieldErrorCode });
/** Of a block in a body. */
const blockId = z.string().min(1).max(36);

/** Below `parentId` (none: at the top), right before `beforeId` (none: last). */
const place = { parentId: idOrNone, beforeId: idOrNone };

export const sectionAdded = z.object({ documentId: rowId, ...place, title: sectionTitle, kind });
export type SectionAdded = z.output<typeof sectionAdded>;

export const sectionRenamed = z.object({ id: rowId, revision, title: sectionTitle });
export type SectionRenamed = z.output<typeof sectionRenamed>;

export const sectionKindChanged = z.object({ id: rowId, revision, kind });
export type SectionKindChanged = z.output<typeof sectionKindChanged>;

export const sectionMoved = z.object({ id: rowId, ...place });
export type SectionMoved = z.output<typeof sectionMoved>;

/** To promote, demote, delete or restore. */
export const sectionNamed = z.object({ id: rowId });
export type SectionNamed = z.output<typeof sectionNamed>;

/** `blockId`: the first block of the new section, at the top level of the body. */
export const sectionSplit = z.object({ id: rowId, bodyRevision: revision, blockId, title: sectionTitle });
export type SectionSplit = z.output<typeof sectionSplit>;

export const sectionMerged = z.object({ id: rowId, bodyRevision: revision, intoBodyRevision: revision });
export type SectionMerged = z.output<typeof sectionMerged>;

export const changeUndone = z.object({ documentId: rowId, changeId: rowId });
export type ChangeUndone = z.output<typeof changeUndone>;

/** `content`: a body in JSON, read as untrusted by the command. */
export const bodySaved = z.object({
  sectionId: rowId,
  bodyRevision: revision,
  schemaVersion: revision,
  content: z.unknown(),
});
export type BodySaved = z.output<typeof bodySaved>;
