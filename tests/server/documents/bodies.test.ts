// Saving a text whole: BO1 and BO2.

import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { sectionBodies } from '../../../db/schema/documents.ts';
import { SCHEMA_VERSION } from '../../../domain/document/schema/schema.ts';
import { MAX_WORDS } from '../../../domain/document/section.ts';
import { bodySaved } from '../../../domain/document/tree-forms.ts';
import type { Context } from '../../../server/context.ts';
import { readBodyForEditing, saveBody } from '../../../server/documents/bodies.ts';
import { restrictSection } from '../../../server/documents/grants.ts';
import { importText } from '../../../server/documents/import.ts';
import { mergeSection } from '../../../server/documents/split-merge.ts';
import { undoChange } from '../../../server/documents/tree-changes.ts';
import { deleteSection, renameSection, restoreSection } from '../../../server/documents/tree-commands.ts';
import { made, outcome } from '../../support/documents.ts';
import { plantGrant } from '../../support/rights.ts';
import { growDocument, paragraphs, stateOf, storedBody } from '../../support/sections.ts';
import { onStage, type Stage } from '../../support/stage.ts';

let { app, cast, ctx } = {} as Stage;

onStage((stage) => {
  ({ app, cast, ctx } = stage);
});

const form = (sectionId: string, content: unknown, bodyRevision = 1) => ({
  ...{ sectionId, bodyRevision, schemaVersion: SCHEMA_VERSION, content },
});

test('BO1 a stale save changes nothing and returns what is saved now, so that both texts are there', async () => {
  const { id: documentId, at } = await growDocument(ctx, ['a']);
  const id = at.a ?? '';
  await plantGrant(app, documentId, { userId: cast.partner.id }, 'edit');
  const theirs = paragraphs('p1:nende tekst');
  expect(made(await saveBody(cast.partner.ctx, form(id, theirs)))).toEqual({ bodyRevision: 2 });
  const before = await stateOf(ctx, documentId);
  const { content, updatedAt } = await storedBody(ctx, id);
  expect(await saveBody(ctx, form(id, paragraphs('p1:minu tekst')))).toEqual({
    ok: false,
    error: {
      code: 'stale',
      current: { content, bodyRevision: 2, by: { id: cast.partner.id, name: 'partner' }, at: updatedAt.toISOString() },
    },
  });
  expect(JSON.stringify(content)).toContain('nende tekst');
  expect(await stateOf(ctx, documentId)).toEqual(before);
  expect(outcome(await saveBody(ctx, form(id, paragraphs('p1:minu tekst'), 2)))).toBe('ok');
});

/** The same asker, but `next` happens between the end of a transaction and whatever comes after it. */
function overtaken(asker: Context, next: () => Promise<void>): Context {
  const { db } = asker;
  const transaction: typeof db.transaction = async (work) => {
    try {
      return await db.transaction(work);
    } finally {
      await next();
    }
  };
  return { ...asker, db: Object.assign(Object.create(db), { transaction }) };
}

test('RI8 a stale answer shows what stood when the right was asked, not what came after the right was gone', async () => {
  const { id: documentId, at } = await growDocument(ctx, ['a', 'b']);
  const [a, b] = [at.a ?? '', at.b ?? ''];
  await plantGrant(app, documentId, { userId: cast.partner.id }, 'edit');
  made(await renameSection(ctx, { id: a, revision: 1, title: 'avalik' }));
  made(await saveBody(ctx, form(b, paragraphs('p1:avalik'))));
  const renamed = await renameSection(
    overtaken(cast.partner.ctx, async () => {
      made(await restrictSection(ctx, { sectionId: a, keep: [] }));
      made(await renameSection(ctx, { id: a, revision: 2, title: 'salajane' }));
    }),
    { id: a, revision: 1, title: 'minu' },
  );
  expect(renamed).toMatchObject({ error: { code: 'stale', current: { title: 'avalik', revision: 2 } } });
  const saved = await saveBody(
    overtaken(cast.partner.ctx, async () => {
      made(await restrictSection(ctx, { sectionId: b, keep: [] }));
      made(await saveBody(ctx, form(b, paragraphs('p1:salajane'), 2)));
    }),
    form(b, paragraphs('p1:minu')),
  );
  expect(saved).toMatchObject({ error: { code: 'stale', current: { bodyRevision: 2 } } });
  expect(JSON.stringify(saved)).toContain('avalik');
  expect(JSON.stringify(saved)).not.toContain('salajane');
});

