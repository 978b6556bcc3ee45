// A section: a titled node of a document's tree. Its text is a body of the document schema.

import { singleLine } from '../text.ts';

/** `unnumbered`: a foreword, a summary. `annex`: counted by itself. */
export const SECTION_KINDS = ['numbered', 'unnumbered', 'annex'] as const;
export type SectionKind = (typeof SECTION_KINDS)[number];

/** UTF-16 units. */
export const MAX_SECTION_TITLE = 300;
export const sectionTitle = singleLine(MAX_SECTION_TITLE);

/** Levels of a tree; a section at the top has level 1. */
export const MAX_LEVELS = 8;
/** Living sections of one document. */
export const MAX_SECTIONS = 2000;
/** Words of all texts of one document's living sections: a thousand pages. */
export const MAX_WORDS = 300_000;

/** What places a section among the others. Roots have `parentId` null. */
export type Placed = { id: string; parentId: string | null; orderKey: string };
