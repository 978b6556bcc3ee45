// How components ask for changes: each command is a server action that takes plain values and answers with what became
// of it in the reader's language. The page hands them in, for components know no server.

import type { TreeChange } from '../../domain/document/presented.ts';
import type { DocumentRight } from '../../domain/document/rights.ts';
import type { SectionKind } from '../../domain/document/section.ts';
import type { ErrorCode } from '../../domain/errors.ts';

export type CommandAnswer<T> =
  | { ok: true; value: T }
  | {
      ok: false;
      code: ErrorCode;
      message: string;
      /** By the name of what was given. */
      fields: Record<string, string>;
      /** What is saved now, when the command was older. */
      current?: unknown;
    };

/** `locale` says in which language to answer. */
export type Command<I, T = unknown> = (locale: string, input: I) => Promise<CommandAnswer<T>>;

/** Which change of the tree was made; '' when everything was as wanted already. */
export type Changed = { changeId: string };

/** Below `parentId` (null: at the top), right before `beforeId` (null: last). */
export type SectionPlace = { parentId: string | null; beforeId: string | null };

export type DocumentCommands = {
  addSection: Command<
    SectionPlace & { documentId: string; title: string; kind: SectionKind },
    Changed & { id: string }
  >;
  renameSection: Command<{ id: string; revision: number; title: string }, Changed>;
  changeSectionKind: Command<{ id: string; revision: number; kind: SectionKind }, Changed>;
  moveSection: Command<SectionPlace & { id: string }, Changed>;
  promoteSection: Command<{ id: string }, Changed>;
  demoteSection: Command<{ id: string }, Changed>;
  splitSection: Command<{ id: string; bodyRevision: number; blockId: string; title: string }, Changed & { id: string }>;
  mergeSection: Command<{ id: string; bodyRevision: number; intoBodyRevision: number }, Changed>;
  deleteSection: Command<{ id: string }, Changed>;
  restoreSection: Command<{ id: string }, Changed>;
  undoChange: Command<{ documentId: string; changeId: string }, Changed>;
  lockSection: Command<{ id: string; reason: string }>;
  unlockSection: Command<{ id: string }>;
};

/** A section in the trash of its document. */
export type TrashedSection = { id: string; title: string; by: { name: string } | null; at: string };

/** What the panel of recent changes shows. */
export type DocumentHistory = { changes: TreeChange[]; trashed: TrashedSection[] };

/** What the reader may do with a section. */
export function mayEdit({ right }: { right: DocumentRight }): boolean {
  return right === 'edit' || right === 'manage';
}