test('a save from a revision that no text can have is refused or stale, never an exception', async () => {
  const { id: documentId, at } = await growDocument(ctx, ['a']);
  const before = await stateOf(ctx, documentId);
  const save = async (bodyRevision: unknown) => {
    const sent = bodySaved.safeParse({ ...form(at.a ?? '', paragraphs('p1:üks')), bodyRevision });
    return sent.success ? outcome(await saveBody(ctx, sent.data)) : 'refused';
  };
  for (const odd of [0, 2 ** 31 - 1, '']) expect(await save(odd)).toBe('stale');
  for (const odd of [-1, 2 ** 31, 1e12, -1e12, '1e99', 1.5, Number.NaN, 'x']) expect(await save(odd)).toBe('refused');
  // past the form, too
  for (const bodyRevision of [-1, 2 ** 31, 1e12, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    const saved = await saveBody(ctx, form(at.a ?? '', paragraphs('p1:üks'), bodyRevision));
    expect(saved).toMatchObject({ error: { code: 'stale', current: { bodyRevision: 1 } } });
  }
  expect(await stateOf(ctx, documentId)).toEqual(before);
});

test('twenty saves from the same revision at once: one is saved, the others see it', async () => {
  const { at } = await growDocument(ctx, ['a']);
  const id = at.a ?? '';
  const saves = await Promise.all(
    Array.from({ length: 20 }, (_, i) => saveBody(ctx, form(id, paragraphs(`p1:tekst ${i}`)))),
  );
  expect(saves.map(outcome).sort()).toEqual(['ok', ...Array(19).fill('stale')]);
  const winner = saves.findIndex(({ ok }) => ok);
  expect(await storedBody(ctx, id)).toMatchObject({ revision: 2, words: 2 });
  expect(JSON.stringify((await storedBody(ctx, id)).content)).toContain(`tekst ${winner}`);
});

test('BO2 missing ids are given, double ones resolved, words counted', async () => {
  const { at } = await growDocument(ctx, ['a']);
  const id = at.a ?? '';
  const content = { type: 'doc', content: [...paragraphs('p1:üks kaks', 'p1:kolm').content, { type: 'paragraph' }] };
  made(await saveBody(ctx, form(id, content)));
  const stored = await storedBody(ctx, id);
  const ids = (stored.content as { content: { attrs: { id: string } }[] }).content.map(({ attrs }) => attrs.id);
  expect(ids[0]).toBe('p1');
  expect(new Set(ids).size).toBe(3);
  expect(stored).toMatchObject({ words: 3, schemaVersion: SCHEMA_VERSION, updatedBy: cast.official.id });
});

test('another version of the schema, damage, and a deleted section are refused, nothing is changed', async () => {
  const { id: documentId, at } = await growDocument(ctx, ['a', 'b']);
  const id = at.a ?? '';
  made(await deleteSection(ctx, { id: at.b ?? '' }));
  const before = await stateOf(ctx, documentId);
  const old = { ...form(id, paragraphs('p1:üks')), schemaVersion: SCHEMA_VERSION - 1 };
  expect(outcome(await saveBody(ctx, old))).toBe('schema-outdated');
  expect(outcome(await saveBody(ctx, { ...old, schemaVersion: SCHEMA_VERSION + 1 }))).toBe('schema-outdated');
  for (const content of [null, undefined, 'x', { type: 'doc' }, { type: 'doc', content: [{ type: 'script' }] }]) {
    expect(outcome(await saveBody(ctx, form(id, content)))).toBe('body-invalid');
  }
  expect(outcome(await saveBody(ctx, form(at.b ?? '', paragraphs('p1:üks'))))).toBe('section-gone');
  expect(outcome(await saveBody(ctx, form('x', paragraphs('p1:üks'))))).toBe('not-found');
  expect(await stateOf(ctx, documentId)).toEqual(before);
});

test('a text is read for editing by who may read it, and says whether it can be saved', async () => {
  const { id: documentId, at } = await growDocument(ctx, ['a', 'b']);
  const id = at.a ?? '';
  expect(outcome(await readBodyForEditing(cast.anonymous, id))).toBe('signed-out');
  expect(outcome(await readBodyForEditing(cast.partner.ctx, id))).toBe('not-found');
  await plantGrant(app, documentId, { userId: cast.partner.id }, 'read', id);
  const { content } = await storedBody(ctx, id);
  const expected = { content, bodyRevision: 1, schemaVersion: SCHEMA_VERSION, title: 'a' };
  expect(await readBodyForEditing(cast.partner.ctx, id)).toEqual({ ok: true, value: { ...expected, canEdit: false } });
  expect(await readBodyForEditing(ctx, id)).toEqual({ ok: true, value: { ...expected, canEdit: true } });
  expect(outcome(await readBodyForEditing(cast.partner.ctx, at.b ?? ''))).toBe('not-found');
  made(await deleteSection(ctx, { id }));
  expect(outcome(await readBodyForEditing(ctx, id))).toBe('section-gone');
});

test('BO5 a document takes no more words than one may have, but always a text that is no longer than it was', async () => {
  const { id: documentId, at } = await growDocument(ctx, ['a', 'b', 'c']);
  const [a = '', b = '', c = ''] = [at.a, at.b, at.c];
  const hasWords = (id: string, words: number) =>
    app.database.db.update(sectionBodies).set({ words }).where(eq(sectionBodies.sectionId, id));
  await hasWords(a, MAX_WORDS - 2);
  expect(outcome(await saveBody(ctx, form(b, paragraphs('p1:üks kaks kolm'))))).toBe('document-too-long');
  expect((await storedBody(ctx, b)).revision).toBe(1);
  expect(outcome(await saveBody(ctx, form(b, paragraphs('p1:üks kaks'))))).toBe('ok');
  const file = { fileName: 'lisa.md', bytes: new TextEncoder().encode('# Lisa\n\nsõna') };
  const into = { ...{ documentId, title: '', ownerOrganisationId: '' }, kind: 'blank', language: 'et' } as const;
  expect(outcome(await importText(ctx, file, into))).toBe('document-too-long');
  await hasWords(c, 5);
  expect(outcome(await saveBody(ctx, form(c, paragraphs('p1:kuus sõna on ka siin juba'))))).toBe('document-too-long');
  expect(outcome(await saveBody(ctx, form(c, paragraphs('p1:viis sõna on ka siin'))))).toBe('ok');
  expect(outcome(await saveBody(ctx, form(c, paragraphs('p1:neli sõna on siin'), 2)))).toBe('ok');
  // what lies in the trash does not count
  made(await deleteSection(ctx, { id: a }));
  expect(outcome(await saveBody(ctx, form(b, paragraphs('p1:üks kaks kolm'), 2)))).toBe('ok');
});

test('BO5 what comes back from the trash, restored or by an undo, finds room or stays there', async () => {
  const { id: documentId, at } = await growDocument(ctx, ['a', '-a1', 'b']);
  const [a = '', a1 = '', b = ''] = [at.a, at.a1, at.b];
  const hasWords = (id: string, words: number) =>
    app.database.db.update(sectionBodies).set({ words }).where(eq(sectionBodies.sectionId, id));
  await hasWords(a1, MAX_WORDS - 2);
  const { changeId } = made(await deleteSection(ctx, { id: a }));
  made(await saveBody(ctx, form(b, paragraphs('p1:üks kaks kolm'))));
  const before = await stateOf(ctx, documentId);
  expect(outcome(await restoreSection(ctx, { id: a }))).toBe('document-too-long');
  expect(outcome(await undoChange(ctx, { documentId, changeId }))).toBe('document-too-long');
  expect(await stateOf(ctx, documentId)).toEqual(before);
  made(await saveBody(ctx, form(b, paragraphs('p1:üks kaks'), 2)));
  expect(outcome(await restoreSection(ctx, { id: a }))).toBe('ok');
});

test('BO5 a merge of a full document can be undone: its words were there all the while', async () => {
  const { id: documentId, at } = await growDocument(ctx, ['a', 'b', 'c']);
  const [a = '', b = '', c = ''] = [at.a, at.b, at.c];
  made(await saveBody(ctx, form(a, paragraphs('p1:üks'))));
  made(await saveBody(ctx, form(b, paragraphs('p2:kaks'))));
  await app.database.db
    .update(sectionBodies)
    .set({ words: MAX_WORDS - 2 })
    .where(eq(sectionBodies.sectionId, c));
  const { changeId } = made(await mergeSection(ctx, { id: b, bodyRevision: 2, intoBodyRevision: 2 }));
  expect(outcome(await undoChange(ctx, { documentId, changeId }))).toBe('ok');
});
