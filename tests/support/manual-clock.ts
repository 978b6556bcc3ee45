// A clock that stands still until a test moves it.

import type { RoomClock } from '../../components/editor/room/clock.ts';

export class ManualClock implements RoomClock {
  private time = 0;
  private readonly waiting = new Set<{ at: number; call: () => void }>();

  now(): number {
    return this.time;
  }

  later(call: () => void, ms: number): () => void {
    const entry = { at: this.time + ms, call };
    this.waiting.add(entry);
    return () => this.waiting.delete(entry);
  }

  /** Calls what is due on the way, in its order. */
  advance(ms: number): void {
    const end = this.time + ms;
    for (let next = this.next(end); next; next = this.next(end)) {
      this.waiting.delete(next);
      this.time = next.at;
      next.call();
    }
    this.time = end;
  }

  private next(end: number): { at: number; call: () => void } | undefined {
    return [...this.waiting].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}
