// The operator's commands for documents, beside a serving process.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grants } from '../../../db/schema/document-rights.ts';
import { sections } from '../../../db/schema/documents.ts';
import { auditEntries } from '../../../db/schema/instance.ts';
import { templateSections } from '../../../domain/document/templates.ts';
import { serveOperator } from '../../../server/operator/serve.ts';
import { typed } from '../../support/command-line.ts';
import { testInstance } from '../../support/instance.ts';
import { addUser } from '../../support/people.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
let stop: () => Promise<void>;
let env: Record<string, string>;
let folder: string;
let ownerId: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaasa-documents-'));
  app = await testInstance();
  stop = await serveOperator(app);
  env = { DATA_DIR: app.config.dataDir };
  ownerId = (await addUser(app, 'mari@example.ee', { role: 'official' })).id;
  await addUser(app, 'lahkunud@example.ee', { suspendedAt: app.clock.now() });
});
afterAll(async () => {
  await stop();
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const titlesOf = async (documentId: string) =>
  (await app.database.db.select().from(sections).where(eq(sections.documentId, documentId))).map(({ title }) => title);
const newDocument = (...words: string[]) =>
  typed(['document', 'new', '--title', 'Strateegia', '--owner', 'mari@example.ee', ...words], env);
type Made = { id: string; sections: { id: string; room: string }[] };

test('OP1 a document is made for a person, who manages it, and its sections are named with their rooms', async () => {
  const made = await newDocument('--template', 'strategy');
  expect(made).toMatchObject({ exit: 0, error: null });
  const { id, sections: rooms } = made.answer as Made;
  expect(Object.keys(made.answer ?? {})).toEqual(['id', 'sections']);
  expect(rooms).toHaveLength(templateSections('strategy', 'et').length);
  expect(rooms.every((section) => section.room === section.id)).toBe(true);
  const held = await app.database.db.select().from(grants).where(eq(grants.documentId, id));
  expect(held.map(({ userId, organisationId, right }) => [userId, organisationId, right])).toEqual([
    [ownerId, null, 'manage'],
  ]);
  const [entry] = await app.database.db.select().from(auditEntries).where(eq(auditEntries.subjectId, id));
  expect(entry).toMatchObject({ actorKind: 'operator', client: 'command-line', action: 'document.created' });
});

test.each([0, 3, 60])(
  'OP1 --sections %i makes exactly so many: the template’s first, then numbered ones',
  async (count) => {
    const made = await newDocument('--template', 'guideline', '--sections', String(count));
    const { id, sections: rooms } = made.answer as Made;
    const titles = await titlesOf(id);
    expect([rooms.length, titles.length]).toEqual([count, count]);
    const first = templateSections('guideline', 'et').slice(0, count);
    expect(titles).toEqual(expect.arrayContaining(first.map(({ title }) => title)));
    expect(titles.includes('Jaotis 60')).toBe(count === 60);
  },
);

test.each([
  [2, 'usage', ['document', 'new', '--title', 'X']],
  [2, 'usage', ['document', 'new', '--owner', 'mari@example.ee']],
  [2, 'usage', ['document', 'new', '--title', 'X', '--owner', 'mari@example.ee', '--template', 'luuletus']],
  [2, 'usage', ['document', 'new', '--title', 'X', '--owner', 'mari@example.ee', '--sections', '2001']],
  [2, 'usage', ['document', 'new', '--title', 'X', '--owner', 'mari@example.ee', '--sections', '-1']],
  [2, 'usage', ['document', 'new', '--title', 'X', '--owner', 'mari@example.ee', '--sections', 'palju']],
  [1, 'no-account', ['document', 'new', '--title', 'X', '--owner', 'keegi@example.ee']],
  [1, 'suspended', ['document', 'new', '--title', 'X', '--owner', 'lahkunud@example.ee']],
  [2, 'usage', ['document', 'import', 'x.md']],
  [2, 'usage', ['document', 'import', 'x.md', '--owner', 'mari@example.ee', '--document', crypto.randomUUID()]],
  [2, 'usage', ['document', 'import', 'x.md', '--document', '1 or 1=1']],
  [2, 'file', ['document', 'import', 'pole-olemas.md', '--owner', 'mari@example.ee']],
])('OP1 ends with %i and %s: %j', async (exit, error, words) => {
  expect(await typed(words, env, { folder })).toMatchObject({ exit, answer: null, error: { error } });
});

test('OP2 a file is imported into a new document and into one that is there, with its sections and words counted', async () => {
  await mkdir(join(folder, 'tekstid'));
  await writeFile(join(folder, 'tekstid', 'kava.md'), '# Kava\n\n## Olukord\n\nNeli sõna on siin.\n\n## Siht\n');
  const owner = ['--owner', 'mari@example.ee'];
  const made = await typed(['document', 'import', 'tekstid/kava.md', ...owner], env, { folder });
  expect(made).toMatchObject({ exit: 0, answer: { words: 4, sections: [{}, {}] } });
  const { id } = made.answer as Made;
  expect(await titlesOf(id)).toEqual(['Olukord', 'Siht']);
  const again = await typed(['document', 'import', 'tekstid/kava.md', '--document', id], env, { folder });
  expect(again).toMatchObject({ exit: 0, answer: { id, sections: [{}, {}, {}] } });
  expect(await titlesOf(id)).toHaveLength(5);
  const list = await typed(['document', 'list'], env);
  expect(list.answer?.documents).toContainEqual({
    ...{ id, title: 'Kava', kind: 'blank', language: 'et', status: 'working' },
    updatedAt: expect.stringMatching(/^\d{4}-.*Z$/),
  });
});

test.each([
  ['import-type', 'pilt.png', 'x'],
  ['import-empty', 'tyhi.txt', ''],
  ['file-too-large', 'suur.txt', 'a'.repeat(3 * 1024 * 1024)],
])('OP2 %s is the answer to %s', async (error, name, text) => {
  await writeFile(join(folder, name), text);
  const run = await typed(['document', 'import', name, '--owner', 'mari@example.ee'], env, { folder });
  expect(run).toMatchObject({ exit: 1, answer: null, error: { error } });
});

/** No process is given a NUL. */
const HOSTILE = [
  ...['', ' ', '\ud800', '\u202e', '\n', 'x'.repeat(600), '-', '--', '--title', '-1', '1e99', 'NaN'],
  ...['__proto__', 'constructor', "' OR 1=1 --", '../../etc/passwd', '/dev/null/x', '/proc/self/mem', '<script>', '{}'],
];
const COMMAND_LINES: ((text: string) => string[])[] = [
  (text) => ['document', text],
  (text) => ['document', 'new', text],
  (text) => ['document', 'new', '--title', 'X', '--owner', text],
  (text) => ['document', 'new', `--title=${text}`, '--owner', 'keegi@example.ee'],
  (text) => ['document', 'new', '--title', 'X', '--owner', 'mari@example.ee', `--template=${text}`],
  (text) => ['document', 'new', '--title', 'X', '--owner', 'mari@example.ee', `--sections=${text || 'x'}`],
  (text) => ['document', 'new', '--title', 'X', '--owner', 'mari@example.ee', `--language=${text}`],
  (text) => ['document', 'list', `${text}.`],
  (text) => ['document', 'list', `--${text || 'x'}`, text],
  (text) => ['document', 'import', text, '--owner', 'mari@example.ee'],
  (text) => ['document', 'import', 'x.md', `--document=${text}`],
  (text) => ['document', 'import', `${text}.md`, '--owner', 'mari@example.ee'],
];

test('OP1 OP2 hostile words are refused in a sentence, and none is a bug (I5)', async () => {
  let bad = 0;
  for (const line of COMMAND_LINES) {
    for (const text of HOSTILE) {
      const words = line(text);
      const { exit, answer, error } = await typed(words, env, { folder });
      const message = String(error?.message);
      const isReadable = /^.{10,1000}$/s.test(message) && !/\n\s+at |node:|\.ts:\d|should not happen/.test(message);
      if ((exit === 1 || exit === 2) && answer === null && isReadable) continue;
      bad += 1;
      console.log(JSON.stringify({ words, exit, answer, error }).slice(0, 400));
    }
  }
  console.log(`hostile words: bad ${bad} / ${COMMAND_LINES.length * HOSTILE.length}`);
  expect(bad).toBe(0);
});
