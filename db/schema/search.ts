// What search looks into: one row for each title and text that can be found, computed from documents and sections and
// never the only copy of anything. Lexemes come from domain/search, so both databases answer alike.

import { sql } from 'drizzle-orm';
import { boolean, customType, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { documents, sections } from './documents.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

export const searchEntries = pgTable(
  'search_entries',
  {
    /** The id of the section, or of the document for its title. */
    id: uuid('id').primaryKey(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id, { onDelete: 'cascade' }),
    /** Null in the row of a document's title. */
    sectionId: uuid('section_id').references(() => sections.id, { onDelete: 'cascade' }),
    /** The document's. */
    language: text('language').notNull(),
    title: text('title').notNull(),
    /** The text, block by block. */
    passages: jsonb('passages').$type<{ blockId: string; text: string }[]>().notNull(),
    /** As domain/search/lexemes gives them, without positions. */
    lexemes: tsvector('lexemes').notNull(),
    /** UTF-16 units of title and text: of two equal hits the shorter is first. */
    size: integer('size').notNull(),
    /** `LEXEME_VERSION` when this row was computed; 0 when it waits to be. */
    version: integer('version').notNull(),
    /** Are its words in the vocabulary? */
    isLearned: boolean('is_learned').notNull(),
    /** Counts the times it was computed. */
    revision: integer('revision').notNull().default(1),
  },
  (t) => [
    // every search; without a list of changes still to be merged, which each search would read through
    index('search_entries_lexemes').using('gin', t.lexemes).with({ fastupdate: false }),
    // the entries of a document whose language changes
    index('search_entries_document').on(t.documentId),
    // the entries of another version
    index('search_entries_version').on(t.version),
    // the entries whose words are not in the vocabulary yet
    index('search_entries_unlearned').on(t.id).where(sql`not ${t.isLearned}`),
  ],
);

/** The stems that stand somewhere, for finding what is spelt almost like them. */
export const searchWords = pgTable(
  'search_words',
  {
    /** ISO 639-1. */
    language: text('language').notNull(),
    stem: text('stem').notNull(),
    /** Letters of the stem. */
    length: integer('length').notNull(),
    trigrams: text('trigrams').array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.language, t.stem] }),
    // stems that share groups of three letters with a misspelt one
    index('search_words_trigrams').using('gin', t.trigrams).with({ fastupdate: false }),
  ],
);
