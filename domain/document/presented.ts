// What of a document reaches a page and the live room: plain objects that hold only what their reader may read. The
// server makes them, components take them; rights are on their own page (server/documents/present-rights.ts).

import type { DocumentKind, DocumentStatus } from './document.ts';
import type { DocumentRight } from './rights.ts';
import type { SectionKind } from './section.ts';
import type { TranslationState } from './translation.ts';
import type { TreeChangeKind } from './tree-change.ts';

/** ISO 8601 with zone. */
export type Instant = string;

/** A person as others see them; an erased one has no name. */
export type PersonRef = { id: string; name: string };

export type DocumentSummary = {
  id: string;
  title: string;
  kind: DocumentKind;
  language: string;
  status: DocumentStatus;
  /** In the reader's language; null without an owner organisation. */
  ownerName: string | null;
  ownerOrganisationId: string | null;
  updatedAt: Instant;
  /** The reader's right on the document as a whole; `none` when they see only some sections. */
  right: DocumentRight;
  /** The document this one translates, where the reader may know of it. */
  leading: { id: string; title: string; language: string } | null;
};

export type SectionLock = {
  by: PersonRef;
  at: Instant;
  reason: string;
  /** The section that was locked: this one or one above. */
  sectionId: string;
  isOwn: boolean;
};

/** One section of the contents list, in the order of the text. */
export type PresentedSection = {
  id: string;
  /** The nearest section above that the reader sees; null at the top. */
  parentId: string | null;
  /** 1 at the top, as the reader sees it. */
  level: number;
  kind: SectionKind;
  /** Derived: "2.1", "Lisa 1" in the document's language; '' for an unnumbered one. */
  number: string;
  title: string;
  /** In the reader's language, else in another; '' without one. */
  hint: string;
  words: number;
  right: DocumentRight;
  /** What grants alone give, before locks and adoption cap it. */
  granted: DocumentRight;
  /** The nearest lock that holds here. */
  lock: SectionLock | null;
  /** Its rights are not those of the section above. */
  isRestricted: boolean;
  revision: number;
  bodyRevision: number;
  bodyUpdatedAt: Instant;
  /** Null in a leading document. */
  translation: { leadingId: string | null; state: TranslationState } | null;
};

export type TreeChange = {
  id: string;
  kind: TreeChangeKind;
  by: PersonRef | null;
  at: Instant;
  /** Titles of the sections it changed that the reader may see, at most three. */
  titles: string[];
  /** May the reader undo it, as far as is known without trying? */
  isUndoable: boolean;
  isUndone: boolean;
  /** Of an undo: what it took back, or, undoing an undo, did again. Null when that is no longer in the list. */
  undid: { kind: Exclude<TreeChangeKind, 'undo'>; isDoneAgain: boolean } | null;
};

/** All of a document but the texts. */
export type DocumentOutline = {
  document: DocumentSummary & {
    revision: number;
    /** Same as `right` before adoption caps it. */
    granted: DocumentRight;
    createdAt: Instant;
    act: { title: string; number: string; date: string; adopter: string } | null;
    /** The documents that translate this one, as far as the reader may know of them. */
    translations: { id: string; title: string; language: string }[];
    /** Sections of the leading document without a counterpart here that the reader may see. */
    untranslated: { id: string; title: string }[];
  };
  treeRevision: number;
  sections: PresentedSection[];
};

/** The text of one section. */
export type PresentedBody = {
  sectionId: string;
  bodyRevision: number;
  /** Made by the one renderer; safe to put into a page. Sub-headings fit `level`. '' when there is no text. */
  html: string;
  /** Footnotes of the section as a list; '' without any. */
  notesHtml: string;
};

/** Sent to everybody in the room `document.<id>`; whoever hears it asks again for what they may read. */
export type DocumentSignal = {
  what: 'tree' | 'body' | 'rights' | 'document' | 'gone';
  /** For `body` (and the lock or title of one section); sent only to those who may read it. */
  sectionId?: string;
  treeRevision: number;
};
