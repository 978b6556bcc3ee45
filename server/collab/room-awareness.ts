// Who is in a room and where their caret stands. Whatever a client says of itself, its name and colour are the server's;
// nobody speaks for another. What sockets of other processes say is known for as long as it is renewed. Rules RO16, RO17.

import { type AwarenessState, awarenessFrame } from '../../domain/collab/frames.ts';
import { message } from './wire.ts';

const STATES_PER_SOCKET = 16;
const MAX_CURSOR = 2048;
/** At most one frame a room in this time. */
const SPACING_MS = 30;
/** A client renews its state every 15 s; what another process has not said again for so long is forgotten. */
const SILENCE_MS = 30_000;
/** Clients that have gone. */
const REMEMBERED = 256;
const GONE = 'null';

/** Who says it; `user` is what others are told of them. */
export type Speaker = { user: { id: string; name: string; color: string } };

/** A state as one process tells it to the others; `personId`: whose it is. */
export type ToldState = AwarenessState & { personId: string };

/** A socket of this process, or another process. */
type Source = { kind: 'socket'; speaker: Speaker } | { kind: 'process'; id: string; heardAt: number };

type Known = ToldState & { source: Source };

/** `send` reaches everybody in the room, `tell` the other processes. */
type Ways = { send(messages: Buffer): void; tell(states: readonly ToldState[]): void };

export class RoomAwareness {
  private readonly known = new Map<number, Known>();
  private readonly changed = new Set<number>();
  /** Whose the last clients were that have gone: stock clients repeat what they hear of others, and some of it late. */
  private readonly gone = new Map<number, string>();
  private timer: NodeJS.Timeout | null = null;
  private readonly ways: Ways;

  constructor(ways: Ways) {
    this.ways = ways;
  }

  receive(speaker: Speaker, states: readonly AwarenessState[]): void {
    for (const state of states) this.note(speaker, state);
    this.schedule();
  }

  /** What another process said. `now`: milliseconds, from anywhere. */
  hear(processId: string, states: readonly ToldState[], now: number): void {
    for (const state of states) {
      if (this.isNews(processId, state))
        this.set({ ...state, source: { kind: 'process', id: processId, heardAt: now } });
    }
    this.schedule();
  }

  /** Takes away what other processes have not said again for a while. `now`: as in `hear`. */
  forgetSilent(now: number): void {
    for (const state of this.known.values()) {
      if (state.source.kind === 'process' && now - state.source.heardAt >= SILENCE_MS) this.takeAway(state);
    }
    this.schedule();
  }

  /** Null while nobody has said anything. */
  everybody(): Buffer | null {
    return this.known.size === 0 ? null : this.frame([...this.known.values()]);
  }

  /** What the sockets of this process have said. */
  ours(): ToldState[] {
    return [...this.known.values()].flatMap(toldOf);
  }

  leave(speaker: Speaker): void {
    for (const state of this.known.values()) if (isOf(state, speaker)) this.takeAway(state);
    this.schedule();
  }

  /** What changed since it was last sent; to go along with something else. */
  flush(): Buffer | null {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (this.changed.size === 0) return null;
    const states = [...this.changed].flatMap((client) => this.known.get(client) ?? []);
    for (const state of states) if (state.json === GONE) this.forget(state);
    this.changed.clear();
    const ours = states.flatMap(toldOf);
    if (ours.length > 0) this.ways.tell(ours);
    return this.frame(states);
  }

  private note(speaker: Speaker, state: AwarenessState): void {
    const { client, clock } = state;
    const before = this.known.get(client);
    if (before ? !mayFollow(speaker, state, before) : !this.mayBegin(speaker, state)) return;
    const json = state.json === GONE ? GONE : stateOf(speaker, state.json);
    if (json === null) return;
    this.set({ client, clock, json, personId: speaker.user.id, source: { kind: 'socket', speaker } });
  }

  private mayBegin(speaker: Speaker, { client, json }: AwarenessState): boolean {
    const personId = this.gone.get(client) ?? speaker.user.id;
    return json !== GONE && personId === speaker.user.id && this.countOf(speaker) < STATES_PER_SOCKET;
  }

  private isNews(processId: string, state: ToldState): boolean {
    const before = this.known.get(state.client);
    if (!before) return state.json !== GONE;
    const isSame = before.source.kind === 'process' && before.source.id === processId;
    return isSame ? state.clock >= before.clock : hasChangedOver(state.personId, state, before);
  }

  private set(state: Known): void {
    this.known.set(state.client, state);
    this.changed.add(state.client);
  }

  private takeAway(state: Known): void {
    this.set({ ...state, clock: state.clock + 1, json: GONE });
  }

  private forget({ client, personId }: Known): void {
    this.known.delete(client);
    this.gone.delete(client);
    this.gone.set(client, personId);
    const [oldest] = this.gone.keys();
    if (this.gone.size > REMEMBERED && oldest !== undefined) this.gone.delete(oldest);
  }

  private countOf(speaker: Speaker): number {
    let count = 0;
    for (const state of this.known.values()) if (isOf(state, speaker)) count += 1;
    return count;
  }

  private schedule(): void {
    if (this.changed.size === 0) return;
    this.timer ??= setTimeout(() => {
      const frame = this.flush();
      if (frame) this.ways.send(frame);
    }, SPACING_MS).unref();
  }

  private frame(states: readonly AwarenessState[]): Buffer {
    return message(awarenessFrame(states));
  }
}

/** None of what another process has said. */
function toldOf({ source, ...told }: Known): ToldState[] {
  return source.kind === 'socket' ? [told] : [];
}

function isOf({ source, json }: Known, speaker: Speaker): boolean {
  return source.kind === 'socket' && source.speaker === speaker && json !== GONE;
}

/** May it say this of the client that `before` is about? Said again, it is a sign of life that its sender waits for. */
function mayFollow(speaker: Speaker, state: AwarenessState, before: Known): boolean {
  const { source, json, clock } = before;
  if (source.kind === 'process' && json !== GONE) return hasChangedOver(speaker.user.id, state, before);
  const isIts = json === GONE ? before.personId === speaker.user.id : isOf(before, speaker);
  return isIts && state.clock >= clock;
}

/** Has the client come here from another process? What others repeat of it has the same clock. */
function hasChangedOver(personId: string, { json, clock }: AwarenessState, before: Known): boolean {
  return json !== GONE && personId === before.personId && clock > before.clock;
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
