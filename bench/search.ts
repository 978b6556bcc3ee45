// How long a search takes over 1,000 documents of 20 sections on PostgreSQL, and what writing a section costs. The
// target is 100 ms at the 95th percentile. `node bench/search.ts [documents]` prints a table and JSON; with
// KAASA_BENCH_EMBEDDED=1 it runs on the embedded database instead.

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import { openFolder } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { openPostgres } from '../db/postgres.ts';
import { ANONYMOUS, SYSTEM, type Viewer } from '../domain/people/viewer.ts';
import { postgresPrograms, startPrivatePostgres } from '../scripts/private-postgres.ts';
import { assemble, shutDown } from '../server/boot.ts';
import { readConfig } from '../server/config.ts';
import { createContext } from '../server/context.ts';
import type { Runtime } from '../server/runtime.ts';
import { refreshSectionEntry } from '../server/search/entries.ts';
import { search } from '../server/search/queries.ts';
import { markMissing, refreshSearch } from '../server/search/refresh.ts';
import { printedSeed, randomFrom } from '../tests/support/random.ts';
import { fixtureQueries, forms } from '../tests/support/search-fixture.ts';

const SECTIONS = 20;
const WORDS = 200;
const ROUNDS = 3;
const FLATTENING = 100;
const ENDINGS = ['', 'a', 'e', 'i', 'u', 'le', 'st', 's', 'de', 'dest', 'ga', 'ks', 'sse', 'd'];
/** The partner may read one document in five, and one section only of one in fifty. */
const WHOLE = 5;
const NARROW = 50;

const count = Number(process.argv[2] ?? 1000);
const random = randomFrom(printedSeed('search bench'));
const folder = mkdtempSync(join(tmpdir(), 'kaasa-search-'));
const programs = postgresPrograms();
const server = process.env.KAASA_BENCH_EMBEDDED || !programs ? null : await startPrivatePostgres(programs);
const database = server ? await openPostgres(server.url) : await openFolder(join(folder, 'database'));
await migrate(database);
const app = await assemble(
  readConfig({ DATA_DIR: folder, KAASA_SEED: 'none', LOG_LEVEL: 'error', NODE_ENV: 'production' }),
  database,
);

const partner: Viewer = { kind: 'person', id: randomUUID(), role: 'partner', organisationIds: [] };
const domainWords = makeDomainWords();
const stems = makeStems();
await plant(app, database);
const indexing = await timed(async () => {
  await markMissing(createContext(app, SYSTEM, 'job'));
  await refreshSearch(createContext(app, SYSTEM, 'job'));
});
await database.connection.exec('ANALYZE');
const asked = makeQueries();
const rows = [
  await measure('administrator', { ...partner, role: 'administrator' }),
  await measure('partner', partner),
  await measure('nobody', ANONYMOUS),
];
await report();
await shutDown(app);
server?.stop();
rmSync(folder, { recursive: true, force: true });

/** Every fifth word is one of the domain's, in some form or compound; the others are only Estonian-looking. */
function word(): string {
  return random() < 0.2 ? picked(domainWords) : `${picked(stems)}${ENDINGS[Math.floor(random() * ENDINGS.length)]}`;
}

/** The rarer the later in the list (Zipf and Mandelbrot). */
function picked(words: readonly string[]): string {
  const at = FLATTENING * ((1 + words.length / FLATTENING) ** random() - 1);
  return words[Math.floor(at)] ?? '';
}

function makeDomainWords(): string[] {
  const pairs = forms().et;
  const compounds = Array.from({ length: 3000 }, () => `${any(pairs).lemma}${any(pairs).form}`);
  return [...new Set(pairs.flatMap(({ lemma, form }) => [lemma, form])), ...compounds];
}

function makeStems(): string[] {
  const syllable = () =>
    `${any([...'bdghjklmnprstv'])}${any([...'aeiouõäü', 'aa', 'oo', 'ei'])}${any(['', '', 'l', 'n', 'r', 's'])}`;
  return Array.from({ length: 20_000 }, () => Array.from({ length: 2 + Math.floor(random() * 2) }, syllable).join(''));
}

function any<T>(list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T;
}

function sentence(words: number): string {
  return Array.from({ length: words }, word).join(' ');
}

