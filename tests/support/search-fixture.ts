// The words, passages and queries that search is measured on, and the figures that come of them.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/bootstrap.mjs';

export type FormPair = { lemma: string; form: string; isHeldOut?: true };
/** Words that look alike and mean different things. */
export type ApartPair = { language: string; a: string; b: string };
export type FixturePassage = { id: string; language: string; title: string; text: string };
/** `must`: ids of passages that answer the query. `may`: those that do no harm. All others are wrong. */
export type FixtureQuery = { text: string; language: string; kind: string; must: string[]; may: string[] };

const read = (name: string) => JSON.parse(readFileSync(join(root, 'tests/fixtures/search', name), 'utf8'));

export const forms = (): Record<'et' | 'en' | 'ru', FormPair[]> & { apart: ApartPair[] } => read('forms.json');
export const fixturePassages = (): FixturePassage[] => read('passages.json');
export const fixtureQueries = (): FixtureQuery[] => read('queries.json');

export type Figures = { recall: number; precision: number; misses: string[] };

/** Over all queries: wanted passages among those found; of the first ten found, those that are not wrong. */
export async function measureQueries(
  queries: readonly FixtureQuery[],
  find: (query: FixtureQuery) => Promise<string[]> | string[],
): Promise<Figures> {
  let [wanted, hit, shown, right] = [0, 0, 0, 0];
  const misses: string[] = [];
  for (const query of queries) {
    const found = await find(query);
    const firstTen = found.slice(0, 10);
    const missing = query.must.filter((id) => !found.includes(id));
    const wrong = firstTen.filter((id) => !query.must.includes(id) && !query.may.includes(id));
    wanted += query.must.length;
    hit += query.must.length - missing.length;
    shown += firstTen.length;
    right += firstTen.length - wrong.length;
    if (missing.length + wrong.length > 0) misses.push(`${query.text}: missing ${missing}, wrong ${wrong}`);
  }
  return { recall: hit / wanted, precision: shown === 0 ? 0 : right / shown, misses };
}
