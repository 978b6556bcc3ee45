// Tells the other processes who is in a room, and hears it of them: a state is nothing that must be kept, so it is told
// once, by the database's announcements, and what is lost is told again by its next renewal. Rule RO16.

import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Runtime } from '../runtime.ts';
import type { Neighbours } from './neighbours.ts';
import type { ToldState } from './room-awareness.ts';

const ROOM_AWARENESS = 'room_awareness';
/** All rooms are told together, at most so often. */
const SPACING_MS = 100;
const AFTER_FAILURE_MS = 2000;
/** Bytes of one announcement, of which PostgreSQL takes 7,999. */
const MAX_BYTES = 7999;

const TELL = `select pg_notify('${ROOM_AWARENESS}', payload) from json_array_elements_text($1::text::json) payload`;

/** `isAsking`: who hears it tells what its own sockets have said. */
const said = z.object({
  process: z.string(),
  room: z.string(),
  isAsking: z.boolean(),
  states: z.array(z.object({ client: z.number(), clock: z.number(), json: z.string(), personId: z.string() })),
});
type Said = z.infer<typeof said>;

/** A room as far as this is concerned. */
type HearingRoom = { hear(processId: string, states: readonly ToldState[], now: number): void; ours(): ToldState[] };

type Waiting = { isAsking: boolean; states: Map<number, ToldState> };

export class AwarenessRelay {
  private readonly app: Runtime;
  private readonly roomOf: (sectionId: string) => HearingRoom | null;
  private readonly neighbours: Neighbours;
  private waiting = new Map<string, Waiting>();
  private isRunning = false;
  private telling = Promise.resolve(true);
  private stopListening: (() => Promise<void>) | null = null;

  /** `roomOf`: null for a room that is not open here. */
  constructor(app: Runtime, neighbours: Neighbours, roomOf: (sectionId: string) => HearingRoom | null) {
    this.app = app;
    this.neighbours = neighbours;
    this.roomOf = roomOf;
  }

  /** The embedded database has one process only. */
  async listen(): Promise<void> {
    const { database } = this.app;
    if (database.kind !== 'postgres') return;
    this.stopListening = await database.listen(ROOM_AWARENESS, (payload) => this.hear(payload));
  }

  /** Of several states of one client the last is told. */
  tell(sectionId: string, states: readonly ToldState[]): void {
    const room = this.waitingOf(sectionId);
    for (const state of states) room.states.set(state.client, state);
    this.start();
  }

  /** The others tell who is in the room at theirs. */
  ask(sectionId: string): void {
    this.waitingOf(sectionId).isAsking = true;
    this.start();
  }

  /** Tells and hears nothing more. */
  async close(): Promise<void> {
    const stop = this.stopListening;
    this.stopListening = null;
    await Promise.all([stop?.(), this.telling]);
  }

  private waitingOf(sectionId: string): Waiting {
    const known = this.waiting.get(sectionId);
    if (known) return known;
    const room: Waiting = { isAsking: false, states: new Map() };
    this.waiting.set(sectionId, room);
    return room;
  }

  private start(): void {
    if (this.stopListening === null || !this.neighbours.any()) this.waiting.clear();
    else if (!this.isRunning) void this.run();
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    while (this.waiting.size > 0) {
      await delay(SPACING_MS, undefined, { ref: false });
      if (this.stopListening === null) break;
      this.telling = this.notify(this.takeWaiting());
      if (!(await this.telling)) await delay(AFTER_FAILURE_MS, undefined, { ref: false });
    }
    this.isRunning = false;
  }

  private takeWaiting(): string[] {
    const taken = this.waiting;
    this.waiting = new Map();
    return [...taken].flatMap(([room, { isAsking, states }]) =>
      announcements({ process: this.neighbours.processId, room, isAsking, states: [...states.values()] }),
    );
  }

  private async notify(payloads: readonly string[]): Promise<boolean> {
    return this.app.database.connection.query(TELL, [JSON.stringify(payloads)], true).then(
      () => true,
      (err: unknown) => {
        this.app.log.warn({ err }, 'other processes could not be told who is in a room');
        return false;
      },
    );
  }

  private hear(payload: string): void {
    if (payload.startsWith(`{"process":"${this.neighbours.processId}"`)) return;
    const { process, room, isAsking, states } = said.parse(JSON.parse(payload));
    const awareness = this.roomOf(room);
    if (awareness === null) return;
    awareness.hear(process, states, performance.now());
    if (isAsking) this.tell(room, awareness.ours());
  }
}

/** As many as it takes. A state that fits into none stays here. */
function announcements(all: Said): string[] {
  const empty = Buffer.byteLength(JSON.stringify({ ...all, states: [] }));
  const groups: ToldState[][] = [[]];
  let bytes = empty;
  for (const state of all.states) {
    const size = Buffer.byteLength(JSON.stringify(state)) + 1;
    if (empty + size > MAX_BYTES) continue;
    if (bytes + size > MAX_BYTES) groups.push([]);
    bytes = bytes + size > MAX_BYTES ? empty + size : bytes + size;
    groups.at(-1)?.push(state);
  }
  return groups.map((states, i) => JSON.stringify({ ...all, isAsking: all.isAsking && i === 0, states }));
}
