// The rooms of sections that are open in this process: loaded when the first comes, let go a while after the last has
// gone, told what other processes and commands write. Rules RO1, RO11, RO12, RO16, RO19, RO20.

import { randomUUID } from 'node:crypto';
import { startPolling } from '../polling.ts';
import {
  appendAtOnce,
  isSaidBy,
  load,
  type NewRow,
  ROOM_WRITTEN,
  readSequences,
  readSince,
  readWritten,
} from '../rooms/log.ts';
import type { openProjector, Projector } from '../rooms/projector.ts';
import type { Runtime } from '../runtime.ts';
import { AwarenessRelay } from './awareness-relay.ts';
import { Commits } from './commits.ts';
import { LiveRoom, type Member } from './live-room.ts';
import { type Neighbours, watchNeighbours } from './neighbours.ts';
import { RoomStore } from './room-store.ts';

const IDLE_MS = 10_000;
const POLL_MS = 3000;
const DRAIN_MS = 8000;

type Open = {
  ready: Promise<LiveRoom | null>;
  live: LiveRoom | null;
  isReading: boolean;
  isBehind: boolean;
  idle: NodeJS.Timeout | null;
};

type OpenRooms = Map<string, Open>;

export type SectionRooms = {
  /** Null without such a section. Whoever enters must `leave`. */
  enter(sectionId: string, member: Member): Promise<LiveRoom | null>;
  leave(room: LiveRoom, member: Member): void;
  /** Bytes that wait to be written. */
  waiting(): number;
  /** Hears nothing more, and writes what was taken. */
  close(): Promise<void>;
  isClosing(): boolean;
};

export async function openSectionRooms(app: Runtime, project: typeof openProjector): Promise<SectionRooms> {
  const open: OpenRooms = new Map();
  const projector = await project(app, (sectionId, base) => open.get(sectionId)?.live?.store.rebase(base));
  const rooms = new SectionRoomsOf(app, open, projector, await watchNeighbours(app, randomUUID()));
  await rooms.listen();
  return rooms;
}

class SectionRoomsOf implements SectionRooms {
  private readonly app: Runtime;
  private readonly open: OpenRooms;
  private readonly projector: Projector;
  private readonly commits: Commits;
  private readonly relay: AwarenessRelay;
  private readonly neighbours: Neighbours;
  private stops: (() => Promise<void>)[] = [];
  private isEnding = false;

  constructor(app: Runtime, open: OpenRooms, projector: Projector, neighbours: Neighbours) {
    this.app = app;
    this.neighbours = neighbours;
    this.open = open;
    this.projector = projector;
    this.commits = new Commits((rows) => this.write(rows), app.log);
    this.relay = new AwarenessRelay(app, neighbours, (sectionId) => open.get(sectionId)?.live?.awareness ?? null);
  }

  private async write(rows: readonly NewRow[]): Promise<number[]> {
    const { database, clock } = this.app;
    const { processId, any } = this.neighbours;
    const seqs = await appendAtOnce(database.connection, rows, clock.now(), any() ? processId : null);
    for (const { sectionId } of rows) this.projector.nudge(sectionId);
    return seqs;
  }

  async listen(): Promise<void> {
    const everything = () => {
      for (const sectionId of this.open.keys()) this.catchUp(sectionId);
    };
    const stop = await this.app.database.listen(ROOM_WRITTEN, (payload) => this.hear(payload), everything);
    const polling = startPolling(this.app.log, POLL_MS, 'open sections could not be checked', () => this.poll());
    await this.relay.listen();
    const forgetting = setInterval(() => this.forgetSilent(), POLL_MS).unref();
    this.stops = [
      async () => clearInterval(forgetting),
      () => this.relay.close(),
      () => polling.stop(),
      stop,
      () => this.neighbours.close(),
    ];
  }

  async enter(sectionId: string, member: Member): Promise<LiveRoom | null> {
    const open = this.open.get(sectionId) ?? this.begin(sectionId);
    const room = await open.ready;
    if (!room) return null;
    if (open.idle) clearTimeout(open.idle);
    open.idle = null;
    room.members.add(member);
    return room;
  }

