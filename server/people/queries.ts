// What screens and the operator read about people, organisations and invitations. Plain objects: nothing a
// viewer may not see leaves here.

import { asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { invitations, memberships, organisations } from '../../db/schema/organisations.ts';
import { users } from '../../db/schema/users.ts';
import { type Locale, type Localised, localised } from '../../domain/locale.ts';
import { type InvitationState, invitationState } from '../../domain/people/invitation.ts';
import { relationTo } from '../../domain/people/permissions.ts';
import { type InstanceRole, viewerId } from '../../domain/people/viewer.ts';
import type { Relation } from '../../domain/permission-rule.ts';
import { can } from '../../domain/permissions.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { isRowId } from '../../domain/text.ts';
import type { Context } from '../context.ts';
import { authorise } from '../guard.ts';

export type Person = {
  id: string;
  name: string;
  /** Null where the viewer may not see it, and once erased. */
  email: string | null;
  locale: Locale;
  role: InstanceRole;
  state: 'active' | 'suspended' | 'erased';
  createdAt: Date;
  revision: number;
  organisations: { id: string; name: Localised }[];
};

export type Organisation = Omit<typeof organisations.$inferSelect, 'contactName' | 'contactEmail' | 'contactPhone'> & {
  /** Null where the viewer may not see it. */
  contact: { name: string; email: string; phone: string } | null;
  people: { id: string; name: string; role: InstanceRole; email: string | null }[];
};

export type Invitation = {
  id: string;
  email: string;
  role: InstanceRole;
  organisation: Localised | null;
  inviter: string | null;
  createdAt: Date;
  expiresAt: Date;
  state: InvitationState;
  canRevoke: boolean;
};

/** Everybody with an account, tombstones last, by name. `search`: part of the name or address, in any case. */
export async function listPeople(ctx: Context, search = ''): Promise<Result<Person[]>> {
  const allowed = authorise(ctx, 'person.list');
  if (!allowed.ok) return allowed;
  const wanted = search.toLocaleLowerCase('et');
  const isWanted = (text: string | null) => text?.toLocaleLowerCase('et').includes(wanted) ?? false;
  const rows = (await ctx.db.select().from(users)).filter((row) => isWanted(row.name) || isWanted(row.email));
  const people = await withOrganisations(ctx.db, rows);
  const collator = new Intl.Collator('et');
  return ok(
    people.sort(
      (a, b) => Number(a.state === 'erased') - Number(b.state === 'erased') || collator.compare(a.name, b.name),
    ),
  );
}

/** One person for administration. */
export async function readPerson(ctx: Context, id: string): Promise<Result<Person>> {
  const allowed = authorise(ctx, 'person.list');
  if (!allowed.ok) return allowed;
  return only(ctx, isRowId(id) ? await ctx.db.select().from(users).where(eq(users.id, id)) : []);
}

/** The person with a canonical address, for the operator. */
export async function personByEmail(ctx: Context, email: string): Promise<Result<Person>> {
  const allowed = authorise(ctx, 'person.list');
  if (!allowed.ok) return allowed;
  return only(ctx, await ctx.db.select().from(users).where(eq(users.email, email)));
}

export type Profile = Person & { digest: typeof users.$inferSelect.notifications.digest };

/** The viewer's own account. */
export async function readProfile(ctx: Context): Promise<Result<Profile>> {
  const id = viewerId(ctx.viewer);
  const allowed = authorise(ctx, 'person.edit-profile', { relation: 'self' });
  if (!allowed.ok) return allowed;
  const rows = id === null ? [] : await ctx.db.select().from(users).where(eq(users.id, id));
  const person = await only(ctx, rows);
  return person.ok ? ok({ ...person.value, digest: rows[0]?.notifications.digest ?? 'daily' }) : person;
}

/** The network with its people, sorted by name in `locale`; archived organisations only for administrators. */
export async function listOrganisations(ctx: Context, locale: Locale): Promise<Result<Organisation[]>> {
  const allowed = authorise(ctx, 'organisation.read');
  if (!allowed.ok) return allowed;
  const all = await ctx.db.select().from(organisations);
  const shown = all.filter((o) => o.archivedAt === null || can(ctx.viewer, 'organisation.archive'));
  const presented = await presentOrganisations(ctx, shown);
  const collator = new Intl.Collator(locale);
  return ok(
    presented.sort(
      (a, b) =>
        Number(a.archivedAt !== null) - Number(b.archivedAt !== null) ||
        collator.compare(localised(a.name, locale), localised(b.name, locale)),
    ),
  );
}

export async function readOrganisation(ctx: Context, id: string): Promise<Result<Organisation>> {
  const allowed = authorise(ctx, 'organisation.read');
  if (!allowed.ok) return allowed;
  const rows = isRowId(id) ? await ctx.db.select().from(organisations).where(eq(organisations.id, id)) : [];
  const visible = rows.filter((o) => o.archivedAt === null || can(ctx.viewer, 'organisation.archive'));
  const [organisation] = await presentOrganisations(ctx, visible);
  return organisation ? ok(organisation) : fail('not-found');
}

/** Newest first; those who may only invite partners see partners' invitations. */
export async function listInvitations(ctx: Context): Promise<Result<Invitation[]>> {
  const allowed = authorise(ctx, 'person.invite', { role: 'partner' });
  if (!allowed.ok) return allowed;
  const rows = await ctx.db
    .select({ invitation: invitations, organisation: organisations.name, inviter: users.name })
    .from(invitations)
    .leftJoin(organisations, eq(organisations.id, invitations.organisationId))
    .leftJoin(users, eq(users.id, invitations.invitedBy))
    .orderBy(desc(invitations.createdAt));
  const visible = rows.filter(({ invitation }) => can(ctx.viewer, 'person.invite', { role: invitation.role }));
  return ok(
    visible.map(({ invitation, organisation, inviter }) => ({
      id: invitation.id,
      email: invitation.email,
      role: invitation.role,
      organisation,
      inviter,
      createdAt: invitation.createdAt,
      expiresAt: invitation.expiresAt,
      state: invitationState(invitation, ctx.now),
      canRevoke: can(ctx.viewer, 'invitation.revoke', { role: invitation.role }),
    })),
  );
}

async function only(ctx: Context, rows: (typeof users.$inferSelect)[]): Promise<Result<Person>> {
  const [person] = await withOrganisations(ctx.db, rows);
  return person ? ok(person) : fail('not-found');
}

async function withOrganisations(db: Db, rows: (typeof users.$inferSelect)[]): Promise<Person[]> {
  const ids = rows.map((row) => row.id);
  const links = await db
    .select({ userId: memberships.userId, id: organisations.id, name: organisations.name })
    .from(memberships)
    .innerJoin(organisations, eq(organisations.id, memberships.organisationId))
    .where(inArray(memberships.userId, ids))
    .orderBy(asc(memberships.createdAt));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    locale: row.locale,
    role: row.role,
    state: row.erasedAt ? 'erased' : row.suspendedAt ? 'suspended' : 'active',
    createdAt: row.createdAt,
    revision: row.revision,
    organisations: links.filter((l) => l.userId === row.id).map(({ id, name }) => ({ id, name })),
  }));
}

async function presentOrganisations(
  ctx: Context,
  rows: (typeof organisations.$inferSelect)[],
): Promise<Organisation[]> {
  const members = await ctx.db
    .select({
      organisationId: memberships.organisationId,
      id: users.id,
      name: users.name,
      role: users.role,
      email: users.email,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(isNull(users.suspendedAt))
    .orderBy(asc(users.name));
  return rows.map(({ contactName, contactEmail, contactPhone, ...row }) => {
    const relation: Relation = relationTo(ctx.viewer, null, [row.id]);
    const seesContact = can(ctx.viewer, 'organisation.read-contact', { relation });
    return {
      ...row,
      contact: seesContact ? { name: contactName, email: contactEmail, phone: contactPhone } : null,
      people: members
        .filter((m) => m.organisationId === row.id)
        .map(({ id, name, role, email }) => {
          const seesEmail = can(ctx.viewer, 'person.read-email', { relation: relationTo(ctx.viewer, id, [row.id]) });
          return { id, name, role, email: seesEmail ? email : null };
        }),
    };
  });
}
