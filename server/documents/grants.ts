// Rights given and taken: on a document or a section, to a person or an organisation; and sections that rights from
// above do not reach. Rules RI1, RI3, RI6 and RI7 in docs/spec/documents.md.

import { and, eq, isNull, type SQL } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { grants } from '../../db/schema/document-rights.ts';
import { sections } from '../../db/schema/documents.ts';
import { memberships, organisations } from '../../db/schema/organisations.ts';
import { users } from '../../db/schema/users.ts';
import type {
  GrantForm,
  GrantSubject,
  OpeningForm,
  RestrictionForm,
  WithdrawalForm,
} from '../../domain/document/grant.ts';
import { type GrantedRight, includesRight, type RightsSubject } from '../../domain/document/rights.ts';
import { viewerId } from '../../domain/people/viewer.ts';
import { fail, failField, ok, type Result } from '../../domain/result.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { transact } from '../transact.ts';
import { type Access, absent, accessFor, authoriseAt, loadAccess, loadAccessOfSection } from './access.ts';
import { loadFacts } from './facts.ts';
import { announce } from './signals.ts';

type Place = { documentId: string; sectionId: string | null };
type Holder = { kind: GrantSubject; id: string };

/** Gives a right or changes it. Fails with field `subjectId` for people and organisations that take no part, `last-manager`. */
export async function setGrant(ctx: Context, form: GrantForm): Promise<Result<void>> {
  const { right } = form;
  const holder = { kind: form.subjectKind, id: form.subjectId };
  return transact(ctx, async (tx) => {
    const managed = await managedPlace(ctx, tx, form);
    if (!managed.ok) return managed;
    if (!(await takesPart(tx, holder))) return failField('subjectId', 'choice');
    const hadManager = await hasManager(tx, form.documentId);
    if (!(await writeGrant(ctx, tx, form, holder, right))) return ok();
    return finish(tx, managed.value, hadManager);
  });
}

/** Takes back what was given at this very place; what is inherited there stays. Fails `last-manager`, `not-found`. */
export async function withdrawGrant(ctx: Context, form: WithdrawalForm): Promise<Result<void>> {
  const holder = { kind: form.subjectKind, id: form.subjectId };
  return transact(ctx, async (tx) => {
    const managed = await managedPlace(ctx, tx, form);
    if (!managed.ok) return managed;
    const hadManager = await hasManager(tx, form.documentId);
    if (!(await removeGrant(ctx, tx, form, holder))) return fail('not-found');
    return finish(tx, managed.value, hadManager);
  });
}

/**
 * Stops rights from above at a section. Those in `keep` and the acting person keep what grants give them there, as
 * grants on it; other grants on it are withdrawn, but those that take rights away. Administrators need none.
 */
export async function restrictSection(ctx: Context, { sectionId, keep }: RestrictionForm): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const managed = await managedSection(ctx, tx, sectionId);
    if (!managed.ok) return managed;
    const access = managed.value;
    const place = { documentId: access.document.id, sectionId };
    const kept = await keptRights(tx, place, [...actingPerson(ctx), ...keep]);
    for (const { holder, right } of await grantsAt(tx, place)) {
      if (right !== 'none' && !kept.has(holder.id)) await removeGrant(ctx, tx, place, holder);
    }
    for (const { holder, right } of kept.values()) await writeGrant(ctx, tx, place, holder, right);
    await setInheriting(tx, sectionId, false);
    await record(ctx, tx, 'section.restricted', { kind: 'section', id: sectionId }, { kept: kept.size });
    return finish(tx, access);
  });
}

/** Lets rights from above reach a section again. */
export async function openSection(ctx: Context, { sectionId, dropGrants }: OpeningForm): Promise<Result<void>> {
  return transact(ctx, async (tx) => {
    const managed = await managedSection(ctx, tx, sectionId);
    if (!managed.ok) return managed;
    const access = managed.value;
    const place = { documentId: access.document.id, sectionId };
    const dropped = dropGrants ? await grantsAt(tx, place) : [];
    for (const { holder } of dropped) await removeGrant(ctx, tx, place, holder);
    await setInheriting(tx, sectionId, true);
    await record(ctx, tx, 'section.opened', { kind: 'section', id: sectionId });
    return finish(tx, access);
  });
}

