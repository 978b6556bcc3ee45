// Who is in a room and where their caret stands. Whatever a client says of itself, its name and colour are the server's;
// nobody speaks for another. Rule RO17.

import { type AwarenessState, awarenessFrame } from '../../domain/collab/frames.ts';
import { message } from './wire.ts';

const STATES_PER_SOCKET = 16;
const MAX_CURSOR = 2048;
/** At most one frame a room in this time. */
const SPACING_MS = 30;
const GONE = 'null';

/** Who says it; `user` is what others are told of them. */
export type Speaker = { user: { id: string; name: string; color: string } };

type Known = { clock: number; json: string; speaker: Speaker | null };

export class RoomAwareness {
  private readonly known = new Map<number, Known>();
  private readonly changed = new Set<number>();
  private timer: NodeJS.Timeout | null = null;
  private readonly send: (messages: Buffer) => void;

  /** `send` reaches everybody in the room. */
  constructor(send: (messages: Buffer) => void) {
    this.send = send;
  }

  receive(speaker: Speaker, states: readonly AwarenessState[]): void {
    for (const state of states) this.note(speaker, state);
    this.schedule();
  }

  /** Null while nobody has said anything. */
  everybody(): Buffer | null {
    return this.known.size === 0 ? null : this.frame([...this.known.keys()]);
  }

  leave(speaker: Speaker): void {
    for (const [client, state] of this.known) {
      if (state.speaker !== speaker) continue;
      this.known.set(client, { clock: state.clock + 1, json: GONE, speaker: null });
      this.changed.add(client);
    }
    this.schedule();
  }

  /** What changed since it was last sent; to go along with something else. */
  flush(): Buffer | null {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (this.changed.size === 0) return null;
    const frame = this.frame([...this.changed]);
    for (const client of this.changed) if (this.known.get(client)?.json === GONE) this.known.delete(client);
    this.changed.clear();
    return frame;
  }

  private note(speaker: Speaker, { client, clock, json }: AwarenessState): void {
    const before = this.known.get(client);
    if (before && before.speaker !== speaker && before.speaker !== null) return;
    // said again, it is a sign of life that its sender waits for
    if (before && clock < before.clock) return;
    if (!before && this.countOf(speaker) >= STATES_PER_SOCKET) return;
    const state = json === GONE ? GONE : stateOf(speaker, json);
    if (state === null) return;
    this.known.set(client, { clock, json: state, speaker: state === GONE ? null : speaker });
    this.changed.add(client);
  }

  private countOf(speaker: Speaker): number {
    let count = 0;
    for (const state of this.known.values()) if (state.speaker === speaker) count += 1;
    return count;
  }

  private schedule(): void {
    if (this.changed.size === 0) return;
    this.timer ??= setTimeout(() => {
      const frame = this.flush();
      if (frame) this.send(frame);
    }, SPACING_MS).unref();
  }

  private frame(clients: readonly number[]): Buffer {
    const states = clients.flatMap((client) => {
      const state = this.known.get(client);
      return state ? { client, clock: state.clock, json: state.json } : [];
    });
    return message(awarenessFrame(states));
  }
}

/** Null for what is no state. Only the cursor is the client's. */
function stateOf({ user }: Speaker, json: string): string | null {
  try {
    const { cursor } = JSON.parse(json) as { cursor?: unknown };
    const kept = cursor === undefined || JSON.stringify(cursor).length > MAX_CURSOR ? null : cursor;
    return JSON.stringify({ user, cursor: kept });
  } catch {
    return null;
  }
}
