import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { sectionBodies, sections } from '../../../db/schema/documents.ts';
import { readBody } from '../../../domain/document/body.ts';
import { wordCount } from '../../../domain/document/text.ts';
import { makeDocument } from '../../../server/documents/documents.ts';
import { readOutline } from '../../../server/documents/outline.ts';
import { castOf } from '../../support/cast.ts';
import { BARE_DOCUMENT, made } from '../../support/documents.ts';
import { testInstance } from '../../support/instance.ts';
import { makeStrategy, putStrategy } from '../../support/strategy.ts';

test('OP1 a strategy of a hundred pages is stored whole, in its order', async () => {
  const app = await testInstance();
  const { official } = await castOf(app);
  const strategy = makeStrategy({ seed: 100, pages: 100 });
  const { id } = await putStrategy(official.ctx, strategy);
  const outline = made(await readOutline(official.ctx, id, 'et'));
  expect(outline.sections.map(({ level, kind, title }) => ({ level, kind, title }))).toEqual(
    strategy.sections.map(({ level, kind, title }) => ({ level, kind, title })),
  );
  expect(outline.sections.map(({ words }) => words)).toEqual(
    strategy.sections.map(({ body }) => {
      const read = readBody(body);
      return read.ok ? wordCount(read.value) : -1;
    }),
  );
  await app.close();
});

test('OP1 two thousand sections are stored, each with an empty text', async () => {
  const app = await testInstance();
  const { official } = await castOf(app);
  const planned = Array.from({ length: 2000 }, (_, i) => ({
    ...{ level: 1 + (i % 8), kind: 'numbered' as const, title: `Jaotis ${i + 1}`, hint: null },
  }));
  const { id } = made(await makeDocument(official.ctx, BARE_DOCUMENT, { sections: planned }));
  const [count] = await app.database.db
    .select({ rows: sql<number>`count(*)::int`, words: sql<number>`sum(${sectionBodies.words})::int` })
    .from(sections)
    .innerJoin(sectionBodies, eq(sectionBodies.sectionId, sections.id))
    .where(eq(sections.documentId, id));
  expect(count).toEqual({ rows: 2000, words: 0 });
  await app.close();
});
