// Stems that are spelt almost like a word that was found nowhere.

import { and, between, eq, sql } from 'drizzle-orm';
import { searchWords } from '../../db/schema/search.ts';
import { allowedEdits, editDistance, sharedTrigrams, trigrams } from '../../domain/search/spelling.ts';
import type { Stem } from '../../domain/search/stem.ts';
import type { Context } from '../context.ts';

/** Stems that are compared letter by letter, and that a word may be taken for. */
const CANDIDATES = 200;
const MOST_SPELLINGS = 8;

/** The stems of the vocabulary nearest to `asked`: those with the fewest slips, none when `asked` is too short. */
export async function nearestStems(ctx: Context, asked: Stem): Promise<Stem[]> {
  const { language, key } = asked;
  const edits = allowedEdits(key);
  if (edits === 0) return [];
  const candidates = await loadCandidates(ctx, language, key, edits);
  const judged = candidates
    .map(({ stem }) => ({ stem, distance: editDistance(key, stem, edits) }))
    .filter(({ distance }) => distance <= edits);
  const least = Math.min(...judged.map(({ distance }) => distance));
  return judged
    .filter(({ distance }) => distance === least)
    .map(({ stem }) => ({ ...asked, key: stem, ends: asked.ends.length > 0 ? [stem] : [] }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, MOST_SPELLINGS);
}

function loadCandidates(ctx: Context, language: string, key: string, edits: number): Promise<{ stem: string }[]> {
  const asked = textArray(trigrams(key));
  const length = [...key].length;
  const shared = sql<number>`(SELECT count(*) FROM unnest(${searchWords.trigrams}) AS t WHERE t = ANY(${asked}))`;
  return ctx.db
    .select({ stem: searchWords.stem })
    .from(searchWords)
    .where(
      and(
        eq(searchWords.language, language),
        between(searchWords.length, length - edits, length + edits),
        sql`${searchWords.trigrams} && ${asked}`,
        sql`${shared} >= ${sharedTrigrams(key, edits)}`,
      ),
    )
    .orderBy(sql`${shared} DESC`, searchWords.stem)
    .limit(CANDIDATES);
}

/** As one parameter that both drivers send alike. */
function textArray(values: readonly string[]) {
  return sql`ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`;
}
