// A document's page as it leaves the server, read without scripts: every text is there, once, in order and in sight.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { estonian } from '../support/estonian.ts';
import { randomFrom } from '../support/random.ts';
import { type Served, serve } from '../support/served.ts';

const OWNER = 'mari.tamm@kysk.example';
const SECTIONS = 25;
const PARAGRAPHS = 12;
const PARAGRAPH_WORDS = 45;

let server: Served;
let cookie: string;
let path: string;
/** The paragraphs of each section, in order. */
let written: string[][];

/** Each paragraph begins with a word of its own. */
function write(): string[][] {
  const writer = estonian(randomFrom(7));
  return Array.from({ length: SECTIONS }, (_, section) =>
    Array.from({ length: PARAGRAPHS }, (_, paragraph) => {
      const words: string[] = [];
      while (words.length < PARAGRAPH_WORDS) words.push(...writer.phrase('plGen').split(' '));
      return `Lause${section}x${paragraph} ${words.slice(0, PARAGRAPH_WORDS).join(' ')}.`;
    }),
  );
}

beforeAll(async () => {
  server = await serve();
  cookie = await server.cookieOf(OWNER);
  written = write();
  const markdown = written.map((paragraphs, i) => `# Jaotis ${i}\n\n${paragraphs.join('\n\n')}`).join('\n\n');
  const file = join(server.dataDir, 'pikk.md');
  await writeFile(file, markdown);
  const { id } = await server.operate<{ id: string }>(['document', 'import', file, '--owner', OWNER]);
  path = `/et/documents/${id}`;
});
afterAll(() => server.stop());

const get = (at: string) => server.request({ path: at, headers: { cookie } });

test('the HTML of a document holds the text of every section once, in order, outside scripts and hidden parts', async () => {
  const { status, text: html } = await get(path);
  expect(status).toBe(200);
  expect(written.flat().join(' ').split(' ').length).toBeGreaterThan(10_000);
  const shown = html.replaceAll(/<(script|template|noscript)\b[^>]*>[\s\S]*?<\/\1>/g, '');
  const article = /<article class="document-text"[\s\S]*?<\/article>/.exec(shown)?.[0] ?? '';
  expect(article).not.toMatch(/<[^>]+\s(hidden|aria-hidden="true"[^>]*><p)[\s=>]/);
  const places = written.flat().map((paragraph) => article.indexOf(`>${paragraph}`));
  expect(places.filter((place) => place === -1)).toEqual([]);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  // nowhere else, not even for the scripts
  for (const [word = ''] of written.flat().map((paragraph) => paragraph.split(' '))) {
    expect(html.split(`${word} `).length - 1, word).toBe(1);
  }
});

test('the texts as JSON, for a page opened without a new document, are those of the page', async () => {
  const [page, json] = [await get(path), await get(`${path}/bodies`)];
  const bodies = JSON.parse(json.text) as { sectionId: string; html: string }[];
  expect(bodies.length).toBe(SECTIONS);
  for (const { html } of bodies) expect(page.text).toContain(html);
});

test('who may not read the document gets nothing of its text', async () => {
  const partner = await server.cookieOf('jaan.kask@tlu.example');
  const answer = await server.request({ path, headers: { cookie: partner } });
  expect([answer.status, answer.text.includes('Lause0x0')]).toEqual([404, false]);
});
