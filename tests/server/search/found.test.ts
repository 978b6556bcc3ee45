// What is found, in which order and shown how, on the texts that search is measured on.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '../../../domain/people/viewer.ts';
import type { Context } from '../../../server/context.ts';
import { createContext } from '../../../server/context.ts';
import type { SearchHit } from '../../../server/search/present.ts';
import { type SearchAnswer, type SearchRequest, search } from '../../../server/search/queries.ts';
import { refreshSearch } from '../../../server/search/refresh.ts';
import { castOf } from '../../support/cast.ts';
import { made } from '../../support/documents.ts';
import { testInstance } from '../../support/instance.ts';
import { plantTexts } from '../../support/search.ts';
import { fixturePassages, fixtureQueries, measureQueries } from '../../support/search-fixture.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
let administrator: Context;
const passageOf = new Map<string, string>();

beforeAll(async () => {
  app = await testInstance();
  administrator = (await castOf(app)).administrator.ctx;
  for (const language of ['et', 'en', 'ru']) {
    const own = fixturePassages().filter((passage) => passage.language === language);
    const { at } = await plantTexts(app, language, `${language} 17`, own);
    for (const passage of own) passageOf.set(at[passage.title] ?? '', passage.id);
  }
  await refreshSearch(createContext(app, SYSTEM, 'job'));
});
afterAll(() => app.close());

const ask = async (request: SearchRequest): Promise<SearchAnswer> => made(await search(administrator, request));
const idsOf = (hits: readonly SearchHit[]) => hits.map(({ sectionId }) => passageOf.get(sectionId ?? '') ?? '');

test('SE1 of 76 queries at least 95 in 100 wanted passages are found, and of the first ten at least 90 in 100 are right', async () => {
  const figures = await measureQueries(fixtureQueries(), async ({ text }) =>
    idsOf((await ask({ text, limit: 50 })).hits),
  );
  process.stderr.write(`recall ${figures.recall}, precision ${figures.precision}\n${figures.misses.join('\n')}\n`);
  expect(figures.recall).toBeGreaterThanOrEqual(0.95);
  expect(figures.precision).toBeGreaterThanOrEqual(0.9);
});
