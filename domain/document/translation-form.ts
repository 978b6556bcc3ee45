// The forms of translations: making one, linking a document that is there already, and setting which section goes with
// which.

import { z } from 'zod';
import { optional, rowId } from '../text.ts';
import { DOCUMENT_LANGUAGES, documentTitle } from './document.ts';

/** `id`: the document to be translated. */
export const translationForm = z.object({ id: rowId, title: documentTitle, language: z.enum(DOCUMENT_LANGUAGES) });
export type TranslationForm = z.output<typeof translationForm>;

export const linkForm = z.object({ followerId: rowId, leadingId: rowId });
export type LinkForm = z.output<typeof linkForm>;

/** `leadingSectionId` '' when the section translates nothing. */
export const pairForm = z.object({ sectionId: rowId, leadingSectionId: optional(rowId) });
export type PairForm = z.output<typeof pairForm>;
