// What a word that was found nowhere is taken for: the stem that is spelt most like it, of those that stand where the
// viewer may read, and how that is written there.

import { and, between, eq, inArray, or, sql } from 'drizzle-orm';
import { arrayOf } from '../../db/array.ts';
import { searchEntries, searchWords } from '../../db/schema/search.ts';
import { type QueryWord, respelled } from '../../domain/search/query.ts';
import { allowedEdits, byNearness, type Near, nearness, pieces } from '../../domain/search/spelling.ts';
import { type Stem, stem } from '../../domain/search/stem.ts';
import { tokenise } from '../../domain/search/words.ts';
import type { Context } from '../context.ts';
import { entriesWithStem, type Visible, visibleStems } from './ranking.ts';

/** Stems that are looked for at once. */
const STEMS_AT_ONCE = 20;

/** `shown`: a word of a text that the viewer may read, as it stands there, in lower case. */
type Spelling = { word: QueryWord; shown: string };

/**
 * The word as the nearest stem that the viewer may read. All that are near enough are asked for in turn, so that what
 * stands elsewhere takes no place of what the viewer may see. Null when there is none, or the word is too short.
 */
export async function nearestSpelling(ctx: Context, asked: QueryWord, visible: Visible): Promise<Spelling | null> {
  const near = (await Promise.all(asked.stems.map((each) => nearStems(ctx, each)))).flat();
  near.sort(byNearness);
  for (let from = 0; from < near.length; from += STEMS_AT_ONCE) {
    const [nearest] = await visibleStems(ctx.db, near.slice(from, from + STEMS_AT_ONCE), visible);
    if (nearest === undefined) continue;
    const word = respelled(asked, nearest);
    return { word, shown: await writtenAs(ctx, word, nearest, visible) };
  }
  return null;
}

/** Those of the vocabulary that are few enough slips away; what they have in common with it is a piece left whole. */
async function nearStems(ctx: Context, asked: Stem): Promise<(Stem & Near)[]> {
  const { language, key } = asked;
  const edits = allowedEdits(key);
  if (edits === 0) return [];
  const length = [...key].length;
  const havePiece = pieces(key, edits).map((groups) => sql`${searchWords.trigrams} @> ${arrayOf(groups, 'text')}`);
  const rows = await ctx.db
    .select({ stem: searchWords.stem })
    .from(searchWords)
    .where(
      and(
        eq(searchWords.language, language),
        between(searchWords.length, length - edits, length + edits),
        or(...havePiece),
      ),
    );
  return rows.flatMap(({ stem }) => {
    const near = nearness(key, stem, edits);
    return near ? { ...near, language, ends: asked.ends.length > 0 ? [stem] : [] } : [];
  });
}

/** The form that is nearest to what was typed, in the shortest of the texts that have one. */
async function writtenAs(ctx: Context, word: QueryWord, found: Stem, visible: Visible): Promise<string> {
  const { id, language, title, passages } = searchEntries;
  const ids = await entriesWithStem(ctx.db, found, visible);
  const rows = await ctx.db.select({ language, title, passages }).from(searchEntries).where(inArray(id, ids));
  const written = rows.flatMap((row) => {
    const text = [row.title, ...row.passages.map((passage) => passage.text)].join('\n');
    const words = new Set(tokenise(text).map((token) => token.word));
    return [...words].filter((each) => stem(each, row.language)?.key === found.key);
  });
  const near = written.flatMap((each) => nearness(word.word, each, each.length + word.word.length) ?? []);
  return near.sort(byNearness)[0]?.key ?? found.key;
}
