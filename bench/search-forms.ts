// Which way of finding inflected forms is the best: each candidate over the same word pairs and queries. The packages
// that were not taken are compared when they are there:
// `npm i --no-save hunspell-wasm dictionary-et snowball-stemmers && node bench/search-forms.ts`

import { createRequire } from 'node:module';
import { openMemory } from '../db/embedded.ts';
import { trigrams } from '../domain/search/spelling.ts';
import { stem } from '../domain/search/stem.ts';
import { tokenise } from '../domain/search/words.ts';
import {
  type FormPair,
  fixturePassages,
  fixtureQueries,
  forms,
  measureQueries,
} from '../tests/support/search-fixture.ts';
import { searchModel } from '../tests/support/search-model.ts';

type Language = 'et' | 'en' | 'ru';
/** The keys of a word; two words are the same when they share one. */
type Candidate = {
  name: string;
  languages: Language[];
  keys(word: string, language: Language): string[];
  start: string;
};

const fixtures = forms();
const passages = fixturePassages();
const queries = fixtureQueries();
const language = (word: string, wanted: Language): Language => (/[а-яё]/i.test(word) ? 'ru' : wanted);

const own: Candidate = {
  name: 'own rules (et), @orama/stemmers (en, ru)',
  languages: ['et', 'en', 'ru'],
  keys: (word, wanted) => [stem(word, wanted)?.key ?? word],
  start: '0 ms',
};

const candidates: Candidate[] = [
  { name: 'word as typed', languages: ['et', 'en', 'ru'], keys: (word) => [word], start: '0 ms' },
  { name: 'first five letters', languages: ['et', 'en', 'ru'], keys: (word) => [word.slice(0, 5)], start: '0 ms' },
  own,
  ...(await optional(hunspell)),
  ...(await optional(snowball)),
  await postgres(),
];

for (const candidate of candidates) await report(candidate);
reportTrigrams();
await reportSearch();

async function report(candidate: Candidate): Promise<void> {
  for (const wanted of candidate.languages) {
    const pairs = fixtures[wanted];
    const heldOut = pairs.filter(({ isHeldOut }) => isHeldOut);
    const same = (a: string, b: string) => share(candidate.keys(a, wanted), candidate.keys(b, wanted));
    const apart = fixtures.apart.filter((pair) => pair.language === wanted);
    const asked = queries.filter((query) => query.language === wanted && query.kind === 'inflected');
    const { recall, precision } = await measureQueries(asked, ({ text }) => findBy(candidate, text, wanted));
    line(candidate.name, wanted, [
      `pairs ${found(pairs, same)}`,
      heldOut.length > 0 ? `held out ${found(heldOut, same)}` : '',
      `kept apart ${percent(apart.filter(({ a, b }) => !same(a, b)).length / apart.length)}`,
      `queries' recall ${percent(recall)}`,
      `precision ${percent(precision)}`,
      `${speed(candidate, wanted).toFixed(1)} µs a word`,
      `start ${candidate.start}`,
    ]);
  }
}

function found(pairs: readonly FormPair[], same: (a: string, b: string) => boolean): string {
  return percent(pairs.filter(({ lemma, form }) => same(lemma, form)).length / pairs.length);
}

/** Passages that share a key with every word of the query. */
function findBy(candidate: Candidate, text: string, wanted: Language): string[] {
  const asked = tokenise(text).map(({ word }) => candidate.keys(word, language(word, wanted)));
  return passages
    .filter((passage) => {
      const own = tokenise(`${passage.title} ${passage.text}`).flatMap(({ word }) =>
        candidate.keys(word, language(word, passage.language as Language)),
      );
      return asked.every((keys) => share(keys, own));
    })
    .map(({ id }) => id);
}

function speed(candidate: Candidate, wanted: Language): number {
  const words = fixtures[wanted].map(({ form }) => form);
  const start = performance.now();
  for (const word of words) candidate.keys(word, wanted);
  return ((performance.now() - start) * 1000) / words.length;
}

