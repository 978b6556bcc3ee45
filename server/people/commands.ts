// What is done to people's accounts: added, changed, suspended.

import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { users } from '../../db/schema/users.ts';
import { DEFAULT_LOCALE, type Locale } from '../../domain/locale.ts';
import { DEFAULT_NOTIFICATIONS, type ProfileForm } from '../../domain/people/profile.ts';
import { type InstanceRole, viewerId } from '../../domain/people/viewer.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { record } from '../audit/record.ts';
import { endSessionsOf } from '../auth/commands.ts';
import type { Context } from '../context.ts';
import { authorise } from '../guard.ts';
import { transact } from '../transact.ts';

export type NewPerson = { email: string; name: string; role: InstanceRole; locale?: Locale };

/** Adds an account without an invitation. `email` is canonical. Fails `email-taken`. */
export async function addPerson(ctx: Context, person: NewPerson): Promise<Result<{ id: string }>> {
  const allowed = authorise(ctx, 'person.add');
  if (!allowed.ok) return allowed;
  return transact(ctx, async (tx) => {
    const id = await insertPerson(ctx, tx, person);
    if (id === null) return fail('email-taken');
    await record(ctx, tx, 'person.added', { kind: 'person', id }, { role: person.role });
    return ok({ id });
  });
}

/** The new person's id, null when the address is taken. No audit entry: the caller knows what happened. */
export async function insertPerson(ctx: Context, tx: Db, person: NewPerson): Promise<string | null> {
  const row = {
    id: ctx.newId(),
    email: person.email,
    name: person.name,
    locale: person.locale ?? DEFAULT_LOCALE,
    role: person.role,
    notifications: DEFAULT_NOTIFICATIONS,
    createdAt: ctx.now,
  };
  const added = await tx
    .insert(users)
    .values(row)
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id });
  return added[0]?.id ?? null;
}

/** At start, with ADMIN_EMAIL: that address belongs to an administrator, unless it already belongs to somebody. */
export async function ensureAdministrator(ctx: Context, email: string): Promise<Result<void>> {
  const added = await addPerson(ctx, { email, name: email.split('@')[0] ?? email, role: 'administrator' });
  return added.ok || added.error.code === 'email-taken' ? ok() : added;
}

/** One's own name, language and wishes. Fails `stale` when another tab saved first. */
export async function saveProfile(ctx: Context, form: ProfileForm): Promise<Result<void>> {
  const id = viewerId(ctx.viewer);
  const allowed = authorise(ctx, 'person.edit-profile', { relation: 'self' });
  if (!allowed.ok || id === null) return allowed;
  return transact(ctx, async (tx) => {
    const changes = { name: form.name, locale: form.locale, notifications: { digest: form.digest } };
    if (!(await changePerson(tx, id, form.revision, changes))) return fail('stale');
    await record(ctx, tx, 'person.profile-changed', { kind: 'person', id });
    return ok();
  });
}

/** Gives a person another role. Fails `stale`, `last-administrator`, `own-account`. */
export async function changeRole(
  ctx: Context,
  change: { id: string; role: InstanceRole; revision: number },
): Promise<Result<void>> {
  const allowed = authoriseOnOther(ctx, 'person.change-role', change.id);
  if (!allowed.ok) return allowed;
  return transact(ctx, async (tx) => {
    const isLast = await isLastAdministrator(tx, change.id);
    const person = await lockPerson(tx, change.id);
    if (person === null) return fail('not-found');
    if (person.role === change.role) return ok();
    if (isLast) return fail('last-administrator');
    if (!(await changePerson(tx, change.id, change.revision, { role: change.role }))) return fail('stale');
    await record(
      ctx,
      tx,
      'person.role-changed',
      { kind: 'person', id: change.id },
      { from: person.role, to: change.role },
    );
    return ok();
  });
}

/** Ends all of a person's sessions at once and lets them start none. Fails `already-suspended`, `last-administrator`. */
export async function suspendPerson(ctx: Context, id: string): Promise<Result<void>> {
  const allowed = authoriseOnOther(ctx, 'person.suspend', id);
  if (!allowed.ok) return allowed;
  return transact(ctx, async (tx) => {
    const isLast = await isLastAdministrator(tx, id);
    const person = await lockPerson(tx, id);
    if (person === null) return fail('not-found');
    if (person.suspendedAt !== null) return fail('already-suspended');
    if (isLast) return fail('last-administrator');
    await tx
      .update(users)
      .set({ suspendedAt: ctx.now, revision: sql`${users.revision} + 1` })
      .where(eq(users.id, id));
    await endSessionsOf(tx, id);
    await record(ctx, tx, 'person.suspended', { kind: 'person', id });
    return ok();
  });
}

/** Fails `not-suspended`. */
export async function unsuspendPerson(ctx: Context, id: string): Promise<Result<void>> {
  const allowed = authoriseOnOther(ctx, 'person.suspend', id);
  if (!allowed.ok) return allowed;
  return transact(ctx, async (tx) => {
    const person = await lockPerson(tx, id);
    if (person === null) return fail('not-found');
    if (person.suspendedAt === null) return fail('not-suspended');
    await tx
      .update(users)
      .set({ suspendedAt: null, revision: sql`${users.revision} + 1` })
      .where(eq(users.id, id));
    await record(ctx, tx, 'person.unsuspended', { kind: 'person', id });
    return ok();
  });
}

/** Like `authorise`, with the clearer `own-account` where only the relation forbids it. */
function authoriseOnOther(ctx: Context, action: 'person.change-role' | 'person.suspend', id: string): Result<void> {
  const isSelf = viewerId(ctx.viewer) === id;
  const allowed = authorise(ctx, action, { relation: isSelf ? 'self' : 'other' });
  return !allowed.ok && isSelf && authorise(ctx, action).ok ? fail('own-account') : allowed;
}

/** The row, locked until the transaction ends; null for unknown and erased people. */
export async function lockPerson(tx: Db, id: string) {
  const rows = await tx
    .select()
    .from(users)
    .where(and(eq(users.id, id), isNull(users.erasedAt)))
    .for('update');
  return rows[0] ?? null;
}

/**
 * Would the instance be without an administrator if this person were none? Locks all administrators, so two such
 * changes take turns; asked before any other lock, or two of them would wait for each other.
 */
export async function isLastAdministrator(tx: Db, id: string): Promise<boolean> {
  const active = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, 'administrator'), isNull(users.suspendedAt), isNull(users.erasedAt)))
    .orderBy(users.id)
    .for('update');
  return active.length === 1 && active[0]?.id === id;
}

async function changePerson(
  tx: Db,
  id: string,
  revision: number,
  changes: Partial<typeof users.$inferInsert>,
): Promise<boolean> {
  const changed = await tx
    .update(users)
    .set({ ...changes, revision: revision + 1 })
    .where(and(eq(users.id, id), eq(users.revision, revision), isNull(users.erasedAt)))
    .returning({ id: users.id });
  return changed.length === 1;
}
