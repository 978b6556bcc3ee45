// What the renderer of a body has to be told: where the body stands, what the ids in it mean to this reader, and the
// words of the reader's language.

import type { CalloutKind } from '../schema/attributes.ts';

/** Plain texts in the reader's language, without markup. */
export type BodyWords = {
  /** `Link to paragraph`; a number follows. */
  permalink: string;
  callouts: Record<CalloutKind, string>;
  /** `Note`; its number follows. */
  note: string;
  /** `Notes`; the numbers of the first and the last follow. */
  notes: string;
  /** `Back to note`; its number follows. */
  backToNote: string;
  /** Names a table that has no caption. */
  table: string;
  deletedSection: string;
  deletedBlock: string;
  deletedSource: string;
  formerPerson: string;
};

/** Whatever these functions answer is taken for text and escaped. Null: gone, or not for this reader. */
export type Surroundings = {
  /** Level of the section's own title, 1 to 6. Sub-headings go below it, at most to h6. */
  headingLevel: number;
  /** The number of the body's first footnote, for they are counted through a whole document. */
  firstFootnote: number;
  /** Put before the ids of notes where two states of one body stand on one page; letters, digits, `-` and `_`. */
  notePrefix?: string;
  attachmentHref: (id: string) => string;
  sectionLabel: (id: string) => string | null;
  blockLabel: (id: string) => string | null;
  personName: (id: string) => string | null;
  sourceLabel: (id: string) => string | null;
  /** Does this address lead away from the instance? Such a link has the class `outside`. */
  isOutside: (href: string) => boolean;
  words: BodyWords;
};

/** One rendering: its surroundings and what has been counted so far. */
export type Rendering = Surroundings & {
  /** The number of the next footnote. */
  nextNote: number;
  /** The number of the next paragraph that has a permalink. */
  nextParagraph: number;
  /** Inside a table nothing gets a permalink: one of figures would be full of them. */
  isInTable: boolean;
};

/** A rendering that has not written anything yet. */
export function startRendering(surroundings: Surroundings): Rendering {
  return { ...surroundings, nextNote: surroundings.firstFootnote, nextParagraph: 1, isInTable: false };
}
