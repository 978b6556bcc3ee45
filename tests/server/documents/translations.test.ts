import { and, eq, isNull, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { grants } from '../../../db/schema/document-rights.ts';
import { documents, sectionBodies, sections } from '../../../db/schema/documents.ts';
import { templateSections } from '../../../domain/document/templates.ts';
import type { Context } from '../../../server/context.ts';
import { restrictSection, withdrawGrant } from '../../../server/documents/grants.ts';
import { readOutline } from '../../../server/documents/outline.ts';
import { markChecked, pairSection } from '../../../server/documents/translated-sections.ts';
import { linkTranslation, makeTranslation, unlinkTranslation } from '../../../server/documents/translations.ts';
import { trashDocument } from '../../../server/documents/trash.ts';
import { as } from '../../support/cast.ts';
import { addDocument, addMemberOf, type Member, made, outcome } from '../../support/documents.ts';
import { onStage, type Stage } from '../../support/stage.ts';

let { app, cast } = {} as Stage;
let official: Member;
let other: Member;

onStage(async (stage) => {
  ({ app, cast } = stage);
  official = await addMemberOf(app, cast.operator, 'official', 'Sihtkapital');
  other = await addMemberOf(app, cast.operator, 'official', 'Ülikool');
});

const db = () => app.database.db;
const give = (documentId: string, userId: string, right: 'read' | 'manage', sectionId: string | null = null) =>
  db()
    .insert(grants)
    .values({ id: official.ctx.newId(), documentId, sectionId, userId, right, createdAt: app.clock.now() });
const outlineOf = async (ctx: Context, id: string) => made(await readOutline(ctx, id, 'et'));
const states = async (ctx: Context, id: string) =>
  (await outlineOf(ctx, id)).sections.map(({ translation }) => translation?.state ?? null);
const original = () => addDocument(official.ctx, { kind: 'guideline', ownerOrganisationId: official.organisationId });
const translate = async (ctx: Context, id: string, language: 'en' | 'ru' = 'en') =>
  made(await makeTranslation(ctx, { id, language, title: 'Guideline' }));
const rewrite = (sectionId: string) =>
  db()
    .update(sectionBodies)
    .set({ revision: sql`${sectionBodies.revision} + 1` })
    .where(eq(sectionBodies.sectionId, sectionId));

test('DO4 a new translation has the tree of its original with empty bodies, each section tied and not yet checked', async () => {
  const leading = await original();
  const copy = await translate(official.ctx, leading.id);
  const outline = await outlineOf(official.ctx, copy.id);
  const source = await outlineOf(official.ctx, leading.id);
  expect(outline.sections.map(({ number, title, words }) => [number, title, words])).toEqual(
    source.sections.map(({ number }, i) => [number, templateSections('guideline', 'en')[i]?.title, 0]),
  );
  expect(outline.sections.map(({ translation }) => translation)).toEqual(
    source.sections.map(({ id }) => ({ leadingId: id, state: 'empty' })),
  );
  expect(outline.document).toMatchObject({
    kind: 'guideline',
    language: 'en',
    ownerOrganisationId: official.organisationId,
    leading: { id: leading.id },
    untranslated: [],
  });
  expect(source.document.translations).toEqual([{ id: copy.id, title: 'Guideline', language: 'en' }]);
});

test('DO4 a translating section is not begun until it has text or is checked, and to be checked from then on', async () => {
  const leading = await original();
  const copy = await translate(official.ctx, leading.id);
  const [begun = { id: '' }, checked = { id: '' }] = copy.sections;
  await db().update(sectionBodies).set({ words: 3 }).where(eq(sectionBodies.sectionId, begun.id));
  made(await markChecked(official.ctx, { sectionId: checked.id }));
  expect((await states(official.ctx, copy.id)).slice(0, 3)).toEqual(['changed', 'current', 'empty']);
  await rewrite(leading.sections[1]?.id ?? '');
  expect((await states(official.ctx, copy.id)).slice(0, 3)).toEqual(['changed', 'changed', 'empty']);
});

test('DO4 a translation gets the titles of the template where the original has them still, else those of the original', async () => {
  const leading = await original();
  const [first, second] = leading.sections;
  await db()
    .update(sections)
    .set({ title: 'Oma pealkiri' })
    .where(eq(sections.id, second?.id ?? ''));
  const english = await translate(official.ctx, leading.id);
  expect(english.sections.slice(0, 3).map(({ title }) => title)).toEqual(['Purpose', 'Oma pealkiri', 'Steps']);
  const polish = made(await makeTranslation(official.ctx, { id: leading.id, language: 'pl', title: 'P' }));
  expect(polish.sections[0]?.title).toBe(first?.title);
});

test('DO4 a checked section is current until the text or the title of its original changes', async () => {
  const leading = await original();
  const copy = await translate(official.ctx, leading.id);
  for (const { id } of copy.sections) made(await markChecked(official.ctx, { sectionId: id }));
  expect(new Set(await states(official.ctx, copy.id))).toEqual(new Set(['current']));
  const [first, second] = leading.sections;
  await rewrite(first?.id ?? '');
  await db()
    .update(sections)
    .set({ title: 'Uus pealkiri' })
    .where(eq(sections.id, second?.id ?? ''));
  expect(await states(official.ctx, copy.id)).toEqual(['changed', 'changed', 'current', 'current', 'current']);
  made(await markChecked(official.ctx, { sectionId: copy.sections[0]?.id ?? '' }));
  expect((await states(official.ctx, copy.id))[0]).toBe('current');
});

test('DO4 an original without a counterpart and a counterpart without its original are told', async () => {
  const leading = await original();
  const copy = await translate(official.ctx, leading.id);
  const [first, second] = leading.sections;
  await db()
    .update(sections)
    .set({ trashedAt: app.clock.now() })
    .where(eq(sections.id, first?.id ?? ''));
  made(await pairSection(official.ctx, { sectionId: copy.sections[1]?.id ?? '', leadingSectionId: '' }));
  const outline = await outlineOf(official.ctx, copy.id);
  expect(outline.sections[0]?.translation?.state).toBe('missing');
  expect(outline.document.untranslated).toEqual([{ id: second?.id, title: second?.title }]);
  expect(outcome(await markChecked(official.ctx, { sectionId: copy.sections[0]?.id ?? '' }))).toBe('section-gone');
  expect(outcome(await markChecked(official.ctx, { sectionId: copy.sections[1]?.id ?? '' }))).toBe('not-found');
});

test('DO4 linked documents are paired where their trees match, and nothing is guessed where not', async () => {
  const [leading, follower] = [await original(), await original()];
  const extra = { documentId: follower.id, parentId: follower.sections[0]?.id ?? null, orderKey: 'a0' };
  const row = {
    id: official.ctx.newId(),
    ...extra,
    kind: 'numbered' as const,
    title: 'Alam',
    createdAt: app.clock.now(),
  };
  await db().insert(sections).values(row);
  const linked = made(await linkTranslation(official.ctx, { followerId: follower.id, leadingId: leading.id }));
  expect(linked.paired).toBe(5);
  const rows = await db().select().from(sections).where(eq(sections.documentId, follower.id));
  expect(new Map(rows.map(({ id, leadingId }) => [id, leadingId]))).toEqual(
    new Map([
      ...follower.sections.map(({ id }, i) => [id, leading.sections[i]?.id ?? null] as const),
      [row.id, null] as const,
    ]),
  );
  made(await unlinkTranslation(official.ctx, { followerId: follower.id }));
  const tied = and(eq(sections.documentId, follower.id), isNull(sections.leadingId));
  expect(await db().select().from(sections).where(tied)).toHaveLength(6);
  expect(outcome(await unlinkTranslation(official.ctx, { followerId: follower.id }))).toBe('not-found');
});

test('DO4 a leading document follows nobody, and a document with followers does not follow', async () => {
  const [a, b, c] = [await original(), await original(), await original()];
  const link = (followerId: string, leadingId: string) => linkTranslation(official.ctx, { followerId, leadingId });
  expect(outcome(await link(a.id, a.id))).toBe('follows-already');
  made(await link(b.id, a.id));
  for (const [follower, leading] of [
    [b.id, c.id],
    [a.id, c.id],
    [c.id, b.id],
  ] as const) {
    expect(outcome(await link(follower, leading))).toBe('follows-already');
  }
  expect(outcome(await makeTranslation(official.ctx, { id: b.id, language: 'ru', title: 'X' }))).toBe(
    'follows-already',
  );
});

test('DO4 two who link crosswise at once make one link', async () => {
  const [a, b] = [await original(), await original()];
  const both = await Promise.all([
    linkTranslation(official.ctx, { followerId: a.id, leadingId: b.id }),
    linkTranslation(official.ctx, { followerId: b.id, leadingId: a.id }),
  ]);
  expect(both.map(outcome).sort()).toEqual(['follows-already', 'ok']);
});

test('DO4 linking needs manage on the follower and read on the leading document', async () => {
  const [mine, theirs] = [await original(), await addDocument(other.ctx)];
  const link = (ctx: Context) => linkTranslation(ctx, { followerId: mine.id, leadingId: theirs.id });
  expect(outcome(await link(official.ctx))).toBe('not-found');
  expect(outcome(await link(other.ctx))).toBe('not-found');
  await give(mine.id, other.id, 'read');
  expect(outcome(await link(other.ctx))).toBe('forbidden');
  await give(theirs.id, official.id, 'read');
  expect(outcome(await link(official.ctx))).toBe('ok');
});

test('RI8 a translation holds nothing that its maker could not read, and restricted originals stay closed', async () => {
  const leading = await original();
  const [first, second] = leading.sections;
  const restricted = [first?.id ?? '', second?.id ?? ''];
  for (const id of restricted) await db().update(sections).set({ inheritsRights: false }).where(eq(sections.id, id));
  await give(leading.id, other.id, 'read');
  await give(leading.id, other.id, 'read', second?.id);
  const copy = await translate(other.ctx, leading.id);
  const titles = templateSections('guideline', 'en').map(({ title }) => title);
  expect(copy.sections.map(({ title }) => title)).toEqual(titles.slice(1));
  await give(copy.id, official.id, 'read');
  const seenByOthers = await outlineOf(official.ctx, copy.id);
  expect(seenByOthers.sections.map(({ title }) => title)).toEqual(titles.slice(2));
  expect((await outlineOf(other.ctx, copy.id)).sections).toHaveLength(4);
});

test('RI8 a translation is not opened to an owner organisation that may not read the original', async () => {
  const leading = await original();
  const colleague = as(app, {
    ...{ kind: 'person', id: other.id, role: 'official', organisationIds: [official.organisationId] },
  });
  const first = await translate(official.ctx, leading.id);
  expect(outcome(await readOutline(colleague, first.id, 'et'))).toBe('ok');
  const ofOwner = { subjectKind: 'organisation', subjectId: official.organisationId } as const;
  made(await withdrawGrant(official.ctx, { documentId: leading.id, sectionId: null, ...ofOwner }));
  const second = await translate(official.ctx, leading.id, 'ru');
  expect(outcome(await readOutline(colleague, second.id, 'et'))).toBe('not-found');
  expect((await outlineOf(official.ctx, second.id)).document.ownerOrganisationId).toBeNull();
});

test('RI8 linking pairs and counts nothing that its asker may not read in the follower', async () => {
  const [leading, follower] = [await original(), await original()];
  await give(leading.id, other.id, 'read');
  await give(follower.id, other.id, 'manage');
  const hidden = follower.sections.at(-1)?.id ?? '';
  made(await restrictSection(official.ctx, { sectionId: hidden, keep: [] }));
  const visible = leading.sections.at(-1)?.id ?? '';
  await db().update(sections).set({ trashedAt: app.clock.now() }).where(eq(sections.id, visible));
  const linked = made(await linkTranslation(other.ctx, { followerId: follower.id, leadingId: leading.id }));
  expect(linked.paired).toBe(follower.sections.length - 1);
  const [row] = await db().select().from(sections).where(eq(sections.id, hidden));
  expect(row?.leadingId).toBeNull();
});

test('RI8 what a section that one may not read translates reads like what nothing translates', async () => {
  const leading = await original();
  const copy = await translate(official.ctx, leading.id);
  await give(leading.id, other.id, 'read');
  await give(copy.id, other.id, 'read');
  expect((await outlineOf(other.ctx, copy.id)).document.untranslated).toEqual([]);
  made(await restrictSection(official.ctx, { sectionId: copy.sections[0]?.id ?? '', keep: [] }));
  const [first] = leading.sections;
  expect((await outlineOf(other.ctx, copy.id)).document.untranslated).toEqual([{ id: first?.id, title: first?.title }]);
  expect((await outlineOf(official.ctx, copy.id)).document.untranslated).toEqual([]);
});

test('RI8 a section is not paired with, nor checked against, an original that one may not read', async () => {
  const leading = await original();
  await give(leading.id, other.id, 'read');
  const copy = await translate(other.ctx, leading.id);
  const [first] = leading.sections;
  await db()
    .update(sections)
    .set({ inheritsRights: false })
    .where(eq(sections.id, first?.id ?? ''));
  const sectionId = copy.sections[0]?.id ?? '';
  expect(outcome(await markChecked(other.ctx, { sectionId }))).toBe('not-found');
  expect(outcome(await pairSection(other.ctx, { sectionId, leadingSectionId: first?.id ?? '' }))).toBe('not-found');
  const foreign = await original();
  const leadingSectionId = foreign.sections[0]?.id ?? '';
  expect(outcome(await pairSection(other.ctx, { sectionId, leadingSectionId }))).toBe('not-found');
});

test('DO5 a translation survives its original in the trash, and knows nothing of it then', async () => {
  const leading = await original();
  const copy = await translate(official.ctx, leading.id);
  made(await trashDocument(official.ctx, { id: leading.id }));
  const outline = await outlineOf(official.ctx, copy.id);
  expect(outline.document).toMatchObject({ leading: null, untranslated: [] });
  expect(outcome(await makeTranslation(official.ctx, { id: leading.id, language: 'ru', title: 'X' }))).toBe(
    'not-found',
  );
  const [row] = await db().select().from(documents).where(eq(documents.id, copy.id));
  expect(row?.leadingId).toBe(leading.id);
});

test('RI8 a document asks for all its translations together, and names those that its reader may read', async () => {
  const leading = await addDocument(official.ctx);
  const asked = async (reader: Context) => {
    let statements = 0;
    const select = (...fields: []) => {
      statements += 1;
      return reader.db.select(...fields);
    };
    const watched = { ...reader, db: Object.assign(Object.create(reader.db), { select }) };
    const { document } = made(await readOutline(watched, leading.id, 'et'));
    return { statements, titles: document.translations.map(({ title }) => title) };
  };
  const called = async (title: string) =>
    made(await makeTranslation(official.ctx, { id: leading.id, language: 'en', title })).id;
  const first = await called('One');
  const { statements } = await asked(official.ctx);
  for (const title of ['Two', 'Three', 'Four']) await called(title);
  expect(await asked(official.ctx)).toMatchObject({
    statements,
    titles: expect.arrayContaining(['One', 'Two', 'Three', 'Four']),
  });
  await give(leading.id, cast.partner.id, 'read');
  await give(first, cast.partner.id, 'read');
  expect((await asked(cast.partner.ctx)).titles).toEqual(['One']);
});
