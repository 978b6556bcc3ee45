// When somebody was writing in a section: a stretch of rows of the log by one author without a long pause. Counted row by
// row, so that it does not matter how many are read at once. Rule RO21.

/** `lastSeq` and `endedAt` move on while the session lasts; others may have written between. */
export type WritingSession = {
  authorId: string;
  firstSeq: number;
  lastSeq: number;
  startedAt: Date;
  endedAt: Date;
};

export type WrittenRow = { seq: number; authorId: string | null; at: Date };

const LONGEST_PAUSE_MS = 15 * 60_000;
const LONGEST_MS = 2 * 3_600_000;

/**
 * The sessions that the rows begin or go on with, as they are after them. `known`: the last one of each author before.
 * What no person wrote belongs to none.
 */
export function goOnWriting(known: readonly WritingSession[], rows: readonly WrittenRow[]): WritingSession[] {
  const last = new Map(known.map((session) => [session.authorId, session]));
  const touched = new Map<number, WritingSession>();
  for (const { seq, authorId, at } of rows) {
    if (authorId === null) continue;
    const open = last.get(authorId);
    const session =
      open && goesOn(open, at)
        ? { ...open, lastSeq: seq, endedAt: new Date(Math.max(at.getTime(), open.endedAt.getTime())) }
        : { authorId, firstSeq: seq, lastSeq: seq, startedAt: at, endedAt: at };
    last.set(authorId, session);
    touched.set(session.firstSeq, session);
  }
  return [...touched.values()];
}

function goesOn({ startedAt, endedAt }: WritingSession, at: Date): boolean {
  const isPaused = at.getTime() - endedAt.getTime() > LONGEST_PAUSE_MS;
  return !isPaused && at.getTime() - startedAt.getTime() <= LONGEST_MS;
}
