// Search over titles and texts, for what the viewer may read only. Rules SE1 to SE14 in docs/spec/search.md.

import { z } from 'zod';
import { DOCUMENT_LANGUAGES } from '../../domain/document/document.ts';
import type { FieldErrorCode } from '../../domain/errors.ts';
import { parseForm } from '../../domain/form.ts';
import { ok, type Result } from '../../domain/result.ts';
import { isSafeText } from '../../domain/safe-text.ts';
import { type QueryWord, readQuery } from '../../domain/search/query.ts';
import { STEMMED_LANGUAGES } from '../../domain/search/stem.ts';
import type { Context } from '../context.ts';
import { loadScope, type Scope } from '../documents/scope.ts';
import { authorise } from '../guard.ts';
import { presentHits, type SearchHit } from './present.ts';
import { rank, type Visible } from './ranking.ts';
import { nearestSpelling } from './spellings.ts';

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
  /** Words of the query that stand nowhere the viewer may read, and what each was taken for: a word that does. */
  respelt: Respelt[];
};

/** In lower case. */
export type Respelt = { word: string; shown: string };

const NOTHING: SearchAnswer = { hits: [], total: 0, respelt: [] };

/** `invalid` for a text that is too long or holds what is no text; an unknown document has no hits. */
export async function search(ctx: Context, request: SearchRequest): Promise<Result<SearchAnswer>> {
  const allowed = authorise(ctx, 'document.list');
  if (!allowed.ok) return allowed;
  const parsed = parseForm(searchForm, request);
  if (!parsed.ok) return parsed;
  const { text, language, documentId, limit, offset } = parsed.value;
  const scope = await loadScope(ctx, ctx.db);
  const words = readQuery(text, language === undefined ? languagesIn(scope) : [language]);
  if (words.length === 0) return ok(NOTHING);
  const visible = { ...narrowed(scope, documentId), language };
  if (visible.documentIds.length === 0) return ok(NOTHING);
  const found = await rankRespelt(ctx, words, visible, { limit, offset });
  const hits = await presentHits(ctx, found.words, found.ids);
  return ok({ hits, total: found.total, respelt: found.respelt });
}

/** The languages whose forms are worth looking for. Russian words may stand in a text of any language. */
function languagesIn({ languages }: Scope): string[] {
  return ['ru', ...languages.filter((language) => language !== 'ru' && STEMMED_LANGUAGES.includes(language))];
}

/**
 * Another spelling only of words found nowhere that the viewer may see, and then instead of them: what others may see
 * changes nothing.
 */
async function rankRespelt(
  ctx: Context,
  words: readonly QueryWord[],
  visible: Visible,
  page: { limit: number; offset: number },
) {
  const asTyped = await rank(ctx.db, words, visible, page);
  const spellings = await Promise.all(
    words.map((word, i) => (asTyped.isFound[i] ? null : nearestSpelling(ctx, word, visible))),
  );
  if (spellings.every((spelling) => spelling === null)) return { ...asTyped, words, respelt: [] };
  const taken = words.map((word, i) => spellings[i]?.word ?? word);
  const found = await rank(ctx.db, taken, visible, page);
  const respelt = spellings.flatMap((spelling) =>
    spelling ? { word: spelling.word.word, shown: spelling.shown } : [],
  );
  return { ...found, words: taken, respelt };
}

function narrowed(scope: Scope, documentId: string | undefined): Visible {
  if (documentId === undefined) return scope;
  const only = (ids: readonly string[]) => ids.filter((id) => id === documentId);
  const documentIds = only(scope.documentIds);
  const sectionIds = documentIds.length === 0 ? [] : scope.sectionIds.filter((id) => scope.mayRead(documentId, id));
  return { documentIds, wholeIds: only(scope.wholeIds), sectionIds };
}
