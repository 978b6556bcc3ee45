// What the search palette asks for and gets: the answer of the route that suggests, already in the reader's language.

import type { SnippetPart } from '../../domain/search/highlight.ts';

export type SuggestedPlace = {
  /** With the language in front: `/et/documents/…#…`. */
  href: string;
  title: SnippetPart[];
  /** Where it stands: the document of a section, the kind and owner of a document. */
  detail: string;
  /** The piece of text in which it was found; null when the title is all. */
  passage: SnippetPart[] | null;
  /** Of title and passage, BCP 47. */
  language: string;
};

export type Suggestions = {
  /** None empty. */
  groups: { label: string; places: SuggestedPlace[] }[];
  /** How many there are, in words, to be read out. */
  said: string;
};

/** Where the palette asks; `q` is what was typed. */
export function suggestAddress(locale: string, q: string): string {
  return `/${locale}/search/suggest?${new URLSearchParams({ q })}`;
}

/** The page with all results. */
export function searchAddress(locale: string, q: string): string {
  return q === '' ? `/${locale}/search` : `/${locale}/search?${new URLSearchParams({ q })}`;
}
