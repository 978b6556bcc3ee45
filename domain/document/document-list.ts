// What a list of documents is asked for: filters and order as they stand in an address, and how titles are compared.

import { z } from 'zod';
import type { Locale } from '../locale.ts';
import { rowId } from '../text.ts';
import { DOCUMENT_KINDS, DOCUMENT_LANGUAGES, DOCUMENT_STATUSES } from './document.ts';

const DOCUMENT_ORDERS = ['title', 'updated'] as const;

/** Documents on one page of a list. */
export const DOCUMENTS_PER_PAGE = 50;

/** Reads the parameters of an address; what makes no sense there is as if it were absent. */
export const documentFilter = z.object({
  text: z.string().max(300).catch(''),
  status: z.enum(DOCUMENT_STATUSES).optional().catch(undefined),
  kind: z.enum(DOCUMENT_KINDS).optional().catch(undefined),
  language: z.enum(DOCUMENT_LANGUAGES).optional().catch(undefined),
  ownerOrganisationId: rowId.optional().catch(undefined),
  sort: z.enum(DOCUMENT_ORDERS).catch('updated'),
  /** From 1. */
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
});
export type DocumentFilter = z.output<typeof documentFilter>;

/** Does `title` hold every word of `text`, in any case and with or without the marks over letters? */
export function matchesTitle(title: string, text: string): boolean {
  const folded = fold(title);
  return fold(text)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Compares titles as the dictionary of `locale` orders them; numbers in them by their value. */
export function titleOrder(locale: Locale): (a: string, b: string) => number {
  return new Intl.Collator(locale, { numeric: true }).compare;
}
