// Brings the text of one section to where the log of its room is: what is there is read outside any lock, computed in the
// thread, and written in one short transaction that does nothing where somebody else was faster. Rules RO21 to RO23.

import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { documents, sections } from '../../db/schema/documents.ts';
import { rooms, roomUpdates } from '../../db/schema/rooms.ts';
import { goOnWriting, type WritingSession } from '../../domain/collab/writing-sessions.ts';
import { SYSTEM } from '../../domain/people/viewer.ts';
import type { Failure } from '../../domain/result.ts';
import { record } from '../audit/record.ts';
import { type Context, createContext } from '../context.ts';
import type { Runtime } from '../runtime.ts';
import { contentsOf, readBlame, readLastSessions, writeHistory } from './history.ts';
import { append, type Row } from './log.ts';
import type { Projection, ProjectionJob } from './projection.ts';
import type { ProjectionThread } from './projection-thread.ts';
import { type TextDocument, writeText } from './write-text.ts';

/**
 * `done`: there is no more to do for the rows that were there. `invalid`: the schema does not take the text after row
 * `seq`; nothing was written. `failed`: it could not be computed.
 */
export type Outcome =
  | { kind: 'done' }
  | { kind: 'invalid'; seq: number; damage: Failure }
  | { kind: 'failed'; why: string };

type TimedRow = Row & { at: Date };
type Read = { job: ProjectionJob; rows: readonly TimedRow[]; sessions: readonly WritingSession[] };

/** What the thread has forgotten, and rows that were set aside, make it start again; not for ever. */
const MAX_ATTEMPTS = 4;

/** @throws when the database does not answer. */
export async function projectRoom(app: Runtime, thread: ProjectionThread, sectionId: string): Promise<Outcome> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const read = await readRoom(app.database.db, sectionId, thread.reached(sectionId));
    if (!read) return { kind: 'done' };
    const answer = await thread.ask({ kind: 'project', job: read.job });
    if (answer.kind === 'failed') return answer;
    if (answer.kind === 'broken') await setAside(app, sectionId, answer.seqs);
    if (answer.kind !== 'projected') continue;
    const { text } = answer.projection;
    if ('damage' in text) return { kind: 'invalid', seq: read.job.seq, damage: text.damage };
    await write(app, read, answer.projection, text);
    return { kind: 'done' };
  }
  return { kind: 'failed', why: 'the log changed under each attempt' };
}

/** Null for a room of which nothing is to be read. `reached`: the row that the thread is at. */
async function readRoom(db: Db, sectionId: string, reached: number): Promise<Read | null> {
  const work = async (tx: Db): Promise<Read | null> => {
    const [room] = await tx.select().from(rooms).where(eq(rooms.sectionId, sectionId));
    if (!room || room.historySeq >= room.seq) return null;
    const { seq, historySeq, projectedSeq, baseSeq, base } = room;
    const isAhead = reached < baseSeq || reached > historySeq;
    const after = isAhead ? 0 : reached;
    const rows = await readRows(tx, sectionId, after === 0 ? baseSeq : after);
    const fresh = rows.filter((row) => row.seq > historySeq);
    const authors = new Set(fresh.map(({ authorId }) => authorId).filter((id) => id !== null));
    const sessions = goOnWriting(await readLastSessions(tx, sectionId, [...authors]), fresh);
    const blame = await readBlame(tx, sectionId);
    const contentsAt = contentsOf(sessions, historySeq);
    const given = { base: after === 0 ? base : null, rows: rows.map(({ at: _, ...row }) => row) };
    return {
      job: { sectionId, after, ...given, seq, historySeq, projectedSeq, blame, contentsAt },
      rows: fresh,
      sessions,
    };
  };
  return db.transaction(work, { isolationLevel: 'repeatable read', accessMode: 'read only' });
}

async function readRows(tx: Db, ofSection: string, after: number): Promise<TimedRow[]> {
  const { sectionId, seq, authorId, update, at, setAsideAt } = roomUpdates;
  return tx
    .select({ seq, authorId, update, at })
    .from(roomUpdates)
    .where(and(eq(sectionId, ofSection), gt(seq, after), isNull(setAsideAt)))
    .orderBy(asc(seq));
}

type ValidText = Exclude<Projection['text'], { damage: Failure }>;

/** The document's row is locked first, as commands do, then the room's. */
async function write(app: Runtime, read: Read, projection: Projection, text: ValidText): Promise<void> {
  const { sectionId, seq, historySeq } = read.job;
  const ctx = createContext(app, SYSTEM, 'job');
  await app.database.db.transaction(async (tx) => {
    const document = await lockDocument(tx, sectionId);
    const [room] = await tx.select().from(rooms).where(eq(rooms.sectionId, sectionId)).for('update');
    if (!document || !room) return;
    const newest = newestOf(read);
    if (newest && room.projectedSeq < seq) {
      await writeText(ctx, tx, document, { sectionId, ...text, ...newest, brought: projection.brought });
    }
    // somebody else has read these rows, or some of them: what is left is read the next time
    const isRead = room.historySeq !== historySeq;
    const { blame, contents } = projection;
    // a command that has written since saw the same blocks and gave them the same ids
    if (!isRead && room.projectedSeq <= seq) await writeRepair(ctx, tx, sectionId, projection.repair);
    if (!isRead) await writeHistory(tx, { sectionId, seq, blame, contents, sessions: read.sessions });
    const reached = { projectedSeq: Math.max(room.projectedSeq, seq), historySeq: isRead ? room.historySeq : seq };
    await tx.update(rooms).set(reached).where(eq(rooms.sectionId, sectionId));
  });
}

async function lockDocument(tx: Db, sectionId: string): Promise<TextDocument | undefined> {
  const { id, treeRevision } = documents;
  const [document] = await tx
    .select({ id, treeRevision })
    .from(documents)
    .innerJoin(sections, eq(sections.documentId, id))
    .where(eq(sections.id, sectionId))
    .for('update', { of: documents });
  return document;
}

/** Of the last row that a person wrote; of the last one when nobody did. None when all were set aside. */
function newestOf({ rows }: Read): { authorId: string | null; at: Date } | undefined {
  return rows.findLast(({ authorId }) => authorId !== null) ?? rows.at(-1);
}

/** New ids as a row of nobody's: live rooms hear it, and the next projection finds nothing to do. */
async function writeRepair(ctx: Context, tx: Db, sectionId: string, repair: Projection['repair']): Promise<void> {
  if (!repair) return;
  const { update, client } = repair;
  await append(tx, [{ sectionId, authorId: null, update, claims: [client] }], ctx.now, true);
}

/** The room goes on without these rows; they stay in the log for whoever looks into it. */
async function setAside(app: Runtime, sectionId: string, seqs: readonly number[]): Promise<void> {
  const ctx = createContext(app, SYSTEM, 'job');
  const { db } = app.database;
  const set = await db.transaction(async (tx) => {
    const mine = and(eq(roomUpdates.sectionId, sectionId), inArray(roomUpdates.seq, [...seqs]));
    const rows = await tx
      .update(roomUpdates)
      .set({ setAsideAt: ctx.now })
      .where(and(mine, isNull(roomUpdates.setAsideAt)))
      .returning({ seq: roomUpdates.seq });
    for (const { seq } of rows)
      await record(ctx, tx, 'section.row-set-aside', { kind: 'section', id: sectionId }, { seq });
    return rows;
  });
  for (const { seq } of set) app.log.error({ sectionId, seq }, 'a row of the log cannot be read; it was set aside');
}