/** The document, locked, when the viewer manages rights at the place. */
async function managedPlace(ctx: Context, tx: Db, { documentId, sectionId }: Place): Promise<Result<Access>> {
  const access = await loadAccess(ctx, tx, documentId, 'update');
  return access ? managedIn(ctx, access, sectionId) : absent(ctx);
}

async function managedSection(ctx: Context, tx: Db, sectionId: string): Promise<Result<Access>> {
  const access = await loadAccessOfSection(ctx, tx, sectionId, 'update');
  return access ? managedIn(ctx, access, sectionId) : absent(ctx);
}

function managedIn(ctx: Context, access: Access, sectionId: string | null): Result<Access> {
  const allowed = authoriseAt(ctx, access, sectionId === null ? 'document.manage' : 'section.manage', sectionId);
  if (!allowed.ok) return allowed;
  if (access.document.trashedAt !== null) return fail('not-found');
  return sectionId === null || access.isLiving(sectionId) ? ok(access) : fail('section-gone');
}

/** What every change of rights ends with. Not asked of a document that had lost its managers before (RI6). */
async function finish(tx: Db, { document }: Access, hadManager = false): Promise<Result<void>> {
  if (hadManager && !(await hasManager(tx, document.id))) return fail('last-manager');
  await announce(tx, { documentId: document.id, what: 'rights', treeRevision: document.treeRevision });
  return ok();
}

function actingPerson(ctx: Context): Holder[] {
  const id = viewerId(ctx.viewer);
  return id === null ? [] : [{ kind: 'person', id }];
}

type Kept = { holder: Holder; right: GrantedRight };

/** What grants give each of `holders` at the place; those who have nothing there, or take no part, are left out. */
async function keptRights(
  tx: Db,
  { documentId, sectionId }: Place,
  holders: readonly Holder[],
): Promise<Map<string, Kept>> {
  const facts = await loadFacts(tx, documentId);
  const kept = new Map<string, Kept>();
  for (const holder of holders) {
    const access = facts && (await takesPart(tx, holder)) ? accessFor(await standingOf(tx, holder), facts) : null;
    const right = access?.at(sectionId).granted ?? 'none';
    if (right !== 'none') kept.set(holder.id, { holder, right });
  }
  return kept;
}

/** By grants alone: an administrator's role is not turned into a grant that would outlive it. */
async function standingOf(tx: Db, { kind, id }: Holder): Promise<RightsSubject> {
  if (kind === 'organisation') return { standing: 'person', personId: null, organisationIds: [id] };
  const { userId, organisationId } = memberships;
  const rows = await tx.select({ organisationId }).from(memberships).where(eq(userId, id));
  return { standing: 'person', personId: id, organisationIds: rows.map((row) => row.organisationId) };
}

/** Locks whom a right is given to, so that nobody takes them out meanwhile. */
async function takesPart(tx: Db, { kind, id }: Holder): Promise<boolean> {
  const rows =
    kind === 'person'
      ? await tx
          .select({ id: users.id })
          .from(users)
          .where(and(eq(users.id, id), isNull(users.suspendedAt), isNull(users.erasedAt)))
          .for('share')
      : await tx
          .select({ id: organisations.id })
          .from(organisations)
          .where(and(eq(organisations.id, id), isNull(organisations.archivedAt)))
          .for('share');
  return rows.length > 0;
}

