// What an instance holds about one person, handed out or removed on their wish.

import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { auditEntries, mails } from '../../db/schema/instance.ts';
import { invitations, memberships, organisations } from '../../db/schema/organisations.ts';
import { accounts, pendingIdentities, sessions, signInTokens, users } from '../../db/schema/users.ts';
import { DEFAULT_NOTIFICATIONS } from '../../domain/people/profile.ts';
import { viewerId } from '../../domain/people/viewer.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { isRowId } from '../../domain/text.ts';
import { record } from '../audit/record.ts';
import { endSessionsOf } from '../auth/commands.ts';
import type { Context } from '../context.ts';
import { authorise } from '../guard.ts';
import { transact } from '../transact.ts';
import { isLastAdministrator, lockPerson } from './commands.ts';

const relation = (ctx: Context, id: string) => (viewerId(ctx.viewer) === id ? 'self' : 'other');

/** Everything stored about a person as one plain object (JSON), dates in ISO 8601, secrets left out. */
export async function exportPerson(ctx: Context, id: string): Promise<Result<Record<string, unknown>>> {
  const allowed = authorise(ctx, 'person.export', { relation: relation(ctx, id) });
  if (!allowed.ok) return allowed;
  if (!isRowId(id)) return fail('not-found');
  return transact(ctx, async (tx) => {
    const person = await lockPerson(tx, id);
    if (person === null) return fail('not-found');
    const data = {
      exportedAt: ctx.now,
      person,
      ...(await entryAndPlaces(tx, id)),
      ...(await sentTo(tx, person.email ?? '')),
      actions: await tx.select().from(auditEntries).where(eq(auditEntries.actorId, id)).orderBy(auditEntries.id),
      about: await tx.select().from(auditEntries).where(eq(auditEntries.subjectId, id)).orderBy(auditEntries.id),
    };
    await record(ctx, tx, 'person.exported', { kind: 'person', id });
    return ok(data);
  });
}

/** How the person signs in, from where, and where they belong. */
async function entryAndPlaces(tx: Db, id: string) {
  const { createdAt, lastSeenAt, expiresAt, device } = sessions;
  return {
    identities: await tx.select().from(accounts).where(eq(accounts.userId, id)),
    sessions: await tx
      .select({ createdAt, lastSeenAt, expiresAt, device })
      .from(sessions)
      .where(eq(sessions.userId, id)),
    organisations: await tx
      .select({ id: organisations.id, name: organisations.name, since: memberships.createdAt })
      .from(memberships)
      .innerJoin(organisations, eq(organisations.id, memberships.organisationId))
      .where(eq(memberships.userId, id)),
  };
}

/** What went to their address. */
async function sentTo(tx: Db, email: string) {
  const { role, acceptedAt } = invitations;
  const { template, subject, state, sentAt } = mails;
  return {
    invitations: await tx
      .select({ email: invitations.email, role, createdAt: invitations.createdAt, acceptedAt })
      .from(invitations)
      .where(eq(invitations.email, email)),
    mails: await tx
      .select({ template, subject, state, createdAt: mails.createdAt, sentAt })
      .from(mails)
      .where(eq(mails.recipient, email)),
  };
}

/**
 * Removes a person's data everywhere and leaves a tombstone, so that versions and the audit log still have
 * somebody to point at. Ends their sessions. Fails `last-administrator`.
 */
export async function erasePerson(ctx: Context, id: string): Promise<Result<void>> {
  const allowed = authorise(ctx, 'person.erase', { relation: relation(ctx, id) });
  if (!allowed.ok) return allowed;
  if (!isRowId(id)) return fail('not-found');
  return transact(ctx, async (tx) => {
    const isLast = await isLastAdministrator(tx, id);
    const person = await lockPerson(tx, id);
    if (person === null) return fail('not-found');
    if (isLast) return fail('last-administrator');
    await endSessionsOf(tx, id);
    await removeIdentities(tx, id);
    await tx.delete(memberships).where(eq(memberships.userId, id));
    await removeAddress(ctx, tx, person.email ?? '');
    await removeName(tx, id);
    await tx
      .update(users)
      .set({
        email: null,
        name: '',
        notifications: DEFAULT_NOTIFICATIONS,
        erasedAt: ctx.now,
        revision: sql`${users.revision} + 1`,
      })
      .where(eq(users.id, id));
    await record(ctx, tx, 'person.erased', { kind: 'person', id });
    return ok();
  });
}

async function removeIdentities(tx: Db, userId: string): Promise<void> {
  const removed = await tx.delete(accounts).where(eq(accounts.userId, userId)).returning();
  for (const { issuer, subject } of removed) {
    const same = and(eq(pendingIdentities.issuer, issuer), eq(pendingIdentities.subject, subject));
    await tx.delete(pendingIdentities).where(same);
  }
}

/** The mails in which the person invites others by name. */
async function removeName(tx: Db, id: string): Promise<void> {
  const invited = tx.select({ email: invitations.email }).from(invitations).where(eq(invitations.invitedBy, id));
  await tx.delete(mails).where(and(eq(mails.template, 'invitation'), inArray(mails.recipient, invited)));
}

/** Mails and links to the address go; an invitation stays as a fact about whoever invited. */
async function removeAddress(ctx: Context, tx: Db, email: string): Promise<void> {
  await tx.delete(mails).where(eq(mails.recipient, email));
  await tx.delete(signInTokens).where(eq(signInTokens.identifier, email));
  const open = and(eq(invitations.email, email), isNull(invitations.acceptedAt), isNull(invitations.revokedAt));
  await tx.update(invitations).set({ revokedAt: ctx.now }).where(open);
  await tx.update(invitations).set({ email: '' }).where(eq(invitations.email, email));
}