  leave(room: LiveRoom, member: Member): void {
    room.members.delete(member);
    room.awareness.leave(member.speaker);
    const open = this.open.get(room.sectionId);
    if (open && room.members.size === 0) this.letGoLater(room.sectionId, open);
  }

  waiting(): number {
    return this.commits.waiting;
  }

  isClosing(): boolean {
    return this.isEnding;
  }

  async close(): Promise<void> {
    this.isEnding = true;
    // what is not projected by then another process does, or this one when it starts again
    await Promise.all([this.commits.drain(DRAIN_MS), this.projector.close()]);
    for (const stop of this.stops) await stop();
    for (const { idle } of this.open.values()) if (idle) clearTimeout(idle);
  }

  private begin(sectionId: string): Open {
    const open: Open = { ready: Promise.resolve(null), live: null, isReading: false, isBehind: false, idle: null };
    open.ready = this.load(sectionId).then(
      (live) => {
        open.live = live;
        if (open.isBehind) this.catchUp(sectionId);
        if (live) this.letGoLater(sectionId, open);
        else this.open.delete(sectionId);
        return live;
      },
      (err: unknown) => {
        this.open.delete(sectionId);
        throw err;
      },
    );
    this.open.set(sectionId, open);
    return open;
  }

  private async load(sectionId: string): Promise<LiveRoom | null> {
    const loaded = await load(this.app.database.db, sectionId);
    if (!loaded) return null;
    this.relay.ask(sectionId);
    return new LiveRoom(sectionId, new RoomStore(loaded), this.commits, {
      lacks: () => this.catchUp(sectionId),
      tell: (states) => this.relay.tell(sectionId, states),
    });
  }

  private letGoLater(sectionId: string, open: Open): void {
    if (open.idle) clearTimeout(open.idle);
    open.idle = setTimeout(() => {
      const { live } = open;
      if (!live || live.members.size > 0 || this.open.get(sectionId) !== open) return;
      if (this.commits.isWaiting(live)) this.letGoLater(sectionId, open);
      else {
        this.open.delete(sectionId);
        this.projector.letGo(sectionId);
      }
    }, IDLE_MS).unref();
  }

  private hear(payload: string): void {
    // what this process has written is there already; an answer that never came leaves a gap, which is caught up
    if (isSaidBy(this.neighbours.processId, payload)) return;
    const { sectionId, seq, row } = readWritten(payload);
    const open = this.open.get(sectionId);
    if (!open) return;
    // while it is being loaded nobody knows whether this row is in what is read
    if (!open.live) open.isBehind = true;
    else if (row) open.live.hear([row]);
    else if (seq > open.live.store.seq) this.catchUp(sectionId);
  }

  private forgetSilent(): void {
    for (const { live } of this.open.values()) live?.awareness.forgetSilent(performance.now());
  }

  private async poll(): Promise<void> {
    const ids = [...this.open].flatMap(([id, { live }]) => (live ? id : []));
    if (ids.length === 0) return;
    const newest = await readSequences(this.app.database.db, ids);
    for (const [id, seq] of newest) if (seq > (this.open.get(id)?.live?.store.seq ?? seq)) this.catchUp(id);
  }

  /** Reads what the room lacks; once more when it was called meanwhile. */
  private catchUp(sectionId: string): void {
    const open = this.open.get(sectionId);
    if (!open) return;
    open.isBehind = true;
    if (!open.live || open.isReading) return;
    open.isReading = true;
    this.readOn(open, open.live)
      .catch((err: unknown) => this.app.log.warn({ err }, 'a section could not be caught up; it will be tried again'))
      .finally(() => {
        open.isReading = false;
      });
  }

  private async readOn(open: Open, live: LiveRoom): Promise<void> {
    while (open.isBehind) {
      open.isBehind = false;
      const since = await readSince(this.app.database.db, live.sectionId, live.store.seq);
      if (since) live.catchUp(since);
    }
  }
}
