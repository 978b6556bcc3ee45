// The log of the rooms: what was written, by whom, in which order. One statement appends for all rooms of a commit and
// tells the other processes. Rules RO8, RO9, RO12, RO16.

import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Connection, Db } from '../../db/database.ts';
import { rowsOf } from '../../db/rows.ts';
import { sectionBodies } from '../../db/schema/documents.ts';
import { roomClients, rooms, roomUpdates } from '../../db/schema/rooms.ts';
import { readBody } from '../../domain/document/body.ts';
import { firstUpdate } from './text.ts';

export const ROOM_WRITTEN = 'room_written';

/** What one author wrote to one room; `claims`: Yjs client ids that carry words there for the first time. */
export type NewRow = { sectionId: string; authorId: string | null; update: Uint8Array; claims: readonly number[] };

/** A row of the log. */
export type Row = { seq: number; authorId: string | null; update: Uint8Array };

/** `deletions`: an update without structs. */
export type Base = { seq: number; update: Uint8Array; vector: Uint8Array; deletions: Uint8Array };

export type Loaded = { seq: number; base: Base | null; rows: Row[]; owners: Map<number, string | null> };

const written = z.object({
  process: z.string().nullable(),
  room: z.string(),
  seq: z.int(),
  author: z.string().nullable(),
  update: z.string().nullable(),
});
/** What is said on `ROOM_WRITTEN`; null for an update that is too long to be told. */
export type Written = { sectionId: string; seq: number; row: Row | null };

/** Characters of an update in base64 that go with the announcement, of which PostgreSQL takes 7,999 in all. */
const MAX_TOLD = 7680;

/** Is this what `processId` itself has said? */
export function isSaidBy(processId: string, payload: string): boolean {
  return payload.startsWith(`{"process" : "${processId}"`);
}

export function readWritten(payload: string): Written {
  const { room, seq, author, update } = written.parse(JSON.parse(payload));
  const row = update === null ? null : { seq, authorId: author, update: new Uint8Array(Buffer.from(update, 'base64')) };
  return { sectionId: room, seq, row };
}

/**
 * Appends the rows in their order, whole or not at all, and answers the sequence of each. `isTold`: all processes hear
 * of it after the commit, this one too. The rooms must be there.
 * @throws when the database does not answer; it may have written then all the same.
 */
export async function append(db: Db, rows: readonly NewRow[], at: Date, isTold: boolean): Promise<number[]> {
  const [start, middle, late, end] = (isTold ? TOLD : UNTOLD).split(/\$\d/).map((text) => sql.raw(text));
  const statement = sql`${start}${jsonOf(rows)}${middle}${at.toISOString()}${late}${null}${end}`;
  return rowsOf<{ seq: number }>(await db.execute(statement)).map(({ seq }) => seq);
}

/** The same outside any transaction, as often as people type. `processId`: of who says so; null tells nobody. */
export async function appendAtOnce(
  connection: Connection,
  rows: readonly NewRow[],
  at: Date,
  processId: string | null,
): Promise<number[]> {
  const statement = processId === null ? UNTOLD : TOLD;
  const answer = await connection.query(statement, [jsonOf(rows), at.toISOString(), processId], true);
  return answer.map(({ seq }) => seq as number);
}

/** One parameter, for the drivers differ in how they write arrays. */
function jsonOf(rows: readonly NewRow[]): string {
  return JSON.stringify(
    rows.map(({ sectionId, authorId, update, claims }, place) => {
      return { place, section_id: sectionId, author_id: authorId, written: base64(update), claims };
    }),
  );
}

/** `$1`: the rows, `$2`: when, `$3`: the process. */
function appendStatement(told: string): string {
  return `
    with given as (
      select * from json_to_recordset($1::text::json)
        as given (place int, section_id uuid, author_id uuid, written text, claims json)
    ), held as (
      select section_id, seq from rooms where section_id in (select section_id from given) order by section_id for update
    ), numbered as (
      select given.*, held.seq + row_number() over (partition by section_id order by place) as seq
      from given join held using (section_id)
    ), written as (
      insert into room_updates (section_id, seq, author_id, update, at)
      select section_id, seq, author_id, decode(written, 'base64'), $2::text::timestamptz from numbered
    ), counted as (
      update rooms set seq = newest.seq
      from (select section_id, max(seq) as seq from numbered group by section_id) newest
      where rooms.section_id = newest.section_id
    ), claimed as (
      insert into room_clients (section_id, client, author_id)
      select section_id, client::bigint, author_id from numbered, json_array_elements_text(claims) client
      on conflict do nothing
    )
    select seq::float8 as seq, ${told} as told from numbered order by place`;
}

