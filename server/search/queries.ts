// Search over titles and texts, for what the viewer may read only. Rules SE1 to SE14 in docs/spec/search.md.

import { z } from 'zod';
import { documents } from '../../db/schema/documents.ts';
import { DOCUMENT_LANGUAGES } from '../../domain/document/document.ts';
import type { FieldErrorCode } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { isSafeText } from '../../domain/safe-text.ts';
import { type QueryWord, readQuery, withSpellings } from '../../domain/search/query.ts';
import { STEMMED_LANGUAGES } from '../../domain/search/stem.ts';
import type { Context } from '../context.ts';
import { loadScope, type Scope } from '../documents/scope.ts';
import { authorise } from '../guard.ts';
import { presentHits, type SearchHit } from './present.ts';
import { rank, type Visible } from './ranking.ts';
import { nearestStems } from './spellings.ts';

/** UTF-16 units of a query. */
const MAX_QUERY_LENGTH = 200;
const MAX_HITS = 50;
/** Pages beyond are nobody's; the words should be others. */
const MAX_OFFSET = 1000;

const code = (value: FieldErrorCode) => ({ error: value });

const searchForm = z.object({
  /** Only space finds nothing. */
  text: z.string(code('characters')).max(MAX_QUERY_LENGTH, code('too-long')).refine(isSafeText, code('characters')),
  /** Only texts in this language. */
  language: z.enum(DOCUMENT_LANGUAGES, code('choice')).optional(),
  /** Only in this document. */
  documentId: z.uuid(code('choice')).optional(),
  limit: z.number().int().min(1).max(MAX_HITS).default(10),
  offset: z.number().int().min(0).max(MAX_OFFSET).default(0),
});

export type SearchRequest = z.input<typeof searchForm>;

export type SearchAnswer = {
  hits: SearchHit[];
  /** Hits that the viewer may see, on all pages. */
  total: number;
  /** Words of the query that stand nowhere the viewer may read, but something spelt almost like them does. */
  respelt: string[];
};

const NOTHING: SearchAnswer = { hits: [], total: 0, respelt: [] };

/** `invalid` for a text that is too long or holds what is no text; an unknown document has no hits. */
export async function search(ctx: Context, request: SearchRequest): Promise<Result<SearchAnswer>> {
  const allowed = authorise(ctx, 'document.list');
  if (!allowed.ok) return allowed;
  const parsed = searchForm.safeParse(request);
  if (!parsed.success) return fail('invalid', { fields: fieldErrors(parsed.error) });
  const { text, language, documentId, limit, offset } = parsed.data;
  const [languages, scope] = await Promise.all([languagesInUse(ctx), loadScope(ctx, ctx.db)]);
  const words = readQuery(text, language === undefined ? languages : [language]);
  if (words.length === 0) return ok(NOTHING);
  const visible = { ...narrowed(scope, documentId), language };
  if (visible.documentIds.length === 0) return ok(NOTHING);
  const found = await rankRespelt(ctx, words, visible, { limit, offset });
  const hits = await presentHits(ctx, found.words, found.ids);
  return ok({ hits, total: found.total, respelt: found.respelt });
}

/** The languages whose forms are worth looking for. */
async function languagesInUse(ctx: Context): Promise<string[]> {
  const rows = await ctx.db.selectDistinct({ language: documents.language }).from(documents);
  return rows.map(({ language }) => language).filter((language) => STEMMED_LANGUAGES.includes(language));
}

/** Other spellings only of words found nowhere that the viewer may see: what others may see changes nothing. */
async function rankRespelt(
  ctx: Context,
  words: readonly QueryWord[],
  visible: Visible,
  page: { limit: number; offset: number },
) {
  const first = await rank(ctx.db, words, visible, page);
  if (first.isFound.every(Boolean)) return { ...first, words, respelt: [] };
  const respelling = await Promise.all(words.map((word, i) => (first.isFound[i] ? word : respell(ctx, word, visible))));
  if (respelling.every((word, i) => word === words[i])) return { ...first, words, respelt: [] };
  const second = await rank(ctx.db, respelling, visible, page);
  const respelt = words.filter((_, i) => !first.isFound[i] && second.isFound[i]).map(({ word }) => word);
  return { ...second, words: respelling, respelt };
}

async function respell(ctx: Context, word: QueryWord, visible: Visible): Promise<QueryWord> {
  const nearest = await Promise.all(word.stems.map((asked) => nearestStems(ctx, asked, visible)));
  const spellings = nearest.flat();
  return spellings.length === 0 ? word : withSpellings(word, spellings);
}

function narrowed(scope: Scope, documentId: string | undefined): Visible {
  if (documentId === undefined) return scope;
  const only = (ids: readonly string[]) => ids.filter((id) => id === documentId);
  const documentIds = only(scope.documentIds);
  const sectionIds = documentIds.length === 0 ? [] : scope.sectionIds.filter((id) => scope.mayRead(documentId, id));
  return { documentIds, wholeIds: only(scope.wholeIds), sectionIds };
}

function fieldErrors({ issues }: z.ZodError) {
  return issues.map(({ path, message }) => ({ field: path.join('.'), code: message as FieldErrorCode }));
}
