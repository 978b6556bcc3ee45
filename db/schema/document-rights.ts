// Who may do what in a document, and what was done to its tree, so that it can be undone.

import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { GrantedRight } from '../../domain/document/rights.ts';
import type { SectionPatch, TreeChangeKind } from '../../domain/document/tree-change.ts';
import { instant } from './columns.ts';
import { documents, sections } from './documents.ts';
import { organisations } from './organisations.ts';
import { users } from './users.ts';

/** A right of one person or one organisation on a document, or on a section and what lies below it. */
export const grants = pgTable(
  'grants',
  {
    id: uuid('id').primaryKey(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    /** Null for the whole document. */
    sectionId: uuid('section_id').references(() => sections.id),
    userId: uuid('user_id').references(() => users.id, { onDelete: 'cascade' }),
    organisationId: uuid('organisation_id').references(() => organisations.id),
    /** `none` only on a section: it takes away what would be inherited. */
    right: text('right').$type<GrantedRight>().notNull(),
    createdAt: instant('created_at').notNull(),
    createdBy: uuid('created_by').references(() => users.id),
  },
  (t) => [
    // one right a subject and place; also the grants of a document
    unique('grants_place').on(t.documentId, t.sectionId, t.userId, t.organisationId).nullsNotDistinct(),
    // the documents that a person or an organisation may see
    index('grants_user').on(t.userId),
    index('grants_organisation').on(t.organisationId),
    check('grants_subject', sql`(${t.userId} is null) <> (${t.organisationId} is null)`),
    check('grants_right', sql`${t.right} in ('none', 'read', 'comment', 'suggest', 'edit', 'manage')`),
    check('grants_none', sql`${t.right} <> 'none' or ${t.sectionId} is not null`),
  ],
);

/** One change of a document's tree: what its sections were before and after. Undoing is a change of its own. */
export const treeChanges = pgTable(
  'tree_changes',
  {
    id: uuid('id').primaryKey(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    /** The tree revision that this change made. */
    treeRevision: integer('tree_revision').notNull(),
    kind: text('kind').$type<TreeChangeKind>().notNull(),
    /** Null when a job or the operator did it. */
    changedBy: uuid('changed_by').references(() => users.id),
    changedAt: instant('changed_at').notNull(),
    /** Emptied after 90 days; the change cannot be undone then. */
    patches: jsonb('patches').$type<SectionPatch[]>().notNull(),
    /** The change that undid this one. */
    undoneBy: uuid('undone_by'),
  },
  (t) => [
    // the latest changes of a document
    index('tree_changes_document').on(t.documentId, t.treeRevision),
    // those old enough to be emptied
    index('tree_changes_at').on(t.changedAt),
  ],
);