const UNTOLD = appendStatement('$3::text');
const TOLD = appendStatement(`pg_notify('${ROOM_WRITTEN}', json_build_object('process', $3::text, 'room', section_id,
  'seq', seq, 'author', author_id, 'update', case when length(written) <= ${MAX_TOLD} then written end)::text)`);

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** The room as it stands, made of the text that was saved before when nobody has opened it yet. Null without a section. */
export async function load(db: Db, sectionId: string): Promise<Loaded | null> {
  return (await read(db, sectionId)) ?? ((await begin(db, sectionId)) ? read(db, sectionId) : null);
}

/** In one transaction: a fold in between would hide rows. */
async function read(db: Db, sectionId: string): Promise<Loaded | null> {
  const work = async (tx: Db) => {
    const [room] = await tx.select().from(rooms).where(eq(rooms.sectionId, sectionId));
    return room ? loadedOf(tx, room) : null;
  };
  return db.transaction(work, { isolationLevel: 'repeatable read', accessMode: 'read only' });
}

/** The same in a transaction that will write: nobody else writes there before its end. Null where nobody opened a room. */
export async function loadForWriting(tx: Db, sectionId: string): Promise<Loaded | null> {
  const [room] = await tx.select().from(rooms).where(eq(rooms.sectionId, sectionId)).for('update');
  return room ? loadedOf(tx, room) : null;
}

/** Everything that is there, in its order. */
export function updatesOf({ base, rows }: Loaded): Uint8Array[] {
  return [...(base ? [base.update] : []), ...rows.map(({ update }) => update)];
}

async function loadedOf(tx: Db, room: typeof rooms.$inferSelect): Promise<Loaded> {
  const { sectionId, seq, baseSeq } = room;
  const rows = await readRows(tx, sectionId, baseSeq);
  return { seq, base: baseOf(room), rows, owners: await readOwners(tx, sectionId) };
}

/** What was written after `seq`; with a base, when rows after it are folded already. */
export async function readSince(db: Db, sectionId: string, seq: number): Promise<Loaded | null> {
  const loaded = await read(db, sectionId);
  if (!loaded?.base || loaded.base.seq > seq) return loaded;
  return { ...loaded, base: null, rows: loaded.rows.filter((row) => row.seq > seq) };
}

function baseOf({ baseSeq: seq, base, baseVector, baseDeletions }: typeof rooms.$inferSelect): Base | null {
  if (base === null || baseVector === null || baseDeletions === null) return null;
  return { seq, update: base, vector: baseVector, deletions: baseDeletions };
}

/** The rows after `seq`, in their order, without those that were set aside. */
async function readRows(db: Db, sectionId: string, after: number): Promise<Row[]> {
  const { seq, authorId, update, setAsideAt } = roomUpdates;
  return db
    .select({ seq, authorId, update })
    .from(roomUpdates)
    .where(and(eq(roomUpdates.sectionId, sectionId), gt(seq, after), isNull(setAsideAt)))
    .orderBy(asc(seq));
}

async function readOwners(db: Db, sectionId: string): Promise<Map<number, string | null>> {
  const { client, authorId } = roomClients;
  const rows = await db.select({ client, authorId }).from(roomClients).where(eq(roomClients.sectionId, sectionId));
  return new Map(rows.map((row) => [row.client, row.authorId]));
}

/** The last sequence of each of the rooms that is there. */
export async function readSequences(db: Db, sectionIds: readonly string[]): Promise<Map<string, number>> {
  const { sectionId, seq } = rooms;
  const rows = await db
    .select({ sectionId, seq })
    .from(rooms)
    .where(inArray(sectionId, [...sectionIds]));
  return new Map(rows.map((row) => [row.sectionId, row.seq]));
}

/** Puts the saved text in as the first row, once, whoever comes first. False without a section. */
async function begin(db: Db, sectionId: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { content, updatedBy, updatedAt } = sectionBodies;
    const [saved] = await tx
      .select({ content, authorId: updatedBy, at: updatedAt })
      .from(sectionBodies)
      .where(eq(sectionBodies.sectionId, sectionId))
      .for('update');
    if (!saved) return false;
    const made = await tx.insert(rooms).values({ sectionId, seq: 0 }).onConflictDoNothing().returning();
    if (made.length === 0) return true;
    const body = readBody(saved.content);
    if (!body.ok) throw new Error(`the saved text of section ${sectionId} cannot be read`);
    const { update, client } = firstUpdate(body.value);
    await append(tx, [{ sectionId, authorId: saved.authorId, update, claims: [client] }], saved.at, false);
    await tx.update(rooms).set({ projectedSeq: 1 }).where(eq(rooms.sectionId, sectionId));
    return true;
  });
}
