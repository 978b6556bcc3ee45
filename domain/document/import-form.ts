// What an import is asked for, and what people see of a file before they let it in.

import { z } from 'zod';
import { optional, rowId } from '../text.ts';
import { DOCUMENT_KINDS, DOCUMENT_LANGUAGES, documentTitle } from './document.ts';
import type { SectionKind } from './section.ts';

/** Bytes of a text file. */
export const MAX_IMPORT_BYTES = 2 * 1024 * 1024;

/** How the names of files end that can be imported. */
export const IMPORT_ENDINGS = ['.txt', '.md', '.markdown'] as const;

/** Into the document `documentId`, to its end or below a section; '' makes a new one, which the other fields describe. */
export const importForm = z.object({
  documentId: optional(rowId),
  /** The section of that document to import below, to its end; '' or absent for the document as a whole. */
  parentId: optional(rowId).optional(),
  /** '' takes the title of the file. */
  title: optional(documentTitle),
  kind: z.enum(DOCUMENT_KINDS).default('blank'),
  language: z.enum(DOCUMENT_LANGUAGES).default('et'),
  ownerOrganisationId: optional(rowId).default(''),
});
export type ImportForm = z.output<typeof importForm>;

/** Where a text goes from the page of a document: into it, or into a new one. */
export const IMPORT_DESTINATIONS = ['here', 'new'] as const;

export type ImportPreview = {
  /** What a new document would be called; '' when it goes into one that is there. */
  title: string;
  /** In the order of the text; level 1 at the top. */
  sections: { level: number; kind: SectionKind; title: string; words: number; firstWords: string }[];
  /** Of all texts, without titles. */
  words: number;
};
