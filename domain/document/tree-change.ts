// A change of a document's tree as data: each section it touched, before and after. Undo is the same, turned round.

import type { SectionKind } from './section.ts';

export const TREE_CHANGE_KINDS = [
  'add',
  'rename',
  'change-kind',
  'move',
  'split',
  'merge',
  'delete',
  'restore',
  'import',
  'undo',
] as const;
export type TreeChangeKind = (typeof TREE_CHANGE_KINDS)[number];

/** What a change of the tree may change of one section. `body` only where the change wrote it (split, merge). */
export type SectionState = {
  parentId: string | null;
  orderKey: string;
  kind: SectionKind;
  title: string;
  isTrashed: boolean;
  /** ProseMirror JSON. */
  body?: unknown;
  /** Attachments that the change moved and that lie here on this side; only where it moved some (merge). */
  files?: readonly string[];
};

/** Only the fields that differ; both sides have the same ones. A new section was trashed before. */
export type SectionPatch = { sectionId: string; before: Partial<SectionState>; after: Partial<SectionState> };
