// Inviting somebody by e-mail, taking it back, and taking it up.

import { createHash, randomBytes } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { invitations, memberships, organisations } from '../../db/schema/organisations.ts';
import { users } from '../../db/schema/users.ts';
import { type Localised, localised } from '../../domain/locale.ts';
import { type AcceptanceForm, type InvitationForm, invitationState } from '../../domain/people/invitation.ts';
import { viewerId } from '../../domain/people/viewer.ts';
import { fail, failField, ok, type Result } from '../../domain/result.ts';
import { isRowId } from '../../domain/text.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { authorise } from '../guard.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { transact } from '../transact.ts';
import { insertPerson } from './commands.ts';

type InvitationRow = typeof invitations.$inferSelect;

export type OpenInvitation = Pick<InvitationRow, 'email' | 'role' | 'locale' | 'expiresAt'> & {
  organisation: Localised | null;
  inviter: string | null;
};

const DAY_MS = 24 * 3600 * 1000;

/** Mails a link to join. An older open invitation to the address is replaced. Fails `email-taken`. */
export async function invitePerson(ctx: Context, form: InvitationForm): Promise<Result<{ id: string }>> {
  const allowed = authorise(ctx, 'person.invite', { role: form.role });
  if (!allowed.ok) return allowed;
  return transact(ctx, async (tx) => {
    await takeTurn(tx, form.email);
    if (await isTaken(tx, form.email)) return fail('email-taken', { fields: [{ field: 'email', code: 'taken' }] });
    const organisation = await liveOrganisation(tx, form.organisationId);
    if (form.organisationId !== '' && organisation === null) return failField('organisationId', 'choice');
    const replaced = await revokeOpen(ctx, tx, form.email);
    if (!replaced.ok) return replaced;
    return ok({ id: await insertInvitation(ctx, tx, form, organisation) });
  });
}

/** Sends an open or expired invitation anew, with a new link and a new term; the old link ends. */
export async function resendInvitation(ctx: Context, id: string): Promise<Result<{ id: string }>> {
  const invitation = await findInvitation(ctx.db, id);
  const allowed = authorise(ctx, 'person.invite', invitation ? { role: invitation.role } : {});
  if (!allowed.ok) return allowed;
  if (invitation === null || !['open', 'expired'].includes(invitationState(invitation, ctx.now)))
    return fail('not-found');
  const { email, role, organisationId, locale } = invitation;
  const days = termOf(invitation);
  return invitePerson(ctx, { email, role, organisationId: organisationId ?? '', locale, days });
}

/** The link opens nothing from now on. */
export async function revokeInvitation(ctx: Context, id: string): Promise<Result<void>> {
  const invitation = await findInvitation(ctx.db, id);
  const allowed = authorise(ctx, 'invitation.revoke', invitation ? { role: invitation.role } : {});
  if (!allowed.ok) return allowed;
  if (invitation === null) return fail('not-found');
  return transact(ctx, async (tx) => {
    const revoked = await markRevoked(ctx, tx, eq(invitations.id, id));
    return revoked.length === 1 ? ok() : fail('not-found');
  });
}

/** What the invited person sees before joining. Fails `invitation-invalid` for anything but an open invitation. */
export async function readInvitation(ctx: Context, token: string): Promise<Result<OpenInvitation>> {
  const rows = await ctx.db
    .select({ invitation: invitations, organisation: organisations.name, inviter: users.name })
    .from(invitations)
    .leftJoin(organisations, eq(organisations.id, invitations.organisationId))
    .leftJoin(users, eq(users.id, invitations.invitedBy))
    .where(eq(invitations.tokenHash, hashToken(token)));
  const row = rows[0];
  if (!row || invitationState(row.invitation, ctx.now) !== 'open') return fail('invitation-invalid');
  const { email, role, locale, expiresAt } = row.invitation;
  return ok({ email, role, locale, expiresAt, organisation: row.organisation, inviter: row.inviter });
}

