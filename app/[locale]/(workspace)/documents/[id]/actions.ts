'use server';
// What the document's page can do to its sections: each answers the page in the browser, which shows it by itself.

import { lockForm } from '../../../../../domain/document/grant.ts';
import {
  changeUndone,
  sectionAdded,
  sectionKindChanged,
  sectionMerged,
  sectionMoved,
  sectionNamed,
  sectionRenamed,
  sectionSplit,
} from '../../../../../domain/document/tree-forms.ts';
import { lockSection, unlockSection } from '../../../../../server/documents/locks.ts';
import { mergeSection, splitSection } from '../../../../../server/documents/split-merge.ts';
import { undoChange } from '../../../../../server/documents/tree-changes.ts';
import {
  addSection,
  changeSectionKind,
  deleteSection,
  demoteSection,
  moveSection,
  promoteSection,
  renameSection,
  restoreSection,
} from '../../../../../server/documents/tree-commands.ts';
import { command } from '../../../../command.ts';

export const addSectionAction = command(sectionAdded, addSection);
export const renameSectionAction = command(sectionRenamed, renameSection);
export const changeSectionKindAction = command(sectionKindChanged, changeSectionKind);
export const moveSectionAction = command(sectionMoved, moveSection);
export const promoteSectionAction = command(sectionNamed, promoteSection);
export const demoteSectionAction = command(sectionNamed, demoteSection);
export const splitSectionAction = command(sectionSplit, splitSection);
export const mergeSectionAction = command(sectionMerged, mergeSection);
export const deleteSectionAction = command(sectionNamed, deleteSection);
export const restoreSectionAction = command(sectionNamed, restoreSection);
export const undoChangeAction = command(changeUndone, undoChange);
export const lockSectionAction = command(lockForm, lockSection);
export const unlockSectionAction = command(sectionNamed, unlockSection);
