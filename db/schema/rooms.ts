// What was written into the sections by those who write together: the log of updates, what is folded of it, and whose
// words carry which client id. The log is the truth; `section_bodies` is read off it. Rules RO8 to RO16.

import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
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
  },
  (t) => [
    // the rooms whose text lags behind their log
    index('rooms_unprojected').on(t.sectionId).where(sql`${t.projectedSeq} < ${t.seq}`),
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
