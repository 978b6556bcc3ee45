// What an instance holds about one person, handed out or removed on their wish.

import { eq, sql } from 'drizzle-orm';
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
    const email = person.email ?? '';
    const data = {
      exportedAt: ctx.now,
      person,
      identities: await tx.select().from(accounts).where(eq(accounts.userId, id)),
      sessions: await tx
        .select({
          createdAt: sessions.createdAt,
          lastSeenAt: sessions.lastSeenAt,
          expiresAt: sessions.expiresAt,
          device: sessions.device,
        })
        .from(sessions)
        .where(eq(sessions.userId, id)),
      organisations: await tx
        .select({ id: organisations.id, name: organisations.name, since: memberships.createdAt })
        .from(memberships)
        .innerJoin(organisations, eq(organisations.id, memberships.organisationId))
        .where(eq(memberships.userId, id)),
      invitations: await tx
        .select({
          email: invitations.email,
          role: invitations.role,
          createdAt: invitations.createdAt,
          acceptedAt: invitations.acceptedAt,
        })
        .from(invitations)
        .where(eq(invitations.email, email)),
      mails: await tx
        .select({
          template: mails.template,
          subject: mails.subject,
          state: mails.state,
          createdAt: mails.createdAt,
          sentAt: mails.sentAt,
        })
        .from(mails)
        .where(eq(mails.recipient, email)),
      actions: await tx.select().from(auditEntries).where(eq(auditEntries.actorId, id)).orderBy(auditEntries.id),
    };
    await record(ctx, tx, 'person.exported', { kind: 'person', id });
    return ok(data);
  });
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
    const person = await lockPerson(tx, id);
    if (person === null) return fail('not-found');
    if (await isLastAdministrator(tx, id)) return fail('last-administrator');
    const email = person.email ?? '';
    await endSessionsOf(tx, id);
    const identities = await tx.delete(accounts).where(eq(accounts.userId, id)).returning();
    for (const { subject } of identities)
      await tx.delete(pendingIdentities).where(eq(pendingIdentities.subject, subject));
    await tx.delete(memberships).where(eq(memberships.userId, id));
    await tx.delete(mails).where(eq(mails.recipient, email));
    await tx.delete(signInTokens).where(eq(signInTokens.identifier, email));
    await tx
      .update(invitations)
      .set({ email: '', revokedAt: sql`coalesce(${invitations.revokedAt}, ${ctx.now.toISOString()}::timestamptz)` })
      .where(eq(invitations.email, email));
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
