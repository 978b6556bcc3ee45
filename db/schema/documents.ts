// Documents: what they are called and where they stand, their tree of sections, and the text of each section.

import { sql } from 'drizzle-orm';
import { type AnyPgColumn, boolean, check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { DocumentKind, DocumentStatus } from '../../domain/document/document.ts';
import type { SectionKind } from '../../domain/document/section.ts';
import type { Localised } from '../../domain/locale.ts';
import { instant } from './columns.ts';
import { organisations } from './organisations.ts';
import { users } from './users.ts';

export const documents = pgTable(
  'documents',
  {
    id: uuid('id').primaryKey(),
    title: text('title').notNull(),
    /** The template it was made from; says what kind of text it is. */
    kind: text('kind').$type<DocumentKind>().notNull(),
    /** The one language of its text, BCP 47. */
    language: text('language').notNull(),
    /** Null for a text of a person without an organisation. */
    ownerOrganisationId: uuid('owner_organisation_id').references(() => organisations.id),
    status: text('status').$type<DocumentStatus>().notNull(),
    /** The act that adopted it, its number, its day (`YYYY-MM-DD`) and who adopted; '' unless adopted. */
    actTitle: text('act_title').notNull().default(''),
    actNumber: text('act_number').notNull().default(''),
    actDate: text('act_date').notNull().default(''),
    adopter: text('adopter').notNull().default(''),
    /** The document that this one translates; null for a leading one. Never a document that follows itself. */
    leadingId: uuid('leading_id').references((): AnyPgColumn => documents.id),
    createdAt: instant('created_at').notNull(),
    createdBy: uuid('created_by').references(() => users.id),
    /** Of anything in it: title, tree, text. */
    updatedAt: instant('updated_at').notNull(),
    trashedAt: instant('trashed_at'),
    trashedBy: uuid('trashed_by').references(() => users.id),
    /** Of this row. */
    revision: integer('revision').notNull().default(1),
    /** Counts the changes of the tree; the row is locked while the tree changes. */
    treeRevision: integer('tree_revision').notNull().default(1),
  },
  (t) => [
    // the translations of a document
    index('documents_leading').on(t.leadingId),
    check('documents_status', sql`${t.status} in ('working', 'in-consultation', 'adopted')`),
    check('documents_act', sql`(${t.status} = 'adopted') = (${t.actDate} <> '')`),
    check('documents_leading_other', sql`${t.leadingId} <> ${t.id}`),
  ],
);

export const sections = pgTable(
  'sections',
  {
    id: uuid('id').primaryKey(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    /** Null at the top of the document. Of the same document; never itself or one below it. */
    parentId: uuid('parent_id').references((): AnyPgColumn => sections.id),
    /** Fractional index among the live sections of one parent; compared byte by byte, then by id. */
    orderKey: text('order_key').notNull(),
    kind: text('kind').$type<SectionKind>().notNull(),
    title: text('title').notNull(),
    /** What the template says belongs here, per language; null without a template. */
    hint: jsonb('hint').$type<Localised>(),
    /** False: grants above this section do not reach it. */
    inheritsRights: boolean('inherits_rights').notNull().default(true),
    lockedBy: uuid('locked_by').references(() => users.id),
    lockedAt: instant('locked_at'),
    lockReason: text('lock_reason').notNull().default(''),
    /** The section of the leading document that this one translates. */
    leadingId: uuid('leading_id').references((): AnyPgColumn => sections.id),
    /** The body revision and title of the leading section that the translation was last checked against. */
    leadingRevision: integer('leading_revision'),
    leadingTitle: text('leading_title'),
    createdAt: instant('created_at').notNull(),
    createdBy: uuid('created_by').references(() => users.id),
    /** Set on the section that was deleted; what lies below it goes with it unmarked. */
    trashedAt: instant('trashed_at'),
    trashedBy: uuid('trashed_by').references(() => users.id),
    /** Of this row. */
    revision: integer('revision').notNull().default(1),
  },
  (t) => [
    // the tree of a document
    index('sections_document').on(t.documentId),
    // what lies below a section
    index('sections_parent').on(t.parentId),
    // the sections that follow a changed one
    index('sections_leading').on(t.leadingId),
    // lists and search: the documents whose sections are not all read alike
    index('sections_differing').on(t.documentId).where(sql`not ${t.inheritsRights} or ${t.trashedAt} is not null`),
    check('sections_kind', sql`${t.kind} in ('numbered', 'unnumbered', 'annex')`),
    check('sections_parent_other', sql`${t.parentId} <> ${t.id}`),
    check('sections_lock', sql`(${t.lockedBy} is null) = (${t.lockedAt} is null)`),
  ],
);

/** One row a section, always. */
export const sectionBodies = pgTable('section_bodies', {
  sectionId: uuid('section_id')
    .primaryKey()
    .references(() => sections.id),
  /** ProseMirror JSON of the document schema; every block has an id. */
  content: jsonb('content').$type<unknown>().notNull(),
  schemaVersion: integer('schema_version').notNull(),
  /** Words of the text, footnotes included. */
  words: integer('words').notNull(),
  updatedAt: instant('updated_at').notNull(),
  /** Null when a job or the operator wrote it. */
  updatedBy: uuid('updated_by').references(() => users.id),
  revision: integer('revision').notNull().default(1),
});
