// What is kept of the log of a room for good: who wrote which words, and who wrote when, with the texts before and after.
// Read off each row once, before it is folded. Rule RO21.

import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { sectionBlame, sectionContents, writingSessions } from '../../db/schema/rooms.ts';
import type { WritingSession } from '../../domain/collab/writing-sessions.ts';
import { type Blame, NO_BLAME } from '../../domain/document/blame.ts';

export async function readBlame(db: Db, sectionId: string): Promise<Blame> {
  const [row] = await db.select().from(sectionBlame).where(eq(sectionBlame.sectionId, sectionId));
  return row?.blame ?? NO_BLAME;
}

/** The last session of each of the authors. */
export async function readLastSessions(
  db: Db,
  sectionId: string,
  authorIds: readonly string[],
): Promise<WritingSession[]> {
  if (authorIds.length === 0) return [];
  const { authorId, firstSeq } = writingSessions;
  return db
    .selectDistinctOn([authorId])
    .from(writingSessions)
    .where(and(eq(writingSessions.sectionId, sectionId), inArray(authorId, [...authorIds])))
    .orderBy(authorId, desc(firstSeq));
}

/** The rows after which the text is kept for these sessions. */
export function contentsOf(sessions: readonly WritingSession[], historySeq: number): number[] {
  const ends = sessions.flatMap(({ firstSeq, lastSeq }) => [firstSeq - 1, lastSeq]);
  return [...new Set(ends)].filter((seq) => seq >= historySeq);
}

export type History = {
  sectionId: string;
  /** Of the last row that was read. */
  seq: number;
  blame: Blame;
  sessions: readonly WritingSession[];
  contents: ReadonlyMap<number, unknown>;
};

/** In the transaction that holds the room's row; whoever calls has seen that nobody else has read these rows. */
export async function writeHistory(tx: Db, { sectionId, seq, blame, sessions, contents }: History): Promise<void> {
  await tx
    .insert(sectionBlame)
    .values({ sectionId, seq, blame })
    .onConflictDoUpdate({ target: sectionBlame.sectionId, set: { seq, blame } });
  const ended = await readEnds(tx, sectionId, sessions);
  if (sessions.length > 0) {
    await tx
      .insert(writingSessions)
      .values(sessions.map((session) => ({ sectionId, ...session })))
      .onConflictDoUpdate({
        target: [writingSessions.sectionId, writingSessions.firstSeq],
        set: { lastSeq: sql`excluded.last_seq`, endedAt: sql`excluded.ended_at` },
      });
  }
  const rows = [...contents].map(([at, content]) => ({ sectionId, seq: at, content }));
  if (rows.length > 0) await tx.insert(sectionContents).values(rows).onConflictDoNothing();
  await dropContents(tx, sectionId, ended);
}

/** Where the sessions ended until now. */
async function readEnds(tx: Db, sectionId: string, sessions: readonly WritingSession[]): Promise<number[]> {
  const { firstSeq, lastSeq } = writingSessions;
  const known = sessions.map((session) => session.firstSeq);
  if (known.length === 0) return [];
  const rows = await tx
    .select({ lastSeq })
    .from(writingSessions)
    .where(and(eq(writingSessions.sectionId, sectionId), inArray(firstSeq, known)));
  return rows.map((row) => row.lastSeq);
}

/** Of these those that no session begins or ends with any more. */
async function dropContents(tx: Db, sectionId: string, seqs: readonly number[]): Promise<void> {
  if (seqs.length === 0) return;
  const { sectionId: ofSection, seq } = sectionContents;
  const { firstSeq, lastSeq } = writingSessions;
  const used = sql`exists (select from ${writingSessions} where ${writingSessions.sectionId} = ${ofSection}
    and (${lastSeq} = ${seq} or ${firstSeq} = ${seq} + 1))`;
  await tx.delete(sectionContents).where(and(eq(ofSection, sectionId), inArray(seq, [...seqs]), sql`not ${used}`));
}
