// What concerns the instance as a whole: its settings, its files, its outgoing mail, its audit log.

import { sql } from 'drizzle-orm';
import { bigint, bigserial, check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Locale, Localised } from '../../domain/locale.ts';
import type { MailState } from '../../domain/mail.ts';
import type { Retention } from '../../domain/people/settings.ts';
import { bytea, instant } from './columns.ts';

/** A file; its bytes are rows of `attachment_parts`, so that one back-up holds everything. At most 20 MiB. */
export const attachments = pgTable(
  'attachments',
  {
    id: uuid('id').primaryKey(),
    /** Of all its bytes, hex. */
    sha256: text('sha256').notNull(),
    /** Found from the content, never from what the sender claims. */
    mediaType: text('media_type').notNull(),
    name: text('name').notNull(),
    /** Bytes. */
    size: integer('size').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [check('attachments_size', sql`${t.size} between 1 and 20971520`)],
);

/** The bytes of an attachment, cut so that no statement takes long (docs/adr/file-parts.md). Written once, never changed. */
export const attachmentParts = pgTable(
  'attachment_parts',
  {
    attachmentId: uuid('attachment_id')
      .notNull()
      .references(() => attachments.id, { onDelete: 'cascade' }),
    /** From 0, without a gap. */
    part: integer('part').notNull(),
    /** Stored as it is: files are mostly compressed already. */
    bytes: bytea('bytes').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.attachmentId, t.part] }),
    check('attachment_parts_size', sql`length(${t.bytes}) between 1 and 524288`),
  ],
);

/** Exactly one row, id 1. */
export const settings = pgTable(
  'settings',
  {
    id: integer('id').primaryKey(),
    name: jsonb('name').$type<Localised>().notNull(),
    logoId: uuid('logo_id').references(() => attachments.id),
    /** `#rrggbb`, at least 4.5:1 on white. */
    accent: text('accent').notNull(),
    /** The languages offered, in this order. */
    locales: text('locales').array().$type<Locale[]>().notNull(),
    /** IANA name; officials' dates are read in it. */
    timeZone: text('time_zone').notNull(),
    retention: jsonb('retention').$type<Retention>().notNull(),
    /** Markdown, per language. */
    privacyNotice: jsonb('privacy_notice').$type<Localised>().notNull(),
    /** Markdown, per language. */
    accessibilityStatement: jsonb('accessibility_statement').$type<Localised>().notNull(),
    /** Where the accessibility statement's feedback link leads. */
    feedbackEmail: text('feedback_email').notNull(),
    revision: integer('revision').notNull().default(1),
  },
  (t) => [check('settings_one_row', sql`${t.id} = 1`)],
);

/** The outbox: every mail, written in the transaction that causes it. */
export const mails = pgTable(
  'mails',
  {
    id: uuid('id').primaryKey(),
    /** Canonical address, one. */
    recipient: text('recipient').notNull(),
    locale: text('locale').$type<Locale>().notNull(),
    /** Name of the template, for filters and previews. */
    template: text('template').notNull(),
    subject: text('subject').notNull(),
    text: text('text').notNull(),
    html: text('html').notNull(),
    state: text('state').$type<MailState>().notNull(),
    /** Tries so far. */
    attempts: integer('attempts').notNull().default(0),
    /** The last refusal, as the mail server worded it; null when there was none. */
    lastError: text('last_error'),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at'),
  },
  (t) => [
    // the outbox page: newest first, by state
    index('mails_state').on(t.state, t.createdAt),
    index('mails_created').on(t.createdAt),
    check('mails_state_known', sql`${t.state} in ('waiting', 'sent', 'failed')`),
  ],
);

/** Who did what, on which thing, when, through what. Triggers refuse every update, delete and truncate. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    at: instant('at').notNull(),
    /** `person`, `anonymous`, `operator` or `system`. */
    actorKind: text('actor_kind').notNull(),
    /** The person; no foreign key, an entry outlives everything. Null for the other kinds. */
    actorId: uuid('actor_id'),
    /** `noun.verb`, such as `person.suspended`. */
    action: text('action').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: text('subject_id').notNull(),
    /** `browser`, `command-line` or `job`. */
    client: text('client').notNull(),
    /** The id of the request in the server's log; null outside a request. */
    requestId: text('request_id'),
    /** Ids, codes and numbers only: never names, addresses or text of people. */
    details: jsonb('details').$type<Record<string, string | number | boolean | null>>().notNull(),
  },
  (t) => [
    // the audit page: newest first, filtered by person, action or thing
    index('audit_at').on(t.at),
    index('audit_actor').on(t.actorId, t.id),
    index('audit_subject').on(t.subjectKind, t.subjectId, t.id),
  ],
);

/** Counters of rate-limiter-flexible; shared by all processes. Not part of a back-up. */
export const rateLimits = pgTable('rate_limits', {
  key: text('key').primaryKey(),
  points: integer('points').notNull().default(0),
  /** Milliseconds since 1970. */
  expire: bigint('expire', { mode: 'number' }),
});
