// The files of documents: whose they are and where they are used. Their bytes are attachments like the logo.

import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { FilePurpose } from '../../domain/document/file.ts';
import { instant } from './columns.ts';
import { documents, sections } from './documents.ts';
import { attachments } from './instance.ts';
import { users } from './users.ts';

/** An attachment of a document. Who may read its section (the document, without one) or one that uses it may read it. */
export const documentFiles = pgTable(
  'document_files',
  {
    attachmentId: uuid('attachment_id')
      .primaryKey()
      .references(() => attachments.id),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    /** Where it was added; null for the document as a whole. */
    sectionId: uuid('section_id').references(() => sections.id),
    /** `image`: shown in a text and swept when no text shows it any more. `file`: listed until somebody removes it. */
    purpose: text('purpose').$type<FilePurpose>().notNull(),
    /** Pixels; null for what is no picture. */
    width: integer('width'),
    height: integer('height'),
    addedAt: instant('added_at').notNull(),
    addedBy: uuid('added_by').references(() => users.id),
    removedAt: instant('removed_at'),
    removedBy: uuid('removed_by').references(() => users.id),
  },
  (t) => [
    // the files of a document
    index('document_files_document').on(t.documentId),
    check('document_files_purpose', sql`${t.purpose} in ('image', 'file')`),
  ],
);

/** Which section's text shows which attachment; written with the text. */
export const fileUses = pgTable(
  'file_uses',
  {
    sectionId: uuid('section_id')
      .notNull()
      .references(() => sections.id),
    attachmentId: uuid('attachment_id')
      .notNull()
      .references(() => attachments.id),
    /** Kept when the text no longer shows it, so that the sweep can wait; null while it does. */
    endedAt: instant('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.sectionId, t.attachmentId] }),
    // where an attachment is shown
    index('file_uses_attachment').on(t.attachmentId),
  ],
);
