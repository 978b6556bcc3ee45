// People who can sign in, how they sign in, and their sessions.

import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { Locale } from '../../domain/locale.ts';
import type { NotificationWishes } from '../../domain/people/profile.ts';
import type { InstanceRole } from '../../domain/people/viewer.ts';
import { instant } from './columns.ts';

export const users = pgTable(
  'users',
  {
    id: uuid('id').primaryKey(),
    /** Canonical address (`canonicalEmail`); null once the person is erased. */
    email: text('email'),
    /** '' once the person is erased: screens then say "erased person". */
    name: text('name').notNull(),
    /** The language of mails and of the first page. */
    locale: text('locale').$type<Locale>().notNull(),
    role: text('role').$type<InstanceRole>().notNull(),
    notifications: jsonb('notifications').$type<NotificationWishes>().notNull(),
    createdAt: instant('created_at').notNull(),
    /** Set while the person may not sign in. */
    suspendedAt: instant('suspended_at'),
    /** Set for ever once the personal data are gone; the row stays as a tombstone for audit and versions. */
    erasedAt: instant('erased_at'),
    /** Raised by every change; a command with an older one is stale. */
    revision: integer('revision').notNull().default(1),
  },
  (t) => [
    // sign-in and invitations: the person with this address
    uniqueIndex('users_email').on(t.email),
    check('users_role', sql`${t.role} in ('administrator', 'official', 'partner')`),
    check('users_erased', sql`${t.erasedAt} is null or (${t.email} is null and ${t.name} = '')`),
  ],
);

/** An identity at an OpenID Connect issuer that is bound to a person. */
export const accounts = pgTable(
  'accounts',
  {
    /** The `iss` claim. */
    issuer: text('issuer').notNull(),
    /** The `sub` claim: unique within the issuer, never reused. */
    subject: text('subject').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.issuer, t.subject] }),
    // profile: the identities of one person
    index('accounts_user').on(t.userId),
  ],
);

export const sessions = pgTable(
  'sessions',
  {
    /** What the owner's list and revocation speak of; the token itself is never shown again. */
    id: uuid('id').primaryKey(),
    /** SHA-256 of the cookie's token, hex: a leaked back-up opens no session. */
    tokenHash: text('token_hash').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: instant('created_at').notNull(),
    /** Refreshed at most every ten minutes. */
    lastSeenAt: instant('last_seen_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    /** "Firefox, Linux": enough to recognise one's own device, no address and no full user agent. */
    device: text('device').notNull(),
  },
  (t) => [
    // every request: the session of this cookie
    uniqueIndex('sessions_token').on(t.tokenHash),
    // profile, suspension: all sessions of a person
    index('sessions_user').on(t.userId),
    // nightly sweep of expired ones
    index('sessions_expiry').on(t.expiresAt),
  ],
);

/** A link that was mailed and not yet used. */
export const signInTokens = pgTable(
  'sign_in_tokens',
  {
    /** The canonical address that the link was asked for, whether or not a person has it. */
    identifier: text('identifier').notNull(),
    /** SHA-256 of token and secret, hex, as @auth/core computes it. */
    tokenHash: text('token_hash').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.identifier, t.tokenHash] }), index('sign_in_tokens_expiry').on(t.expiresAt)],
);

/** An identity whose issuer vouches for no address: it waits here until its holder proves one by a link. */
export const pendingIdentities = pgTable(
  'pending_identities',
  {
    /** SHA-256 of the token in the browser's cookie, hex. */
    tokenHash: text('token_hash').primaryKey(),
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    /** The name the issuer gave, shown on the page that asks for the address. */
    name: text('name').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('pending_identities_expiry').on(t.expiresAt)],
);
