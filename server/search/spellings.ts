// Stems that are spelt almost like a word that was found nowhere.

import { and, between, eq, or, sql } from 'drizzle-orm';
import { searchWords } from '../../db/schema/search.ts';
import { allowedEdits, editDistance, pieces, trigrams } from '../../domain/search/spelling.ts';
import type { Stem } from '../../domain/search/stem.ts';
import type { Context } from '../context.ts';
import { type Visible, visibleStems } from './ranking.ts';

/** Stems that are compared letter by letter; those that are then looked for; those that a word may be taken for. */
const CANDIDATES = 200;
const MOST_NEAR = 20;
const MOST_SPELLINGS = 8;

/**
 * The stems nearest to `asked` of those that stand where the viewer may read: the ones with the fewest slips. What
 * stands elsewhere does not keep them from being found. None when `asked` is too short.
 */
export async function nearestStems(ctx: Context, asked: Stem, visible: Visible): Promise<Stem[]> {
  const { language, key } = asked;
  const edits = allowedEdits(key);
  if (edits === 0) return [];
  const candidates = await loadCandidates(ctx, language, key, edits);
  const near = candidates
    .map(({ stem }) => ({ stem, distance: editDistance(key, stem, edits) }))
    .filter(({ distance }) => distance <= edits)
    .sort((a, b) => a.distance - b.distance || (a.stem < b.stem ? -1 : 1))
    .slice(0, MOST_NEAR);
  const stems = near.map(({ stem }) => stem);
  const seen = new Set(await visibleStems(ctx.db, language, stems, visible));
  const readable = near.filter(({ stem }) => seen.has(stem));
  return readable
    .filter(({ distance }) => distance === readable[0]?.distance)
    .slice(0, MOST_SPELLINGS)
    .map(({ stem }) => ({ ...asked, key: stem, ends: asked.ends.length > 0 ? [stem] : [] }));
}

/** Those that have a piece of the word whole, the most similar first. */
function loadCandidates(ctx: Context, language: string, key: string, edits: number): Promise<{ stem: string }[]> {
  const length = [...key].length;
  const havePiece = pieces(key, edits).map((groups) => sql`${searchWords.trigrams} @> ${textArray(groups)}`);
  const shared = sql`(SELECT count(*) FROM unnest(${searchWords.trigrams}) AS t WHERE t = ANY(${textArray(trigrams(key))}))`;
  return ctx.db
    .select({ stem: searchWords.stem })
    .from(searchWords)
    .where(
      and(
        eq(searchWords.language, language),
        between(searchWords.length, length - edits, length + edits),
        or(...havePiece),
      ),
    )
    .orderBy(sql`${shared} DESC`, searchWords.stem)
    .limit(CANDIDATES);
}

/** As one parameter that both drivers send alike, of a value that the planner knows. */
function textArray(values: readonly string[]) {
  return sql`${`{${values.map((value) => `"${value.replaceAll('\\', '').replaceAll('"', '')}"`).join()}}`}::text[]`;
}
