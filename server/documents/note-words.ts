// Has search find texts that have changed, in the transaction that changes them.

import { inArray, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { sectionBodies, sections } from '../../db/schema/documents.ts';
import type { Context } from '../context.ts';
import { markSections, outdateSection, refreshSections } from '../search/entries.ts';

/** Words that a change computes for search at once; of more it would make everybody wait. */
const WORDS_AT_ONCE = 1000;

/** Search finds these titles and texts as they are now: at once when they are short, else when the job has read them. */
export async function noteWords(ctx: Context, tx: Db, sectionIds: readonly string[]): Promise<void> {
  if (sectionIds.length === 0) return;
  if ((await countWords(tx, sectionIds)) <= WORDS_AT_ONCE) return refreshSections(tx, sectionIds);
  await markSections(tx, inArray(sections.id, [...sectionIds]));
  await ctx.app.jobs.enqueue(tx, 'refresh-search', [{ data: {}, key: 'refresh-search' }]);
}

/** The same of a text that somebody is typing: a long one is not computed every second, and found by its older words. */
export async function noteTyping(tx: Db, sectionId: string): Promise<void> {
  const isShort = (await countWords(tx, [sectionId])) <= WORDS_AT_ONCE;
  await (isShort ? refreshSections(tx, [sectionId]) : outdateSection(tx, sectionId));
}

async function countWords(tx: Db, sectionIds: readonly string[]): Promise<number> {
  const [sum] = await tx
    .select({ words: sql<number>`coalesce(sum(${sectionBodies.words}), 0)::int` })
    .from(sectionBodies)
    .where(inArray(sectionBodies.sectionId, [...sectionIds]));
  return sum?.words ?? 0;
}
