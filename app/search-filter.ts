// What the search page is asked for, as it stands in its address.

import { z } from 'zod';
import { DOCUMENT_LANGUAGES } from '../domain/document/document.ts';

export const RESULTS_PER_PAGE = 20;
/** As far as `search` counts on. */
const MAX_PAGES = 50;

/** What makes no sense in an address is as if it were absent; the words themselves are judged by the search. */
export const searchFilter = z.object({
  q: z.string().catch(''),
  language: z.enum(DOCUMENT_LANGUAGES).optional().catch(undefined),
  /** From 1. */
  page: z.coerce.number().int().min(1).max(MAX_PAGES).catch(1),
});
export type SearchFilter = z.output<typeof searchFilter>;

/** The address of a page of results that keeps the words and the filter. */
export function searchAddressOf(path: string, { q, language }: SearchFilter, page: number): string {
  const given = { q, ...(language && { language }), ...(page > 1 && { page: String(page) }) };
  return `${path}?${new URLSearchParams(given)}`;
}

export function resultPages(total: number): number {
  return Math.min(MAX_PAGES, Math.ceil(total / RESULTS_PER_PAGE));
}