/** Is there somebody who manages the document by a grant: an active person, or an organisation with one? */
async function hasManager(tx: Db, documentId: string): Promise<boolean> {
  const manages = and(eq(grants.documentId, documentId), isNull(grants.sectionId), eq(grants.right, 'manage'));
  const isActive = and(isNull(users.suspendedAt), isNull(users.erasedAt));
  const person = await tx
    .select({ id: users.id })
    .from(grants)
    .innerJoin(users, and(eq(users.id, grants.userId), isActive))
    .where(manages)
    .limit(1);
  if (person.length > 0) return true;
  const member = await tx
    .select({ id: users.id })
    .from(grants)
    .innerJoin(organisations, and(eq(organisations.id, grants.organisationId), isNull(organisations.archivedAt)))
    .innerJoin(memberships, eq(memberships.organisationId, organisations.id))
    .innerJoin(users, and(eq(users.id, memberships.userId), isActive))
    .where(manages)
    .limit(1);
  return member.length > 0;
}

async function setInheriting(tx: Db, sectionId: string, inheritsRights: boolean): Promise<void> {
  await tx.update(sections).set({ inheritsRights }).where(eq(sections.id, sectionId));
}

function atPlace({ documentId, sectionId }: Place): SQL | undefined {
  return and(
    eq(grants.documentId, documentId),
    sectionId === null ? isNull(grants.sectionId) : eq(grants.sectionId, sectionId),
  );
}

function toHolder({ kind, id }: Holder): SQL {
  return kind === 'person' ? eq(grants.userId, id) : eq(grants.organisationId, id);
}

async function grantsAt(tx: Db, place: Place): Promise<Kept[]> {
  const rows = await tx.select().from(grants).where(atPlace(place));
  return rows.map(({ userId, organisationId, right }) => ({
    holder: userId === null ? { kind: 'organisation', id: organisationId ?? '' } : { kind: 'person', id: userId },
    right,
  }));
}

/** Gives a right on the whole document, or raises one that is lower; with an audit entry where something changes. */
export async function raiseGrant(
  ctx: Context,
  tx: Db,
  documentId: string,
  holder: Holder,
  right: GrantedRight,
): Promise<void> {
  const place = { documentId, sectionId: null };
  const held = (await grantsAt(tx, place)).find((kept) => kept.holder.id === holder.id);
  if (!held || !includesRight(held.right, right)) await writeGrant(ctx, tx, place, holder, right);
}

/** False when the same is granted there already. */
async function writeGrant(ctx: Context, tx: Db, place: Place, holder: Holder, right: GrantedRight): Promise<boolean> {
  const [before] = await tx
    .select()
    .from(grants)
    .where(and(atPlace(place), toHolder(holder)));
  if (before?.right === right) return false;
  const changed = { right, createdAt: ctx.now, createdBy: viewerId(ctx.viewer) };
  if (before) await tx.update(grants).set(changed).where(eq(grants.id, before.id));
  else await tx.insert(grants).values({ ...changed, ...subjectColumns(holder), ...place, id: ctx.newId() });
  const action = before ? 'right.changed' : 'right.granted';
  const details = { ...auditHolder(holder), right, ...(before ? { before: before.right } : {}) };
  await record(ctx, tx, action, auditSubject(place), details);
  return true;
}

/** False when nothing is granted there. */
async function removeGrant(ctx: Context, tx: Db, place: Place, holder: Holder): Promise<boolean> {
  const [removed] = await tx
    .delete(grants)
    .where(and(atPlace(place), toHolder(holder)))
    .returning();
  if (!removed) return false;
  const details = { ...auditHolder(holder), before: removed.right };
  await record(ctx, tx, 'right.withdrawn', auditSubject(place), details);
  return true;
}

function subjectColumns({ kind, id }: Holder) {
  return kind === 'person' ? { userId: id, organisationId: null } : { userId: null, organisationId: id };
}

function auditHolder({ kind, id }: Holder): { person: string } | { organisation: string } {
  return kind === 'person' ? { person: id } : { organisation: id };
}

function auditSubject({ documentId, sectionId }: Place) {
  return sectionId === null
    ? ({ kind: 'document', id: documentId } as const)
    : ({ kind: 'section', id: sectionId } as const);
}
