// What the palette is told: places, which word was taken for which, and why a text was refused, in the reader's language.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalNotice, respeltNotice } from '../../../app/search-notices.ts';
import { suggest } from '../../../app/search-suggestions.ts';
import { LOCALES } from '../../../domain/locale.ts';
import { SYSTEM } from '../../../domain/people/viewer.ts';
import { createContext } from '../../../server/context.ts';
import { refreshSearch } from '../../../server/search/refresh.ts';
import { type Cast, castOf } from '../../support/cast.ts';
import { made } from '../../support/documents.ts';
import { testInstance } from '../../support/instance.ts';
import { plantTexts } from '../../support/search.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
let cast: Cast;

beforeAll(async () => {
  app = await testInstance();
  cast = await castOf(app);
  await plantTexts(app, 'et', 'Strateegia', [{ title: 'Rahastus', text: 'Häkatonil jagatakse toetusi.' }]);
  await refreshSearch(createContext(app, SYSTEM, 'job'));
});
afterAll(() => app.close());

test('SE6 the palette says which word was not found and which is shown instead', async () => {
  const { groups, notice, said } = made(await suggest(cast.administrator.ctx, 'häkattonil', 'et'));
  expect(groups.map(({ places }) => places.length)).toEqual([1]);
  expect(notice).toBe('Ei leidnud sõna „häkattonil”; näitame „häkatonil”.');
  expect(said).toBe(`${notice} 1 tulemus`);
  expect(made(await suggest(cast.administrator.ctx, 'häkatonil', 'et')).notice).toBe('');
  expect(made(await suggest(cast.administrator.ctx, '', 'et')).notice).toBe('');
});

test('SE6 it is said in every language of the interface', () => {
  const said = LOCALES.map((locale) => respeltNotice(locale, [{ word: 'aaa', shown: 'bbb' }]));
  expect(new Set(said).size).toBe(LOCALES.length);
  for (const sentence of said) expect(sentence).toMatch(/aaa.*bbb/);
});

test('SE11 a text that is refused is answered with the reason, in every language of the interface', async () => {
  const reasons = async (text: string) =>
    Promise.all(
      LOCALES.map(async (locale) => {
        const found = await suggest(cast.administrator.ctx, text, locale);
        return found.ok ? '' : refusalNotice(locale, found.error);
      }),
    );
  const tooLong = await reasons('a'.repeat(201));
  expect(tooLong[0]).toBe('Liiga pikk: lubatud on kuni 200 märki.');
  for (const reason of tooLong) expect(reason).toContain('200');
  expect(new Set([...tooLong, ...(await reasons('a\u202eb'))]).size).toBe(2 * LOCALES.length);
});
