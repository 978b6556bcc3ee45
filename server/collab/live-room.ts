// One section while somebody has it open: what is in memory of it, and who is sent what. Rules RO6, RO7, RO9, RO10.

import { savedFrame, updateFrame } from '../../domain/collab/frames.ts';
import type { Loaded, Row } from '../rooms/log.ts';
import type { Commits } from './commits.ts';
import { RoomAwareness, type Speaker, type ToldState } from './room-awareness.ts';
import type { RoomStore } from './room-store.ts';
import { message, type Wire } from './wire.ts';

/** Updates of one socket that wait for what they follow on. */
const MAX_HELD = 256;
const MAX_HELD_BYTES = 1024 * 1024;

/** `lacks`: rows before the newest one are missing. `tell`: the other processes, who is in at this one. */
type RoomCalls = { lacks(): void; tell(states: readonly ToldState[]): void };

export class LiveRoom {
  readonly sectionId: string;
  readonly store: RoomStore;
  readonly members = new Set<Member>();
  readonly awareness: RoomAwareness;
  private readonly commits: Commits;
  private readonly calls: RoomCalls;

  constructor(sectionId: string, store: RoomStore, commits: Commits, calls: RoomCalls) {
    this.sectionId = sectionId;
    this.store = store;
    this.commits = commits;
    this.calls = calls;
    this.awareness = new RoomAwareness({ send: (messages) => this.sendAll(messages), tell: calls.tell });
  }

  /** After the commit of what this room has taken. */
  written(rows: readonly Row[]): void {
    this.spread(this.store.add(rows));
  }

  /** Rows that another process or a command has written. */
  hear(rows: readonly Row[]): void {
    this.spread(this.store.addForeign(rows));
  }

  /** The room as the log has it by now. */
  catchUp(loaded: Loaded): void {
    this.send(this.store.catchUp(loaded));
  }

  /** What this member says is judged and waits to be written. `refused`: nothing of it was taken. */
  take(member: Member, update: Uint8Array): 'ok' | 'gap' | 'refused' {
    const verdict = this.store.judge(member.authorId, update);
    if (verdict.kind === 'refused' || verdict.kind === 'gap') return verdict.kind;
    const written = () => member.noteSaved();
    if (verdict.kind === 'known') this.commits.afterwards(this, written);
    else {
      this.store.take(member.authorId, verdict);
      this.commits.add(this, { authorId: member.authorId, update, claims: verdict.claims, written });
    }
    return 'ok';
  }

  private spread({ fresh, isWhole }: { fresh: readonly Row[]; isWhole: boolean }): void {
    if (!isWhole) this.calls.lacks();
    this.send(fresh.map(({ update }) => update));
  }

  /** To everybody who has been served; with it what awareness has to say. */
  private send(updates: readonly Uint8Array[]): void {
    if (updates.length === 0) return;
    const awareness = this.awareness.flush();
    const news = Buffer.concat(updates.map((update) => message(updateFrame(update))));
    const all = awareness ? Buffer.concat([news, awareness]) : news;
    for (const member of this.members) {
      if (member.isServed) member.wire.send(all);
      else if (awareness) member.wire.send(awareness);
    }
  }

  private sendAll(messages: Buffer): void {
    for (const { wire } of this.members) wire.send(messages);
  }
}

/** One socket in the room. */
export class Member {
  readonly authorId: string;
  readonly speaker: Speaker;
  readonly wire: Wire;
  /** Has been sent what it lacked; from then on it is sent everything. */
  isServed = false;
  /** Its answer to our step 1 has come: nothing it sends later may follow on what is not here. */
  private isWhole = false;
  private held: Uint8Array[] = [];
  private saved = 0;
  private isTelling = false;
  private readonly isTold: boolean;

  constructor(speaker: Speaker, wire: Wire, isTold: boolean) {
    this.authorId = speaker.user.id;
    this.speaker = speaker;
    this.wire = wire;
    this.isTold = isTold;
  }

  /** One more of its frames is in the database. Told once for all of a commit. */
  noteSaved(): void {
    this.saved += 1;
    if (!this.isTold || this.isTelling) return;
    this.isTelling = true;
    queueMicrotask(() => {
      this.isTelling = false;
      this.wire.send(message(savedFrame(this.saved)));
    });
  }

  /** False for what the room does not take: then the socket must go. */
  say(room: LiveRoom, kind: 'step2' | 'update', update: Uint8Array): boolean {
    const outcome = room.take(this, update);
    if (outcome === 'refused') return false;
    if (outcome === 'gap' && (kind === 'step2' || !this.hold(update))) return false;
    if (kind === 'step2') this.isWhole = true;
    return !this.isWhole || this.release(room);
  }

  private hold(update: Uint8Array): boolean {
    if (this.isWhole) return false;
    this.held.push(update);
    const bytes = this.held.reduce((sum, { length }) => sum + length, 0);
    return this.held.length <= MAX_HELD && bytes <= MAX_HELD_BYTES;
  }

  private release(room: LiveRoom): boolean {
    const held = this.held;
    this.held = [];
    return held.every((update) => room.take(this, update) === 'ok');
  }
}
