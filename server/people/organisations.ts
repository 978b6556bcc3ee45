// Organisations of the network: adding, changing, archiving, and who belongs to them.

import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { memberships, organisations } from '../../db/schema/organisations.ts';
import type { OrganisationForm } from '../../domain/people/organisation.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { isRowId } from '../../domain/text.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { authorise } from '../guard.ts';
import { transact } from '../transact.ts';
import { lockPerson } from './commands.ts';

/** Whoever caches public pages drops them on this channel. */
export const PUBLIC_CHANGED = 'public_changed';

/** Fails with field `registryCode` when the country's register already has an organisation here. */
export async function createOrganisation(ctx: Context, form: OrganisationForm): Promise<Result<{ id: string }>> {
  const allowed = authorise(ctx, 'organisation.create');
  if (!allowed.ok) return allowed;
  const id = ctx.newId();
  return transact(ctx, async (tx) => {
    const values = { ...columns(form), id, createdAt: ctx.now };
    const rows = await tx
      .insert(organisations)
      .values(values)
      .onConflictDoNothing()
      .returning({ id: organisations.id });
    if (rows.length === 0) return registryTaken();
    await record(ctx, tx, 'organisation.created', { kind: 'organisation', id });
    await announce(tx);
    return ok({ id });
  });
}

/** Fails `stale` when somebody saved in between; nothing is changed then. */
export async function editOrganisation(
  ctx: Context,
  change: OrganisationForm & { id: string; revision: number },
): Promise<Result<{ id: string }>> {
  const allowed = authorise(ctx, 'organisation.edit');
  if (!allowed.ok) return allowed;
  const { id, revision } = change;
  return transact(ctx, async (tx) => {
    if (await registryHasOther(tx, change)) return registryTaken();
    const rows = await tx
      .update(organisations)
      .set({ ...columns(change), revision: revision + 1 })
      .where(and(eq(organisations.id, id), eq(organisations.revision, revision)))
      .returning({ id: organisations.id });
    if (rows.length === 0) return fail('stale');
    await record(ctx, tx, 'organisation.changed', { kind: 'organisation', id });
    await announce(tx);
    return ok({ id });
  });
}

/** Takes an organisation out of the network (`archived`) or back into it; its people stay. */
export async function setArchived(ctx: Context, id: string, archived: boolean): Promise<Result<void>> {
  const allowed = authorise(ctx, 'organisation.archive');
  if (!allowed.ok) return allowed;
  return transact(ctx, async (tx) => {
    const rows = await tx
      .update(organisations)
      .set({ archivedAt: archived ? ctx.now : null, revision: sql`${organisations.revision} + 1` })
      .where(and(eq(organisations.id, id), sql`(${organisations.archivedAt} is null) = ${archived}`))
      .returning({ id: organisations.id });
    if (rows.length === 0) return fail('not-found');
    await record(ctx, tx, archived ? 'organisation.archived' : 'organisation.unarchived', { kind: 'organisation', id });
    await announce(tx);
    return ok();
  });
}

/** Fails `already-member`. */
export async function addMember(ctx: Context, organisationId: string, userId: string): Promise<Result<void>> {
  const allowed = authorise(ctx, 'membership.change');
  if (!allowed.ok) return allowed;
  if (!isRowId(organisationId) || !isRowId(userId)) return fail('not-found');
  return transact(ctx, async (tx) => {
    const [person, organisation] = [await lockPerson(tx, userId), await lockLive(tx, organisationId)];
    if (person === null || organisation === null) return fail('not-found');
    const row = { userId, organisationId, createdAt: ctx.now };
    const added = await tx.insert(memberships).values(row).onConflictDoNothing().returning();
    if (added.length === 0) return fail('already-member');
    await record(ctx, tx, 'membership.added', { kind: 'person', id: userId }, { organisation: organisationId });
    return ok();
  });
}

export async function removeMember(ctx: Context, organisationId: string, userId: string): Promise<Result<void>> {
  const allowed = authorise(ctx, 'membership.change');
  if (!allowed.ok) return allowed;
  if (!isRowId(organisationId) || !isRowId(userId)) return fail('not-found');
  return transact(ctx, async (tx) => {
    const removed = await tx
      .delete(memberships)
      .where(and(eq(memberships.userId, userId), eq(memberships.organisationId, organisationId)))
      .returning();
    if (removed.length === 0) return fail('not-found');
    await record(ctx, tx, 'membership.removed', { kind: 'person', id: userId }, { organisation: organisationId });
    return ok();
  });
}

function columns(form: OrganisationForm) {
  const { name, kind, country, contactName, contactEmail, contactPhone, isPublic } = form;
  const registryCode = form.registryCode === '' ? null : form.registryCode;
  return { name, kind, country, registryCode, contactName, contactEmail, contactPhone, isPublic };
}

function registryTaken() {
  return fail('invalid', { fields: [{ field: 'registryCode', code: 'taken' }] });
}

async function registryHasOther(tx: Db, change: OrganisationForm & { id: string }): Promise<boolean> {
  if (change.registryCode === '') return false;
  const rows = await tx
    .select({ id: organisations.id })
    .from(organisations)
    .where(and(eq(organisations.country, change.country), eq(organisations.registryCode, change.registryCode)));
  return rows.some((row) => row.id !== change.id);
}

async function lockLive(tx: Db, id: string) {
  const live = and(eq(organisations.id, id), isNull(organisations.archivedAt));
  return (await tx.select({ id: organisations.id }).from(organisations).where(live).for('share'))[0] ?? null;
}

/** Delivered at commit, and only then: no process that dies in between leaves others with old pages. */
async function announce(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_notify(${PUBLIC_CHANGED}, '')`);
}
