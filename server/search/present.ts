// What of a hit leaves the server: where it is, and the piece of its text that the query means.

import { inArray } from 'drizzle-orm';
import { documents, sections } from '../../db/schema/documents.ts';
import { searchEntries } from '../../db/schema/search.ts';
import { numberSections } from '../../domain/document/numbers.ts';
import { buildTree } from '../../domain/document/tree.ts';
import { highlight, isRicher, type Match, parts, type SnippetPart, snippet } from '../../domain/search/highlight.ts';
import { matcher, type QueryWord } from '../../domain/search/query.ts';
import type { Context } from '../context.ts';

export type SearchHit = {
  documentId: string;
  /** Null: the document's title was found. */
  sectionId: string | null;
  /** The language of both titles and of the snippet, ISO 639-1. */
  language: string;
  documentTitle: string;
  /** '' when the document's title was found. */
  sectionTitle: string;
  /** The title that was found (the section's, or the document's), with its matches. */
  titleParts: SnippetPart[];
  /** Derived: "2.1", "Lisa 1"; '' for an unnumbered section and for a document. */
  number: string;
  /** A piece of the text with its matches; the beginning of the text when only the title matches. */
  snippet: SnippetPart[];
  /** The block that the snippet is of; null without a snippet. */
  blockId: string | null;
};

type EntryRow = typeof searchEntries.$inferSelect;
type ShownEntry = Pick<EntryRow, 'id' | 'documentId' | 'sectionId' | 'language' | 'title' | 'passages'>;

/** The hits with these ids of entries, in this order; the viewer's right to them was asked before. */
export async function presentHits(
  ctx: Context,
  words: readonly QueryWord[],
  ids: readonly string[],
): Promise<SearchHit[]> {
  if (ids.length === 0) return [];
  const { id, documentId, sectionId, language, title, passages } = searchEntries;
  const rows = await ctx.db
    .select({ id, documentId, sectionId, language, title, passages })
    .from(searchEntries)
    .where(inArray(id, [...ids]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const places = await loadPlaces(ctx, [...new Set(rows.map((row) => row.documentId))]);
  const matchers = new Map([...new Set(rows.map((row) => row.language))].map((of) => [of, matcher(words, of)]));
  return ids.flatMap((wanted) => {
    const row = byId.get(wanted);
    const meantBy = matchers.get(row?.language ?? '');
    return row && meantBy ? [presentHit(row, places, meantBy)] : [];
  });
}

type MeantBy = ReturnType<typeof matcher>;
type Places = { titles: ReadonlyMap<string, string>; numbers: ReadonlyMap<string, string> };

function presentHit(row: ShownEntry, { titles, numbers }: Places, meantBy: MeantBy): SearchHit {
  const shown = bestPassage(row.passages, meantBy);
  return {
    documentId: row.documentId,
    sectionId: row.sectionId,
    language: row.language,
    documentTitle: titles.get(row.documentId) ?? '',
    sectionTitle: row.sectionId === null ? '' : row.title,
    titleParts: parts(row.title, highlight(row.title, meantBy)),
    number: numbers.get(row.sectionId ?? '') ?? '',
    snippet: shown ? snippet(shown.passage.text, shown.matches) : [],
    blockId: shown?.passage.blockId || null,
  };
}

type Passage = EntryRow['passages'][number];

/** The passage with most of the query's words, then with most matches, the first of equals; null without any text. */
function bestPassage(passages: readonly Passage[], meantBy: MeantBy) {
  let best: { passage: Passage; matches: Match[] } | null = null;
  for (const passage of passages) {
    const matches = highlight(passage.text, meantBy);
    if (best === null || isRicher(matches, best.matches)) best = { passage, matches };
  }
  return best;
}

async function loadPlaces(ctx: Context, documentIds: string[]): Promise<Places> {
  const { id, documentId, parentId, orderKey, kind, title, trashedAt } = sections;
  const found = await ctx.db
    .select({ id: documents.id, title: documents.title, language: documents.language })
    .from(documents)
    .where(inArray(documents.id, documentIds));
  const rows = await ctx.db
    .select({ id, documentId, parentId, orderKey, kind, title, trashedAt })
    .from(sections)
    .where(inArray(documentId, documentIds));
  const trees = Map.groupBy(rows, (row) => row.documentId);
  const numbers = found.flatMap((document) => {
    const own = (trees.get(document.id) ?? []).map((row) => ({ ...row, isTrashed: row.trashedAt !== null }));
    return [...numberSections(buildTree(own), document.language)];
  });
  return { titles: new Map(found.map((document) => [document.id, document.title])), numbers: new Map(numbers) };
}