async function plant({ clock }: Runtime, { connection }: Database): Promise<void> {
  const now = clock.now().toISOString();
  await connection.query(
    `INSERT INTO users (id, email, name, locale, role, notifications, created_at) VALUES ($1, 'p@asutus.ee', 'p', 'et', 'partner', '{}', $2)`,
    [(partner as { id: string }).id, now],
  );
  for (let i = 0; i < count; i += 1) {
    const sections = Array.from({ length: SECTIONS }, (_, at) => ({
      id: randomUUID(),
      key: `a${String(at).padStart(2, '0')}`,
      title: sentence(3),
      content: body(),
    }));
    const json = JSON.stringify(sections);
    const id = randomUUID();
    await connection.query(
      `INSERT INTO documents (id, title, kind, language, status, created_at, updated_at) VALUES ($1, $2, 'strategy', 'et', 'working', $3, $3)`,
      [id, sentence(4), now],
    );
    await connection.query(
      `INSERT INTO sections (id, document_id, order_key, kind, title, created_at)
       SELECT s.id, $1, s.key, 'numbered', s.title, $3 FROM jsonb_to_recordset($2::text::jsonb) AS s (id uuid, key text, title text)`,
      [id, json, now],
    );
    await connection.query(
      `INSERT INTO section_bodies (section_id, content, schema_version, words, updated_at)
       SELECT s.id, s.content, 1, ${WORDS}, $2 FROM jsonb_to_recordset($1::text::jsonb) AS s (id uuid, content jsonb)`,
      [json, now],
    );
    if (i % WHOLE === 0) await grant(connection, id, null, now);
    else if (i % NARROW === 1) await grant(connection, id, sections[0]?.id ?? null, now);
  }
}

async function grant(connection: Database['connection'], id: string, sectionId: string | null, now: string) {
  await connection.query(
    `INSERT INTO grants (id, document_id, section_id, user_id, "right", created_at) VALUES ($1, $2, $3, $4, 'read', $5)`,
    [randomUUID(), id, sectionId, (partner as { id: string }).id, now],
  );
}

function body() {
  const paragraphs = Array.from({ length: 5 }, () => ({
    type: 'paragraph',
    attrs: { id: randomUUID().slice(0, 10) },
    content: [{ type: 'text', text: sentence(WORDS / 5) }],
  }));
  return { type: 'doc', content: paragraphs };
}

/** Those of the fixtures, frequent words, several words, beginnings, misspellings. */
function makeQueries(): string[] {
  const fixtures = fixtureQueries().map(({ text }) => text);
  const frequent = [...domainWords.slice(0, 20), ...stems.slice(0, 20)];
  const several = Array.from({ length: 40 }, () => sentence(1 + Math.floor(random() * 4)));
  const beginnings = Array.from({ length: 20 }, () => word().slice(0, 2 + Math.floor(random() * 4)));
  const misspelt = Array.from({ length: 40 }, () => slip(word()));
  return [...fixtures, ...frequent, ...several, ...beginnings, ...misspelt];
}

function slip(text: string): string {
  const at = 1 + Math.floor(random() * (text.length - 2));
  return text.slice(0, at) + text.slice(at + 1, at + 2) + text.slice(at, at + 1) + text.slice(at + 2);
}

async function measure(name: string, viewer: Viewer) {
  const ctx = createContext(app, viewer, 'browser');
  const times: { text: string; ms: number }[] = [];
  let hits = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const text of asked) {
      const ms = await timed(async () => {
        const found = await search(ctx, { text, limit: 20 });
        hits += found.ok ? found.value.total : 0;
      });
      if (round > 0) times.push({ text, ms });
    }
  }
  times.sort((a, b) => a.ms - b.ms);
  const at = (share: number) => Number((times[Math.floor(times.length * share)]?.ms ?? 0).toFixed(1));
  const slowest = times.slice(-5).map(({ text, ms }) => `${text} ${ms.toFixed(0)}`);
  return {
    viewer: name,
    searches: times.length,
    meanHits: Math.round(hits / ROUNDS / asked.length),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    slowest,
  };
}

/** What the machine was busy with otherwise: the time of a statement that does nothing. Milliseconds. */
async function roundTrip(): Promise<{ p50: number; p95: number }> {
  const times: number[] = [];
  for (let i = 0; i < 500; i += 1)
    times.push(await timed(async () => void (await database.connection.query('SELECT 1'))));
  times.sort((a, b) => a - b);
  return { p50: Number(times[250]?.toFixed(2)), p95: Number(times[475]?.toFixed(2)) };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function report(): Promise<void> {
  const writing: number[] = [];
  const sample = await database.connection.query('SELECT id FROM sections ORDER BY id LIMIT 100');
  for (const { id } of sample) writing.push(await timed(() => refreshSectionEntry(database.db, String(id))));
  writing.sort((a, b) => a - b);
  const [size] = await database.connection.query(
    `SELECT (SELECT count(*)::int FROM search_entries) AS entries, (SELECT count(*)::int FROM search_words) AS stems,
       pg_size_pretty(pg_total_relation_size('search_entries')) AS entries_size, pg_size_pretty(pg_relation_size('search_entries_lexemes')) AS index_size,
       pg_size_pretty(pg_total_relation_size('search_words')) AS words_size`,
  );
  console.table(rows.map(({ slowest: _, ...row }) => row));
  const result = {
    database: database.kind,
    documents: count,
    ...size,
    indexSeconds: Math.round(indexing / 1000),
    loadAverage: loadavg()[0],
    emptyStatementMs: await roundTrip(),
    writeMs: { p50: writing[50], p95: writing[95] },
    rows,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
