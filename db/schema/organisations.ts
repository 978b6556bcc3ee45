// Organisations of the network, who belongs to them, and who is invited.

import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Locale, Localised } from '../../domain/locale.ts';
import type { OrganisationKind } from '../../domain/people/organisation.ts';
import type { InstanceRole } from '../../domain/people/viewer.ts';
import { instant } from './columns.ts';
import { users } from './users.ts';

export const organisations = pgTable(
  'organisations',
  {
    id: uuid('id').primaryKey(),
    name: jsonb('name').$type<Localised>().notNull(),
    kind: text('kind').$type<OrganisationKind>().notNull(),
    /** ISO 3166-1 alpha-2, upper case. */
    country: text('country').notNull(),
    /** The number in the country's business register, where there is one. */
    registryCode: text('registry_code'),
    contactName: text('contact_name').notNull(),
    contactEmail: text('contact_email').notNull(),
    contactPhone: text('contact_phone').notNull(),
    /** Shown on the public site; its contact details never are. */
    isPublic: boolean('is_public').notNull(),
    createdAt: instant('created_at').notNull(),
    /** Set when the organisation takes part no more; its past contributions keep its name. */
    archivedAt: instant('archived_at'),
    revision: integer('revision').notNull().default(1),
  },
  (t) => [
    // one organisation per register entry; those without a code are not compared
    uniqueIndex('organisations_registry').on(t.country, t.registryCode),
  ],
);

export const memberships = pgTable(
  'memberships',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.organisationId] }),
    // the people of an organisation
    index('memberships_organisation').on(t.organisationId),
  ],
);

export const invitations = pgTable(
  'invitations',
  {
    id: uuid('id').primaryKey(),
    /** Canonical address; '' once the invited person is erased. */
    email: text('email').notNull(),
    role: text('role').$type<InstanceRole>().notNull(),
    organisationId: uuid('organisation_id').references(() => organisations.id),
    /** The language of the mail. */
    locale: text('locale').$type<Locale>().notNull(),
    /** SHA-256 of the token in the link, hex. */
    tokenHash: text('token_hash').notNull(),
    /** Null when the operator invited. */
    invitedBy: uuid('invited_by').references(() => users.id),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    acceptedAt: instant('accepted_at'),
    acceptedBy: uuid('accepted_by').references(() => users.id),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    // the invitation behind a link
    uniqueIndex('invitations_token').on(t.tokenHash),
    // "is somebody already inviting this address?"
    index('invitations_email').on(t.email),
    check('invitations_role', sql`${t.role} in ('administrator', 'official', 'partner')`),
  ],
);
