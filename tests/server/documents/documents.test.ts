import { asc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { grants } from '../../../db/schema/document-rights.ts';
import { documents, sectionBodies, sections } from '../../../db/schema/documents.ts';
import { readBody } from '../../../domain/document/body.ts';
import { DOCUMENT_KINDS } from '../../../domain/document/document.ts';
import { templateSections } from '../../../domain/document/templates.ts';
import { createDocument, editDocument, makeDocument, setStatus } from '../../../server/documents/documents.ts';
import { linkTranslation, makeTranslation, unlinkTranslation } from '../../../server/documents/translations.ts';
import { restoreDocument, trashDocument } from '../../../server/documents/trash.ts';
import { setArchived } from '../../../server/people/organisations.ts';
import { actionsOn } from '../../support/audit.ts';
import { addDocument, addMemberOf, BARE_DOCUMENT, type Member, made, outcome } from '../../support/documents.ts';
import { onStage, type Stage } from '../../support/stage.ts';

let { app, cast } = {} as Stage;
let official: Member;
let other: Member;

onStage(async (stage) => {
  ({ app, cast } = stage);
  official = await addMemberOf(app, cast.operator, 'official', 'Sihtkapital');
  other = await addMemberOf(app, cast.operator, 'official', 'Ministeerium');
});

const rowOf = async (id: string) => {
  const [row] = await app.database.db.select().from(documents).where(eq(documents.id, id));
  if (!row) throw new Error('no document');
  return row;
};
const grantsOf = async (id: string) =>
  (await app.database.db.select().from(grants).where(eq(grants.documentId, id))).map(
    ({ userId, organisationId, right }) => [userId ?? organisationId, right],
  );
const formOf = async (id: string, rest = {}) => {
  const { title, language, ownerOrganisationId, revision } = await rowOf(id);
  return { id, title, language: language as 'et', ownerOrganisationId: ownerOrganisationId ?? '', revision, ...rest };
};

test('DO1 who makes a document manages it, and the owner organisation may edit it', async () => {
  const { id } = await addDocument(official.ctx, { ownerOrganisationId: official.organisationId });
  expect(await grantsOf(id)).toEqual(
    expect.arrayContaining([
      [official.id, 'manage'],
      [official.organisationId, 'edit'],
    ]),
  );
  expect(await rowOf(id)).toMatchObject({ status: 'working', createdBy: official.id, leadingId: null, revision: 1 });
  expect(await actionsOn(cast.operator, id)).toEqual(['document.created']);
});

test('DO1 the owner organisation is one of the maker’s own; an administrator chooses any that is in the network', async () => {
  const foreign = { ...BARE_DOCUMENT, ownerOrganisationId: other.organisationId };
  expect(await createDocument(official.ctx, foreign)).toEqual({
    ok: false,
    error: { code: 'invalid', fields: [{ field: 'ownerOrganisationId', code: 'choice' }] },
  });
  expect(outcome(await createDocument(cast.administrator.ctx, foreign))).toBe('ok');
  const gone = await addMemberOf(app, cast.operator, 'official', 'Lõpetanu');
  made(await setArchived(cast.operator, gone.organisationId, true));
  const archived = { ...BARE_DOCUMENT, ownerOrganisationId: gone.organisationId };
  expect(outcome(await createDocument(cast.administrator.ctx, archived))).toBe('invalid');
});

test.each(DOCUMENT_KINDS)(
  'DO2 a %s begins with the sections of its template, in order, with hints and valid bodies',
  async (kind) => {
    const { id } = await addDocument(official.ctx, { kind });
    const rows = await app.database.db
      .select()
      .from(sections)
      .innerJoin(sectionBodies, eq(sectionBodies.sectionId, sections.id))
      .where(eq(sections.documentId, id))
      .orderBy(asc(sections.orderKey));
    const below = (parentId: string | null, level: number): unknown[] =>
      rows
        .filter((row) => row.sections.parentId === parentId)
        .flatMap(({ sections: { id: at, kind: of, title, hint } }) => [
          { level, kind: of, title, hint },
          ...below(at, level + 1),
        ]);
    expect(below(null, 1)).toEqual(templateSections(kind, 'et'));
    expect(rows.every(({ section_bodies: { content, words } }) => readBody(content).ok && words === 0)).toBe(true);
  },
);

test('DO2 a document in a language without a template gets English titles and says so', async () => {
  const danish = await addDocument(official.ctx, { kind: 'guideline', language: 'da' });
  expect(danish.titleLanguage).toBe('en');
  expect(danish.sections[0]?.title).toBe('Purpose');
  const russian = await addDocument(official.ctx, { kind: 'guideline', language: 'ru' });
  expect([russian.titleLanguage, russian.sections[0]?.title]).toEqual(['ru', 'Цель']);
});

test('DO1 the operator makes a document for a person, and not for nobody', async () => {
  const { id } = made(await makeDocument(cast.operator, BARE_DOCUMENT, { sections: [], makerId: official.id }));
  expect(await grantsOf(id)).toEqual([[official.id, 'manage']]);
  expect(outcome(await createDocument(cast.operator, BARE_DOCUMENT))).toBe('forbidden');
});

test('DO1 nobody makes a document in another’s name', async () => {
  const { id } = made(await makeDocument(official.ctx, BARE_DOCUMENT, { sections: [], makerId: other.id }));
  expect(await grantsOf(id)).toEqual([[official.id, 'manage']]);
});

test('DO1 a new owner organisation may edit, and one that manages keeps managing', async () => {
  const { id } = await addDocument(official.ctx);
  made(
    await editDocument(official.ctx, await formOf(id, { ownerOrganisationId: official.organisationId, title: 'Uus' })),
  );
  expect(await rowOf(id)).toMatchObject({ title: 'Uus', ownerOrganisationId: official.organisationId, revision: 2 });
  expect(await grantsOf(id)).toContainEqual([official.organisationId, 'edit']);
  expect(await actionsOn(cast.operator, id)).toEqual(['document.created', 'right.granted', 'document.changed']);
  await app.database.db.update(grants).set({ right: 'manage' }).where(eq(grants.documentId, id));
  made(await editDocument(official.ctx, await formOf(id, { ownerOrganisationId: '' })));
  made(await editDocument(official.ctx, await formOf(id, { ownerOrganisationId: official.organisationId })));
  expect(await grantsOf(id)).toContainEqual([official.organisationId, 'manage']);
});

test('DO1 a manager keeps an owner that is not their own organisation, and gives the document to no other', async () => {
  const { id } = await addDocument(cast.administrator.ctx, { ownerOrganisationId: other.organisationId });
  const row = { documentId: id, userId: official.id, right: 'manage' as const, createdAt: app.clock.now() };
  await app.database.db.insert(grants).values({ id: official.ctx.newId(), ...row });
  expect(outcome(await editDocument(official.ctx, await formOf(id, { title: 'Teine' })))).toBe('ok');
  const foreign = await addMemberOf(app, cast.operator, 'partner', 'Võõras');
  const given = await formOf(id, { ownerOrganisationId: foreign.organisationId });
  expect(outcome(await editDocument(official.ctx, given))).toBe('invalid');
});

test('TR7 a stale description or status changes nothing', async () => {
  const { id } = await addDocument(official.ctx);
  const stale = await formOf(id, { title: 'Vana' });
  made(await editDocument(official.ctx, await formOf(id, { title: 'Esimene' })));
  expect(outcome(await editDocument(official.ctx, stale))).toBe('stale');
  expect(outcome(await setStatus(official.ctx, { id, revision: 1, status: 'in-consultation' }))).toBe('stale');
  expect(await rowOf(id)).toMatchObject({ title: 'Esimene', status: 'working', revision: 2 });
});

const ACT = { actTitle: 'Korraldus', actNumber: '12', actDate: '2026-03-01', adopter: 'Vabariigi Valitsus' };

test('DO3 any status follows any, and the act is kept with an adopted one only', async () => {
  const { id } = await addDocument(official.ctx);
  const order = ['working', 'in-consultation', 'adopted', 'working', 'adopted', 'in-consultation', 'working'] as const;
  for (const status of order) {
    const { revision } = await rowOf(id);
    const form = status === 'adopted' ? { id, revision, status, ...ACT } : { id, revision, status };
    made(await setStatus(official.ctx, form));
    const facts = status === 'adopted' ? ACT : { actTitle: '', actNumber: '', actDate: '', adopter: '' };
    expect(await rowOf(id)).toMatchObject({ status, ...facts });
  }
});

test('DO3 an adopted document is still described, and its status changed, by those who manage it', async () => {
  const { id } = await addDocument(official.ctx);
  made(await setStatus(official.ctx, { id, revision: 1, status: 'adopted', ...ACT }));
  expect(outcome(await editDocument(official.ctx, await formOf(id, { title: 'Vastu võetud' })))).toBe('ok');
  expect(outcome(await setStatus(official.ctx, { id, revision: 3, status: 'working' }))).toBe('ok');
});

test('DO5 a document in the trash is not there, comes back whole, and goes and comes once', async () => {
  const { id } = await addDocument(official.ctx, { kind: 'strategy' });
  expect(outcome(await restoreDocument(official.ctx, { id }))).toBe('not-found');
  made(await trashDocument(official.ctx, { id }));
  expect(await rowOf(id)).toMatchObject({ trashedBy: official.id });
  expect(outcome(await trashDocument(official.ctx, { id }))).toBe('not-found');
  expect(outcome(await editDocument(official.ctx, await formOf(id)))).toBe('not-found');
  expect(outcome(await setStatus(official.ctx, { id, revision: 2, status: 'working' }))).toBe('not-found');
  made(await restoreDocument(official.ctx, { id }));
  expect(await rowOf(id)).toMatchObject({ trashedAt: null, trashedBy: null, title: 'Dokument' });
  expect(await actionsOn(cast.operator, id)).toEqual(['document.created', 'document.trashed', 'document.restored']);
});

test('DO5 a document in the trash neither begins to follow another one nor ceases to', async () => {
  const { id: leadingId } = await addDocument(official.ctx);
  const other = await addDocument(official.ctx);
  const copy = made(await makeTranslation(official.ctx, { id: leadingId, language: 'en', title: 'Document' }));
  for (const { id } of [copy, other]) made(await trashDocument(official.ctx, { id }));
  expect(outcome(await unlinkTranslation(official.ctx, { followerId: copy.id }))).toBe('not-found');
  expect(outcome(await linkTranslation(official.ctx, { followerId: other.id, leadingId }))).toBe('not-found');
});

test('DO5 only who manages a document moves it into the trash or out of it; others learn nothing', async () => {
  const { id } = await addDocument(official.ctx, { ownerOrganisationId: official.organisationId });
  const colleague = { ...official.ctx, viewer: { ...other.ctx.viewer, organisationIds: [official.organisationId] } };
  expect(outcome(await trashDocument(colleague as typeof official.ctx, { id }))).toBe('forbidden');
  expect(outcome(await trashDocument(other.ctx, { id }))).toBe('not-found');
  made(await trashDocument(official.ctx, { id }));
  for (const ctx of [colleague as typeof official.ctx, other.ctx]) {
    expect(outcome(await restoreDocument(ctx, { id }))).toBe('not-found');
  }
});
