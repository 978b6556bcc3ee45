// Writes what all rooms have taken: what arrives while a commit is on its way forms the next one, and there is no
// timer. Nothing that was taken is forgotten until it is written. Rules RO8, RO9, RO11.

import { setTimeout as delay, setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import { mergeUpdates } from '../../domain/collab/merging.ts';
import type { NewRow, Row } from '../rooms/log.ts';

/** One update that a room has taken. `written` is called once, after the commit that holds it. */
export type Taken = { authorId: string; update: Uint8Array; claims: readonly number[]; written(): void };

/** A room as far as writing goes. `written` is called after the commit, before what its updates call. */
export type WritingRoom = { sectionId: string; written(rows: readonly Row[]): void };

type Append = (rows: readonly NewRow[]) => Promise<number[]>;
type Group = readonly (readonly [WritingRoom, Taken[]])[];

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 2000;
/** What only waits for others to be written. */
const NOTHING = new Uint8Array();

export class Commits {
  /** Bytes that wait. */
  waiting = 0;
  private next = new Map<WritingRoom, Taken[]>();
  private current: ReadonlyMap<WritingRoom, Taken[]> = new Map();
  private running: Promise<void> | null = null;
  private readonly append: Append;
  private readonly log: Logger;

  constructor(append: Append, log: Logger) {
    this.append = append;
    this.log = log;
  }

  add(room: WritingRoom, taken: Taken): void {
    const own = this.next.get(room);
    if (own) own.push(taken);
    else this.next.set(room, [taken]);
    this.waiting += taken.update.length;
    this.running ??= this.run();
  }

  /** Calls back when everything that the room has taken so far is written; at once when it is. */
  afterwards(room: WritingRoom, then: () => void): void {
    if (this.isWaiting(room)) this.add(room, { authorId: '', update: NOTHING, claims: [], written: then });
    else then();
  }

  isWaiting(room: WritingRoom): boolean {
    return this.next.has(room) || this.current.has(room);
  }

  /** Resolves when nothing waits, or after `ms`. */
  async drain(ms: number): Promise<void> {
    await Promise.race([this.running, delay(ms, undefined, { ref: false })]);
  }

  private async run(): Promise<void> {
    let wait = FIRST_RETRY_MS;
    // everything that this turn of the event loop brings goes together
    for (await setImmediate(); this.next.size > 0; ) {
      this.current = this.next;
      this.next = new Map();
      const failed = await this.persist([...this.current]);
      this.current = new Map();
      if (failed.length > 0) await delay(wait);
      wait = failed.length > 0 ? Math.min(wait * 2, LAST_RETRY_MS) : FIRST_RETRY_MS;
      for (const [room, taken] of failed) this.next.set(room, [...taken, ...(this.next.get(room) ?? [])]);
    }
    this.running = null;
  }

  /** All at once; when that fails each room by itself, so that what cannot be written keeps only its own room. */
  private async persist(group: Group): Promise<Group> {
    if (await this.attempt(group)) return [];
    const failed: Group[number][] = [];
    for (const each of group) if (group.length === 1 || !(await this.attempt([each]))) failed.push(each);
    return failed;
  }

  private async attempt(group: Group): Promise<boolean> {
    const written = await write(this.append, group).catch((err: unknown) => {
      this.log.error({ err, rooms: group.length }, 'what was written together could not be stored; trying again');
      return null;
    });
    for (const [room, taken] of written === null ? [] : group) {
      const rows = written?.get(room) ?? [];
      for (const { update } of taken) this.waiting -= update.length;
      if (rows.length > 0) room.written(rows);
      for (const each of taken) each.written();
    }
    return written !== null;
  }
}

/** The rows of each room with their sequences. */
async function write(
  append: Append,
  group: readonly (readonly [WritingRoom, Taken[]])[],
): Promise<Map<WritingRoom, Row[]>> {
  const rows = group.flatMap(([room, taken]) => rowsOfRoom(room.sectionId, taken).map((row) => ({ room, row })));
  const seqs = rows.length === 0 ? [] : await append(rows.map(({ row }) => row));
  const written = new Map<WritingRoom, Row[]>(group.map(([room]) => [room, []]));
  rows.forEach(({ room, row }, i) => {
    written.get(room)?.push({ seq: seqs[i] as number, authorId: row.authorId, update: row.update });
  });
  return written;
}

/** One row an author. None of two within one commit follows on the other: neither has been sent it. */
function rowsOfRoom(sectionId: string, taken: readonly Taken[]): NewRow[] {
  const byAuthor = Map.groupBy(
    taken.filter(({ update }) => update.length > 0),
    ({ authorId }) => authorId,
  );
  return [...byAuthor].map(([authorId, own]) => ({
    sectionId,
    authorId,
    update: mergeUpdates(own.map(({ update }) => update)),
    claims: own.flatMap(({ claims }) => claims),
  }));
}
