// What a document is called, where it stands, and the forms that say so.

import { z } from 'zod';
import type { FieldErrorCode } from '../errors.ts';
import { optional, revision, rowId, singleLine } from '../text.ts';

/** The templates; a document keeps the kind that it was made as. */
export const DOCUMENT_KINDS = ['development-plan', 'strategy', 'programme', 'guideline', 'practice', 'blank'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const DOCUMENT_STATUSES = ['working', 'in-consultation', 'adopted'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

/** The languages of texts, ISO 639-1: the interface's, those of partner countries and of neighbours. */
export const DOCUMENT_LANGUAGES = ['et', 'en', 'ru', 'de', 'fr', 'lb', 'nl', 'pl', 'da', 'fi', 'lv', 'lt'] as const;
export type DocumentLanguage = (typeof DOCUMENT_LANGUAGES)[number];

const choice = { error: 'choice' satisfies FieldErrorCode };

export const documentTitle = singleLine(300);

export const newDocumentForm = z.object({
  title: documentTitle,
  kind: z.enum(DOCUMENT_KINDS, choice),
  language: z.enum(DOCUMENT_LANGUAGES, choice),
  /** '' for none. */
  ownerOrganisationId: optional(rowId),
});
export type NewDocumentForm = z.output<typeof newDocumentForm>;

export const documentForm = newDocumentForm.omit({ kind: true }).extend({
  id: rowId,
  revision,
});
export type DocumentForm = z.output<typeof documentForm>;

const actDay = z.iso.date({ error: 'date' satisfies FieldErrorCode });

/** Act, day and adopter are asked of an adopted document and ignored of any other. */
export const statusForm = z.discriminatedUnion('status', [
  z.object({
    id: rowId,
    revision,
    status: z.literal('adopted'),
    actTitle: singleLine(300),
    actNumber: optional(singleLine(60)),
    /** `YYYY-MM-DD`. */
    actDate: actDay,
    adopter: singleLine(200),
  }),
  z.object({ id: rowId, revision, status: z.literal(['working', 'in-consultation']) }),
]);
export type StatusForm = z.output<typeof statusForm>;
