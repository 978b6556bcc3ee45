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
  /** What the reader should know of the places, shown above them: which word was taken for which. '' when nothing. */
  notice: string;
  /** How many there are, or why nothing was looked for, in words, to be read out. */
  said: string;
};

/** UTF-16 units that a field for a search takes: more than are searched for, so that the answer can say so. */
export const MAX_TYPED_LENGTH = 500;

/** Where the palette asks; `q` is what was typed. */
export function suggestAddress(locale: string, q: string): string {
  return `/${locale}/search/suggest?${new URLSearchParams({ q })}`;
}

/** The page with all results. */
export function searchAddress(locale: string, q: string): string {
  return q === '' ? `/${locale}/search` : `/${locale}/search?${new URLSearchParams({ q })}`;
}