/** Creates the account behind an open invitation; the link itself has proved the address. Fails `invitation-invalid`. */
export async function acceptInvitation(
  ctx: Context,
  token: string,
  form: AcceptanceForm,
): Promise<Result<{ userId: string }>> {
  return transact(ctx, async (tx) => {
    const invitation = await lockInvitation(tx, token);
    if (invitation === null || invitationState(invitation, ctx.now) !== 'open') return fail('invitation-invalid');
    const { email, role, organisationId } = invitation;
    const userId = await insertPerson(ctx, tx, { email, role, name: form.name, locale: form.locale });
    if (userId === null) return fail('invitation-invalid');
    if (organisationId) await tx.insert(memberships).values({ userId, organisationId, createdAt: ctx.now });
    await tx
      .update(invitations)
      .set({ acceptedAt: ctx.now, acceptedBy: userId })
      .where(eq(invitations.id, invitation.id));
    await record(ctx, tx, 'person.joined', { kind: 'person', id: userId }, { invitation: invitation.id });
    return ok({ userId });
  });
}

async function insertInvitation(
  ctx: Context,
  tx: Db,
  form: InvitationForm,
  organisation: typeof organisations.$inferSelect | null,
): Promise<string> {
  const id = ctx.newId();
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(ctx.now.getTime() + form.days * DAY_MS);
  const { email, role, locale } = form;
  await tx.insert(invitations).values({
    id,
    email,
    role,
    locale,
    organisationId: organisation?.id ?? null,
    tokenHash: hashToken(token),
    invitedBy: viewerId(ctx.viewer),
    createdAt: ctx.now,
    expiresAt,
  });
  await enqueueMail(ctx, tx, {
    to: form.email,
    locale: form.locale,
    template: 'invitation',
    params: {
      url: `${ctx.app.config.publicUrl}/${form.locale}/invitation?token=${token}`,
      inviter: await inviterName(ctx, tx),
      organisation: organisation ? localised(organisation.name, form.locale) : null,
      role: form.role,
      expiresAt,
    },
  });
  await record(ctx, tx, 'person.invited', { kind: 'invitation', id }, { role: form.role });
  return id;
}

async function inviterName(ctx: Context, tx: Db): Promise<string | null> {
  const id = viewerId(ctx.viewer);
  if (id === null) return null;
  const rows = await tx.select({ name: users.name }).from(users).where(eq(users.id, id));
  return rows[0]?.name ?? null;
}

/** Two invitations to one address at once go one after the other, so that one replaces the other. */
async function takeTurn(tx: Db, email: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${email}, 0))`);
}

/** A new invitation takes the place of an open one, and needs the right to take that one back. */
async function revokeOpen(ctx: Context, tx: Db, email: string): Promise<Result<void>> {
  const open = and(eq(invitations.email, email), isNull(invitations.acceptedAt), isNull(invitations.revokedAt));
  const rows = await tx.select({ role: invitations.role }).from(invitations).where(open);
  const refused = rows.map(({ role }) => authorise(ctx, 'invitation.revoke', { role })).find((allowed) => !allowed.ok);
  if (refused) return refused;
  await markRevoked(ctx, tx, eq(invitations.email, email));
  return ok();
}

async function markRevoked(ctx: Context, tx: Db, which: ReturnType<typeof eq>): Promise<{ id: string }[]> {
  const revoked = await tx
    .update(invitations)
    .set({ revokedAt: ctx.now })
    .where(and(which, isNull(invitations.acceptedAt), isNull(invitations.revokedAt)))
    .returning({ id: invitations.id });
  for (const { id } of revoked) await record(ctx, tx, 'invitation.revoked', { kind: 'invitation', id });
  return revoked;
}

async function isTaken(tx: Db, email: string): Promise<boolean> {
  return (await tx.select({ id: users.id }).from(users).where(eq(users.email, email))).length > 0;
}

async function liveOrganisation(tx: Db, id: string) {
  if (id === '') return null;
  const rows = await tx
    .select()
    .from(organisations)
    .where(and(eq(organisations.id, id), isNull(organisations.archivedAt)));
  return rows[0] ?? null;
}

async function findInvitation(db: Db, id: string): Promise<InvitationRow | null> {
  if (!isRowId(id)) return null;
  return (await db.select().from(invitations).where(eq(invitations.id, id)))[0] ?? null;
}

async function lockInvitation(tx: Db, token: string): Promise<InvitationRow | null> {
  return (
    (
      await tx
        .select()
        .from(invitations)
        .where(eq(invitations.tokenHash, hashToken(token)))
        .for('update')
    )[0] ?? null
  );
}

/** Whole days, as the inviter chose them. */
function termOf({ createdAt, expiresAt }: InvitationRow): number {
  return Math.round((expiresAt.getTime() - createdAt.getTime()) / DAY_MS);
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
