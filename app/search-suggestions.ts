// What the palette suggests, in the reader's words: places found by title and text, or where something changed last.

import type { SuggestedPlace, Suggestions } from '../components/search/suggestions.ts';
import { documentFilter } from '../domain/document/document-list.ts';
import type { DocumentSummary } from '../domain/document/presented.ts';
import type { Locale } from '../domain/locale.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Context } from '../server/context.ts';
import { listDocuments } from '../server/documents/list.ts';
import type { SearchHit } from '../server/search/present.ts';
import { search } from '../server/search/queries.ts';
import { translator } from '../server/translate.ts';
import { respeltNotice } from './search-notices.ts';
import { hitPath } from './search-paths.ts';

const SUGGESTED = 8;
const LAST_CHANGED = 6;

/** `query` '' gives the documents last changed. Fails as `search` does. */
export async function suggest(ctx: Context, query: string, locale: Locale): Promise<Result<Suggestions>> {
  if (query.trim() === '') return lastChanged(ctx, locale);
  const t = translator(locale, 'search');
  const found = await search(ctx, { text: query, limit: SUGGESTED });
  if (!found.ok) return found;
  const { hits, total, respelt } = found.value;
  const groups = [
    { label: t('documents'), places: hits.filter((hit) => hit.sectionId === null) },
    { label: t('sections'), places: hits.filter((hit) => hit.sectionId !== null) },
  ].map(({ label, places }) => ({ label, places: places.map((hit) => placeOfHit(hit, locale)) }));
  const notice = respeltNotice(locale, respelt);
  const said = [notice, t('count', { count: total })].filter(Boolean).join(' ');
  return ok({ groups: groups.filter((group) => group.places.length > 0), notice, said });
}

async function lastChanged(ctx: Context, locale: Locale): Promise<Result<Suggestions>> {
  const t = translator(locale, 'search');
  const listed = await listDocuments(ctx, documentFilter.parse({}), locale);
  if (!listed.ok) return listed;
  const places = listed.value.documents.slice(0, LAST_CHANGED).map((document) => placeOfDocument(document, locale));
  return ok({ groups: places.length === 0 ? [] : [{ label: t('recent'), places }], notice: '', said: t('start') });
}

function placeOfHit(hit: SearchHit, locale: Locale): SuggestedPlace {
  const number = hit.number === '' ? [] : [{ text: `${hit.number} `, isMatch: false }];
  return {
    href: `/${locale}${hitPath(hit)}`,
    title: [...number, ...hit.titleParts],
    detail: hit.sectionId === null ? '' : hit.documentTitle,
    passage: hit.snippet.length === 0 ? null : hit.snippet,
    language: hit.language,
  };
}

function placeOfDocument(document: DocumentSummary, locale: Locale): SuggestedPlace {
  const kind = translator(locale, 'documentKinds')(document.kind);
  return {
    href: `/${locale}/documents/${document.id}`,
    title: [{ text: document.title, isMatch: false }],
    detail: [kind, document.ownerName].filter(Boolean).join(' · '),
    passage: null,
    language: document.language,
  };
}
