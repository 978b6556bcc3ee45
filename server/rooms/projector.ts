// Keeps the texts of sections where the logs of their rooms are: told after each commit, and asking by itself, so that
// what a process left that died is done by another one. Several may do the same: it changes nothing. Rules RO15, RO21, RO23.

import { and, eq, lt, lte, sql } from 'drizzle-orm';
import { rooms, roomUpdates } from '../../db/schema/rooms.ts';
import { startPolling } from '../polling.ts';
import type { Runtime } from '../runtime.ts';
import { foldRoom } from './fold.ts';
import type { Base } from './log.ts';
import { type Outcome, projectRoom } from './project-room.ts';
import { ProjectionThread } from './projection-thread.ts';

/** One room is projected so often at most. */
const REST_MS = 1000;
/** What a process has written it projects itself within a second; what is older than that waits for nobody. */
const POLL_MS = 1000;
const WAITED_MS = 1000;
/** A room whose text could not be computed is tried again after so long. */
const FAILED_MS = 600_000;
const CLOSE_MS = 2000;

export type Projector = {
  /** Something was written in this room. */
  nudge(sectionId: string): void;
  /** Nobody has the room open in this process any more. */
  letGo(sectionId: string): void;
  /** After the one that is running, unless it takes long: then that one is given up. */
  close(): Promise<void>;
};

/** `folded` hears of each new base of this process. */
export async function openProjector(
  app: Runtime,
  folded: (sectionId: string, base: Base) => void = () => {},
): Promise<Projector> {
  const projector = new ProjectorOf(app, folded);
  projector.start();
  return projector;
}

class ProjectorOf implements Projector {
  private readonly app: Runtime;
  private readonly folded: (sectionId: string, base: Base) => void;
  private readonly thread = new ProjectionThread();
  /** In the order in which they are done; `true` for those that are let go. */
  private readonly queue = new Map<string, boolean>();
  /** Done less than a second ago. */
  private readonly resting = new Map<string, { isNudged: boolean; timer: NodeJS.Timeout }>();
  /** Of each room whose text is not valid the last row when it was looked at. */
  private readonly invalid = new Map<string, number>();
  /** Until when a room is left alone, in ms of `performance.now()`. */
  private readonly failed = new Map<string, number>();
  private running: Promise<void> | null = null;
  private isClosing = false;
  private stop: () => Promise<void> = async () => {};

  constructor(app: Runtime, folded: (sectionId: string, base: Base) => void) {
    this.app = app;
    this.folded = folded;
  }

  start(): void {
    const polling = startPolling(this.app.log, POLL_MS, 'texts could not be compared with their logs', () =>
      this.poll(),
    );
    this.stop = () => polling.stop();
  }

  nudge(sectionId: string): void {
    const rest = this.resting.get(sectionId);
    if (rest) rest.isNudged = true;
    else this.add(sectionId, false);
  }

  letGo(sectionId: string): void {
    this.add(sectionId, true);
  }

  async close(): Promise<void> {
    this.isClosing = true;
    await this.stop();
    for (const { timer } of this.resting.values()) clearTimeout(timer);
    const givingUp = setTimeout(() => void this.thread.giveUp(), CLOSE_MS);
    await this.running;
    clearTimeout(givingUp);
    await this.thread.giveUp();
  }

  private async poll(): Promise<void> {
    const { sectionId, seq, historySeq } = rooms;
    const { clock, database } = this.app;
    const firstUnread = and(eq(roomUpdates.sectionId, sectionId), eq(roomUpdates.seq, sql`${historySeq} + 1`));
    const behind = await database.db
      .select({ sectionId, seq })
      .from(rooms)
      .innerJoin(roomUpdates, firstUnread)
      .where(and(lt(historySeq, seq), lte(roomUpdates.at, new Date(clock.now().getTime() - WAITED_MS))));
    for (const room of behind) if (this.invalid.get(room.sectionId) !== room.seq) this.nudge(room.sectionId);
  }

  private add(sectionId: string, isLeft: boolean): void {
    if (this.isClosing || (this.failed.get(sectionId) ?? 0) > performance.now()) return;
    this.queue.set(sectionId, isLeft || this.queue.get(sectionId) === true);
    this.running ??= this.run();
  }

  private async run(): Promise<void> {
    for (const [sectionId, isLeft] of this.queue) {
      if (this.isClosing) break;
      this.queue.delete(sectionId);
      this.rest(sectionId);
      await this.projectAndFold(sectionId, isLeft).catch((err: unknown) =>
        this.app.log.warn({ err, sectionId }, 'a text could not be read off its log; it will be tried again'),
      );
    }
    this.running = null;
  }

  private rest(sectionId: string): void {
    clearTimeout(this.resting.get(sectionId)?.timer);
    const timer = setTimeout(() => {
      const isNudged = this.resting.get(sectionId)?.isNudged;
      this.resting.delete(sectionId);
      if (isNudged) this.nudge(sectionId);
    }, REST_MS).unref();
    this.resting.set(sectionId, { isNudged: false, timer });
  }

  private async projectAndFold(sectionId: string, isLeft: boolean): Promise<void> {
    const outcome = await projectRoom(this.app, this.thread, sectionId);
    this.note(sectionId, outcome);
    const base = outcome.kind === 'done' ? await foldRoom(this.app, this.thread, sectionId, isLeft) : null;
    if (base) this.folded(sectionId, base);
  }

  private note(sectionId: string, outcome: Outcome): void {
    if (outcome.kind === 'done') this.invalid.delete(sectionId);
    if (outcome.kind === 'invalid' && this.invalid.get(sectionId) !== outcome.seq) {
      const { seq, damage } = outcome;
      this.invalid.set(sectionId, seq);
      this.app.log.error({ sectionId, seq, damage }, 'a text is not valid for the schema; it stays as it was');
    }
    if (outcome.kind !== 'failed' || this.isClosing) return;
    this.failed.set(sectionId, performance.now() + FAILED_MS);
    this.app.log.error({ sectionId, why: outcome.why }, 'a text could not be computed; its section was set aside');
  }
}
