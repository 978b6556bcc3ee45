// Documents as a whole: making one from a template, describing it, saying where it stands. What is inside is changed
// elsewhere. Rules DO1 to DO3 in docs/spec/documents.md.

import { and, eq, isNull } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { grants } from '../../db/schema/document-rights.ts';
import { documents } from '../../db/schema/documents.ts';
import { organisations } from '../../db/schema/organisations.ts';
import type { DocumentForm, NewDocumentForm, StatusForm } from '../../domain/document/document.ts';
import { templateLanguage, templateSections } from '../../domain/document/templates.ts';
import type { Locale } from '../../domain/locale.ts';
import { relationTo } from '../../domain/people/permissions.ts';
import { viewerId } from '../../domain/people/viewer.ts';
import { can } from '../../domain/permissions.ts';
import { fail, failField, ok, type Result } from '../../domain/result.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { authorise } from '../guard.ts';
import { refreshDocumentEntries } from '../search/entries.ts';
import { transact } from '../transact.ts';
import { authoriseAt, type DocumentRow, loadAccess } from './access.ts';
import { raiseGrant } from './grants.ts';
import { type PlantedSection, plantSections } from './plant.ts';
import { announce } from './signals.ts';

export type MadeDocument = {
  id: string;
  /** The language of the titles that the template gave; not always the document's. */
  titleLanguage: Locale;
  sections: { id: string; title: string }[];
};

export type Making = {
  sections: readonly PlantedSection[];
  /** Who gets `manage`. The operator makes documents for somebody, everybody else for themselves. */
  makerId?: string;
  /** The document that the new one translates. */
  leadingId?: string;
};

/** Fails with field `ownerOrganisationId` for one that the maker does not belong to. */
export async function createDocument(ctx: Context, form: NewDocumentForm): Promise<Result<MadeDocument>> {
  return makeDocument(ctx, form, { sections: templateSections(form.kind, form.language) });
}

/** Makes a document with sections of the caller's choice; what `alsoWrite` refuses makes none. */
export async function makeDocument(
  ctx: Context,
  form: NewDocumentForm,
  making: Making,
  alsoWrite: (tx: Db, made: MadeDocument) => Promise<Result<void>> = async () => ok(),
): Promise<Result<MadeDocument>> {
  const allowed = authorise(ctx, 'document.create');
  if (!allowed.ok) return allowed;
  const makerId = ctx.viewer.kind === 'person' ? ctx.viewer.id : making.makerId;
  if (makerId === undefined) return fail('forbidden');
  const id = ctx.newId();
  return transact(ctx, async (tx) => {
    const owner = await checkOwner(ctx, tx, form.ownerOrganisationId);
    if (!owner.ok) return owner;
    await tx.insert(documents).values(documentRow(ctx, id, form, making.leadingId));
    const planted = await plantSections(ctx, tx, id, making.sections);
    await plantGrants(ctx, tx, id, makerId, owner.value);
    await record(ctx, tx, 'document.created', { kind: 'document', id }, { kind: form.kind, sections: planted.length });
    const made = { id, titleLanguage: templateLanguage(form.language), sections: planted };
    const written = await alsoWrite(tx, made);
    if (!written.ok) return written;
    await refreshDocumentEntries(tx, id);
    return ok(made);
  });
}

function documentRow(ctx: Context, id: string, form: NewDocumentForm, leadingId: string | undefined) {
  const { title, kind, language } = form;
  return {
    ...{ id, title, kind, language },
    leadingId: leadingId ?? null,
    ownerOrganisationId: form.ownerOrganisationId || null,
    status: 'working' as const,
    createdAt: ctx.now,
    createdBy: viewerId(ctx.viewer),
    updatedAt: ctx.now,
  };
}

/** Title, language and owner. Fails `stale` when somebody saved in between; nothing is changed then. */
export async function editDocument(ctx: Context, form: DocumentForm): Promise<Result<{ id: string }>> {
  return changeDocument(ctx, form, async (tx, document) => {
    const { title, language } = form;
    const isKept = form.ownerOrganisationId === (document.ownerOrganisationId ?? '');
    const owner = isKept ? ok(document.ownerOrganisationId) : await checkOwner(ctx, tx, form.ownerOrganisationId);
    if (!owner.ok) return owner;
    if (!isKept && owner.value !== null) {
      await raiseGrant(ctx, tx, form.id, { kind: 'organisation', id: owner.value }, 'edit');
    }
    await record(ctx, tx, 'document.changed', { kind: 'document', id: form.id });
    return ok({ title, language, ownerOrganisationId: owner.value });
  });
}

/** From any status to any. Leaving `adopted` clears the act's facts. */
export async function setStatus(ctx: Context, form: StatusForm): Promise<Result<{ id: string }>> {
  return changeDocument(ctx, form, async (tx, document) => {
    const details = { from: document.status, to: form.status };
    await record(ctx, tx, 'document.status-changed', { kind: 'document', id: form.id }, details);
    if (form.status !== 'adopted') return ok({ status: form.status, ...NO_ACT });
    const { status, actTitle, actNumber, actDate, adopter } = form;
    return ok({ status, actTitle, actNumber, actDate, adopter });
  });
}

const NO_ACT = { actTitle: '', actNumber: '', actDate: '', adopter: '' };

type Change = Partial<typeof documents.$inferInsert>;

/** The sandwich of both: who may manage the document as it was when they looked at it, changes its row. */
async function changeDocument(
  ctx: Context,
  { id, revision }: { id: string; revision: number },
  decide: (tx: Db, document: DocumentRow) => Promise<Result<Change>>,
): Promise<Result<{ id: string }>> {
  const entered = authorise(ctx, 'document.list');
  if (!entered.ok) return entered;
  return transact(ctx, async (tx) => {
    const access = await loadAccess(ctx, tx, id, 'update');
    if (access === null || access.document.trashedAt !== null) return fail('not-found');
    const allowed = authoriseAt(ctx, access, 'document.manage', null);
    if (!allowed.ok) return allowed;
    if (access.document.revision !== revision) return fail('stale');
    const change = await decide(tx, access.document);
    if (!change.ok) return change;
    const set = { ...change.value, revision: revision + 1, updatedAt: ctx.now };
    await tx.update(documents).set(set).where(eq(documents.id, id));
    await refreshDocumentEntries(tx, id);
    await announce(tx, { documentId: id, what: 'document', treeRevision: access.document.treeRevision });
    return ok({ id });
  });
}

/** Null for ''. Only organisations of the network that the viewer speaks for; administrators and the operator choose any. */
async function checkOwner(ctx: Context, tx: Db, organisationId: string): Promise<Result<string | null>> {
  if (organisationId === '') return ok(null);
  const live = and(eq(organisations.id, organisationId), isNull(organisations.archivedAt));
  const [found] = await tx.select({ id: organisations.id }).from(organisations).where(live).for('share');
  const relation = relationTo(ctx.viewer, null, [organisationId]);
  if (!found || !can(ctx.viewer, 'document.choose-owner', { relation }))
    return failField('ownerOrganisationId', 'choice');
  return ok(found.id);
}

/** DO1. That the document was made says that they were given. */
async function plantGrants(ctx: Context, tx: Db, documentId: string, userId: string, organisationId: string | null) {
  const given = { documentId, createdAt: ctx.now, createdBy: viewerId(ctx.viewer) };
  await tx.insert(grants).values({ ...given, id: ctx.newId(), userId, right: 'manage' });
  if (organisationId !== null)
    await tx.insert(grants).values({ ...given, id: ctx.newId(), organisationId, right: 'edit' });
}
