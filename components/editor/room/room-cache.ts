// Rooms outlive their editors for a while: who scrolls away and back finds their undo, and what is still on its way is
// not cut off. No React in here. Rule RO29.

import { BROWSER_CLOCK, type RoomClock } from './clock.ts';
import { RoomConnection, type RoomOptions } from './room-connection.ts';

type Held = { room: RoomConnection; users: number; stop: (() => void) | null };

/** After the last editor has gone. */
const KEEP_MS = 60_000;
/** Documents without an editor at most; the longest unused goes first. */
const MOST_IDLE = 8;
/** Between looks at a room without an editor. */
const AGAIN_MS = 1000;

export class RoomCache {
  readonly #clock: RoomClock;
  readonly #held = new Map<string, Held>();

  constructor(clock: RoomClock = BROWSER_CLOCK) {
    this.#clock = clock;
  }

  /** Whoever takes a room must `release` it. */
  take(options: RoomOptions): RoomConnection {
    const key = keyOf(options);
    const held = this.#held.get(key) ?? { room: new RoomConnection(options), users: 0, stop: null };
    held.stop?.();
    held.stop = null;
    if (held.users === 0) held.room.resume();
    held.users += 1;
    this.#held.set(key, held);
    return held.room;
  }

  release(options: Pick<RoomOptions, 'personId' | 'sectionId'>): void {
    const key = keyOf(options);
    const held = this.#held.get(key);
    if (!held) return;
    held.users -= 1;
    if (held.users > 0) return;
    // last in the order of what lies idle
    this.#held.delete(key);
    this.#held.set(key, held);
    this.#rest(key, held, this.#clock.now() + KEEP_MS);
    this.#makeRoom();
  }

  /** Would leaving the page now lose anything in any room? */
  mustAsk(): boolean {
    return [...this.#held.values()].some(({ room }) => room.mustAsk());
  }

  /** The page's person has a session again: rooms that were closed for want of one are asked again. */
  signedIn(): void {
    for (const { room } of this.#held.values()) {
      const { saving } = room.read();
      if (saving.state === 'refused' && saving.reason === 'signed-out') room.retry();
    }
  }

  /** Leaves the room once nothing of it is on its way, and lets the document go after `until`. */
  #rest(key: string, held: Held, until: number): void {
    const isBusy = held.room.isBusy();
    if (!isBusy) held.room.pause();
    if (!isBusy && this.#clock.now() >= until) this.#end(key, held);
    else held.stop = this.#clock.later(() => this.#rest(key, held, until), AGAIN_MS);
  }

  #makeRoom(): void {
    const idle = [...this.#held].filter(([, { users, room }]) => users === 0 && !room.isBusy());
    for (const [key, held] of idle.slice(0, Math.max(0, idle.length - MOST_IDLE))) this.#end(key, held);
  }

  #end(key: string, held: Held): void {
    held.stop?.();
    this.#held.delete(key);
    held.room.close();
  }
}

function keyOf({ personId, sectionId }: Pick<RoomOptions, 'personId' | 'sectionId'>): string {
  return `${personId}:${sectionId}`;
}