/** Similarity as pg_trgm counts it: shared groups of three letters over all groups of both words. */
function reportTrigrams(): void {
  for (const least of [0.3, 0.5]) {
    const same = (a: string, b: string) => similarity(a, b) >= least;
    const apart = fixtures.apart.filter((pair) => pair.language === 'et');
    line(`trigrams, similarity ≥ ${least}`, 'et', [
      `pairs ${found(fixtures.et, same)}`,
      `kept apart ${percent(apart.filter(({ a, b }) => !same(a, b)).length / apart.length)}`,
    ]);
  }
}

function similarity(a: string, b: string): number {
  const [of, other] = [trigrams(a), trigrams(b)];
  const shared = of.filter((group) => other.includes(group)).length;
  return shared / (of.length + other.length - shared);
}

/** The whole search as it is taken, in memory: forms, compounds, beginnings, misspellings. */
async function reportSearch(): Promise<void> {
  const answer = searchModel(passages);
  const { recall, precision, misses } = await measureQueries(queries, ({ text }) => answer(text).ids);
  line('search as a whole', 'all', [`queries' recall ${percent(recall)}`, `precision ${percent(precision)}`]);
  for (const miss of misses) process.stdout.write(`    ${miss}\n`);
}

async function optional(make: () => Promise<Candidate>): Promise<Candidate[]> {
  try {
    return [await make()];
  } catch (error) {
    if ((error as { code?: string }).code?.endsWith('MODULE_NOT_FOUND')) return [];
    throw error;
  }
}

/** The names keep the bundlers and checkers of dependencies from looking for what is not installed. */
function installed(name: string): string {
  return createRequire(import.meta.url).resolve(name);
}

async function hunspell(): Promise<Candidate> {
  const { createHunspellFromStrings } = await import(installed('hunspell-wasm'));
  const { default: files } = await import(installed('dictionary-et'));
  const before = { at: performance.now(), bytes: process.memoryUsage().rss };
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  const dictionary = await createHunspellFromStrings(decode(files.aff), decode(files.dic));
  dictionary.stemWord('sõna');
  const start = `${Math.round(performance.now() - before.at)} ms, ${Math.round((process.memoryUsage().rss - before.bytes) / 2 ** 20)} MiB`;
  return {
    name: 'hunspell-wasm with dictionary-et',
    languages: ['et'],
    keys: (word) => (/[а-яё]/i.test(word) ? [word] : [word, ...(dictionary.stemWord(word) as string[])]),
    start,
  };
}

async function snowball(): Promise<Candidate> {
  const { newStemmer } = createRequire(import.meta.url)(installed('snowball-stemmers'));
  const stemmers = { en: newStemmer('english'), ru: newStemmer('russian') };
  return {
    name: 'snowball-stemmers',
    languages: ['en', 'ru'],
    keys: (word, wanted) => [stemmers[wanted === 'ru' ? 'ru' : 'en'].stem(word)],
    start: '0 ms',
  };
}

/** What PostgreSQL 18 knows, by way of the embedded one. */
async function postgres(): Promise<Candidate> {
  const database = await openMemory();
  const known = new Map<string, string[]>();
  const dictionaries = { et: 'estonian_stem', en: 'english_stem', ru: 'russian_stem' };
  const texts = [...passages.map(({ title, text }) => `${title} ${text}`), ...queries.map(({ text }) => text)];
  const words = new Set([...texts, JSON.stringify(fixtures)].flatMap((text) => tokenise(text).map(({ word }) => word)));
  for (const wanted of ['et', 'en', 'ru'] as const) {
    const rows = await database.connection.query(
      `SELECT word, ts_lexize('${dictionaries[wanted]}', word) AS keys FROM unnest($1::text[]) AS word`,
      [[...words]],
    );
    for (const { word, keys } of rows) known.set(`${wanted} ${word}`, (keys as string[] | null) ?? []);
  }
  await database.close();
  const keys = (word: string, wanted: Language) => known.get(`${wanted} ${word}`) ?? [word];
  return { name: "PostgreSQL 18's dictionaries", languages: ['et', 'en', 'ru'], keys, start: 'in the database' };
}

function share(some: readonly string[], others: readonly string[]): boolean {
  return some.some((key) => others.includes(key));
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function line(name: string, wanted: string, figures: string[]): void {
  process.stdout.write(`${name} | ${wanted} | ${figures.filter(Boolean).join(' | ')}\n`);
}
