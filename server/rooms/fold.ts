// Folds what was read off the log of a room into one base, so that the log stays short and joining fast. Rule RO15.

import { and, asc, eq, gt, isNull, lte, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { rooms, roomUpdates } from '../../db/schema/rooms.ts';
import type { Runtime } from '../runtime.ts';
import type { Base } from './log.ts';
import type { ProjectionThread } from './projection-thread.ts';

/** Rows, or bytes of them, that make folding worth while; rows of a room that nobody has open here any more. */
const MANY = 300;
const MANY_BYTES = 262_144;
const MANY_OF_LEFT = 8;

/**
 * The new base, when there was enough to fold: of the rows that text and history were read off, never of later ones. Null
 * also when somebody else was faster. `isLeft`: nobody has the room open in this process.
 */
export async function foldRoom(
  app: Runtime,
  thread: ProjectionThread,
  sectionId: string,
  isLeft: boolean,
): Promise<Base | null> {
  const { db } = app.database;
  if (!(await isWorthWhile(db, sectionId, isLeft))) return null;
  const found = await readFoldable(db, sectionId);
  if (!found) return null;
  const answer = await thread.ask({ kind: 'fold', updates: found.updates });
  if (answer.kind !== 'folded') {
    app.log.error({ sectionId, answer }, 'the log of a section could not be folded');
    return null;
  }
  const base = { seq: found.seq, ...answer.base };
  return (await write(db, sectionId, found.baseSeq, base)) ? base : null;
}

async function isWorthWhile(db: Db, sectionId: string, isLeft: boolean): Promise<boolean> {
  const rows = sql<number>`count(*)::int`;
  const bytes = sql<number>`coalesce(sum(octet_length(${roomUpdates.update})), 0)::float8`;
  const [behind] = await db
    .select({ rows, bytes })
    .from(rooms)
    .innerJoin(roomUpdates, eq(roomUpdates.sectionId, rooms.sectionId))
    .where(
      and(
        eq(rooms.sectionId, sectionId),
        gt(roomUpdates.seq, rooms.baseSeq),
        lte(roomUpdates.seq, rooms.historySeq),
        isNull(roomUpdates.setAsideAt),
      ),
    );
  if (!behind) return false;
  return behind.rows > MANY || behind.bytes > MANY_BYTES || (isLeft && behind.rows >= MANY_OF_LEFT);
}

type Foldable = { baseSeq: number; seq: number; updates: Uint8Array[] };

async function readFoldable(db: Db, sectionId: string): Promise<Foldable | null> {
  const work = async (tx: Db): Promise<Foldable | null> => {
    const [room] = await tx.select().from(rooms).where(eq(rooms.sectionId, sectionId));
    if (!room) return null;
    const { baseSeq, historySeq: seq, base } = room;
    const { update } = roomUpdates;
    const rows = await tx
      .select({ update })
      .from(roomUpdates)
      .where(and(foldable(sectionId, seq), gt(roomUpdates.seq, baseSeq)))
      .orderBy(asc(roomUpdates.seq));
    return { baseSeq, seq, updates: [...(base ? [base] : []), ...rows.map((row) => row.update)] };
  };
  return db.transaction(work, { isolationLevel: 'repeatable read', accessMode: 'read only' });
}

/** What was set aside is in no base and stays in the log. */
function foldable(sectionId: string, seq: number) {
  return and(eq(roomUpdates.sectionId, sectionId), lte(roomUpdates.seq, seq), isNull(roomUpdates.setAsideAt));
}

/** False when somebody else has folded since `baseSeq`. */
async function write(db: Db, sectionId: string, baseSeq: number, base: Base): Promise<boolean> {
  return db.transaction(async (tx) => {
    const written = await tx
      .update(rooms)
      .set({ base: base.update, baseSeq: base.seq, baseVector: base.vector, baseDeletions: base.deletions })
      .where(and(eq(rooms.sectionId, sectionId), eq(rooms.baseSeq, baseSeq)))
      .returning({ sectionId: rooms.sectionId });
    if (written.length === 0) return false;
    await tx.delete(roomUpdates).where(foldable(sectionId, base.seq));
    return true;
  });
}
