// What was written into the sections by those who write together: the log of updates, what is folded of it, whose words
// carry which client id, and what is kept of the log when it is folded: who wrote which words, and who wrote when. The log
// is the truth; `section_bodies` is read off it. Rules RO8 to RO16, RO21.

import { sql } from 'drizzle-orm';
import { bigint, index, jsonb, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import type { Blame } from '../../domain/document/blame.ts';
import { bytea, instant } from './columns.ts';
import { sections } from './documents.ts';
import { users } from './users.ts';

/** The room of a section; made when somebody first opens it to write. Its row is locked while a sequence is taken. */
export const rooms = pgTable(
  'rooms',
  {
    sectionId: uuid('section_id')
      .primaryKey()
      .references(() => sections.id),
    /** Of the last row of the log. */
    seq: bigint('seq', { mode: 'number' }).notNull(),
    /** The rows up to this one are folded into `base`; 0 without one. */
    baseSeq: bigint('base_seq', { mode: 'number' }).notNull().default(0),
    /** One Yjs update, version 1; null while nothing is folded. */
    base: bytea('base'),
    /** The state vector of `base`. */
    baseVector: bytea('base_vector'),
    /** What is deleted in `base`: an update without structs. */
    baseDeletions: bytea('base_deletions'),
    /** The text of the section is that of the log up to this row. */
    projectedSeq: bigint('projected_seq', { mode: 'number' }).notNull().default(0),
    /** Blame and writing sessions are those of the log up to this row; never more than `projectedSeq`. */
    historySeq: bigint('history_seq', { mode: 'number' }).notNull().default(0),
  },
  (t) => [
    // the rooms of which something is still to be read off their log
    index('rooms_unread').on(t.sectionId).where(sql`${t.historySeq} < ${t.seq}`),
  ],
);

/** What one person sent to one room within one commit. */
export const roomUpdates = pgTable(
  'room_updates',
  {
    sectionId: uuid('section_id')
      .notNull()
      .references(() => rooms.sectionId),
    /** Counts by room, without a gap. */
    seq: bigint('seq', { mode: 'number' }).notNull(),
    /** Null when a job or the operator wrote it. */
    authorId: uuid('author_id').references(() => users.id),
    /** Yjs update, version 1. */
    update: bytea('update').notNull(),
    at: instant('at').notNull(),
    /** Set on a row that cannot be read: the room goes on without it. */
    setAsideAt: instant('set_aside_at'),
  },
  (t) => [primaryKey({ columns: [t.sectionId, t.seq] })],
);

/** Whose words a Yjs client id stands for in a room: the first person's who used it, for good. */
export const roomClients = pgTable(
  'room_clients',
  {
    sectionId: uuid('section_id')
      .notNull()
      .references(() => rooms.sectionId),
    client: bigint('client', { mode: 'number' }).notNull(),
    /** Null when a job or the operator used it. */
    authorId: uuid('author_id').references(() => users.id),
  },
  (t) => [primaryKey({ columns: [t.sectionId, t.client] })],
);

/** Who wrote which words of a section's text. */
export const sectionBlame = pgTable('section_blame', {
  sectionId: uuid('section_id')
    .primaryKey()
    .references(() => sections.id),
  /** Of the text after this row of the log: the room's `history_seq`. */
  seq: bigint('seq', { mode: 'number' }).notNull(),
  blame: jsonb('blame').$type<Blame>().notNull(),
});

/** One person's writing in one section without a long pause. Kept when the log is folded. */
export const writingSessions = pgTable(
  'writing_sessions',
  {
    sectionId: uuid('section_id')
      .notNull()
      .references(() => sections.id),
    /** Its first row of the log, and its last: others may have written between. */
    firstSeq: bigint('first_seq', { mode: 'number' }).notNull(),
    lastSeq: bigint('last_seq', { mode: 'number' }).notNull(),
    authorId: uuid('author_id')
      .notNull()
      .references(() => users.id),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.sectionId, t.firstSeq] }),
    // the last session of each author in a section
    index('writing_sessions_author').on(t.sectionId, t.authorId, t.firstSeq),
  ],
);

/** The text of a section before and after each writing session, by the row of the log that made it; 0 is the empty text. */
export const sectionContents = pgTable(
  'section_contents',
  {
    sectionId: uuid('section_id')
      .notNull()
      .references(() => sections.id),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    /** ProseMirror JSON of the document schema; a block may still lack its id. Without a row the text was not valid then. */
    content: jsonb('content').$type<unknown>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.sectionId, t.seq] })],
);
