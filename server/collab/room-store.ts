// A room in memory: the bytes that are in the log and how far they go. Nobody's sockets, nobody's rights. A Yjs document
// is never made: what a joiner lacks is cut out of the bytes. Rules RO4 to RO7, RO14, RO30.

import * as Y from 'yjs';
import { step2Frame, updateFrame } from '../../domain/collab/frames.ts';
import { mergeUpdates } from '../../domain/collab/merging.ts';
import { inspectUpdate, readChange } from '../../domain/collab/update.ts';
import {
  advance,
  type Change,
  encodeVector,
  follows,
  isKnown,
  isWithin,
  newcomers,
  noProgress,
  type Progress,
  readProgress,
  type Vector,
} from '../../domain/collab/vectors.ts';
import type { Base, Loaded, Row } from '../rooms/log.ts';
import { message } from './wire.ts';

/** Answers to joiners that are kept; those who come back together lack the same. */
const KEPT_ANSWERS = 64;
/** What the log of a section holds at most, as it stands folded and not folded yet. */
const MAX_BYTES = 8 * 1024 * 1024;

/** `gap`: it follows on what is not here. `known`: it brings nothing new. */
export type Verdict =
  | { kind: 'taken'; change: Change; claims: number[] }
  | { kind: 'known' }
  | { kind: 'gap' }
  | { kind: 'refused' };

export class RoomStore {
  /** All rows up to this one are here. */
  seq: number;
  private base: Base | null;
  private baseVector: Vector = new Map();
  private rows: Row[];
  /** Of the base and the rows. */
  private bytes = 0;
  /** Rows that came before one that is missing. */
  private readonly early = new Map<number, Row>();
  private readonly owners: Map<number, string | null>;
  /** With what waits to be written; null until somebody needs it: serving does not. */
  private progress: Progress | null = null;
  private tail: Uint8Array | null = null;
  private readonly answers = new Map<string, Buffer>();

  constructor({ seq, base, rows, owners }: Loaded) {
    this.seq = seq;
    this.base = base;
    this.rows = rows;
    this.owners = owners;
    if (base) this.baseVector = Y.decodeStateVector(base.vector);
    this.bytes = bytesOf(base, rows);
  }

  /** What the room has, written or about to be, as Yjs encodes a state vector. */
  vector(): Uint8Array {
    return encodeVector(this.reached().vector);
  }

  /** May the author add this, and does it add anything? Changes nothing. */
  judge(authorId: string, update: Uint8Array): Verdict {
    const change = inspectUpdate(update);
    if (change === null) return { kind: 'refused' };
    const progress = this.reached();
    if (isKnown(progress, change)) return { kind: 'known' };
    const fresh = newcomers(progress, change);
    if (fresh.some((client) => this.isForeign(client, authorId))) return { kind: 'refused' };
    if (!follows(progress, change)) return { kind: 'gap' };
    // words are taken out of a full room without putting any in
    if (change.spans.size > 0 && this.bytes + update.length > MAX_BYTES) return { kind: 'refused' };
    return { kind: 'taken', change, claims: fresh.filter((client) => !this.owners.has(client)) };
  }

  /** The room goes on to where it will be when this is written. */
  take(authorId: string, { change, claims }: Verdict & { kind: 'taken' }): void {
    advance(this.reached(), change);
    for (const client of claims) this.owners.set(client, authorId);
  }

  /** Rows that are in the log now. Answers those that were not here yet; false for a gap before the last of them. */
  add(rows: readonly Row[]): { fresh: Row[]; isWhole: boolean } {
    const fresh = rows.filter(({ seq }) => seq > this.seq && !this.early.has(seq));
    for (const row of fresh) this.early.set(row.seq, row);
    for (let next = this.early.get(this.seq + 1); next; next = this.early.get(this.seq + 1)) {
      this.early.delete(next.seq);
      this.seq = next.seq;
    }
    for (const row of fresh) this.rows.push(row);
    this.bytes += bytesOf(null, fresh);
    if (fresh.length > 0) this.forgetAnswers();
    return { fresh, isWhole: this.early.size === 0 };
  }

  /** Rows that another process or a command wrote. */
  addForeign(rows: readonly Row[]): { fresh: Row[]; isWhole: boolean } {
    const added = this.add(rows);
    // before anybody needs it, progress is read off all rows anyway
    for (const row of added.fresh) if (this.progress !== null) this.learn(this.progress, row);
    return added;
  }

  /** What others have written and folded since; `base` is null when all of it is in the rows. */
  catchUp({ seq, base, rows, owners }: Loaded): Uint8Array[] {
    for (const [client, authorId] of owners) this.owners.set(client, authorId);
    const isAhead = base !== null && base.seq > this.seq;
    if (isAhead && this.progress !== null)
      this.learn(this.progress, { seq: base.seq, authorId: null, update: base.update });
    if (isAhead) this.seq = base.seq;
    if (isAhead) this.rebase(base);
    const { fresh } = this.addForeign(rows);
    // rows that were set aside leave gaps that nothing will fill
    this.seq = Math.max(this.seq, seq);
    for (const known of [...this.early.keys()]) if (known <= this.seq) this.early.delete(known);
    return [...(isAhead ? [base.update] : []), ...fresh.map(({ update }) => update)];
  }

  /** What was folded takes the place of the rows up to it. */
  rebase(base: Base): void {
    if (base.seq <= (this.base?.seq ?? 0) || base.seq > this.seq) return;
    this.base = base;
    this.baseVector = Y.decodeStateVector(base.vector);
    this.rows = this.rows.filter(({ seq }) => seq > base.seq);
    this.bytes = bytesOf(base, this.rows);
    this.forgetAnswers();
  }

  /** Everything that somebody with this state vector lacks, as WebSocket messages, the answer to their step 1 last. */
  answer(vector: Uint8Array): Buffer {
    const key = Buffer.from(vector).toString('latin1');
    const known = this.answers.get(key);
    if (known) return known;
    const answer = vector.length <= 1 ? this.whole() : this.difference(vector);
    if (this.answers.size < KEPT_ANSWERS) this.answers.set(key, answer);
    return answer;
  }

  private whole(): Buffer {
    return answerOf([...(this.base ? [this.base.update] : []), this.merged()]);
  }

  private difference(vector: Uint8Array): Buffer {
    const tail = Y.diffUpdate(this.merged(), vector);
    if (!this.base) return answerOf([tail]);
    const isUpToBase = isWithin(this.baseVector, Y.decodeStateVector(vector));
    return answerOf([isUpToBase ? this.base.deletions : Y.diffUpdate(this.base.update, vector), tail]);
  }

  private merged(): Uint8Array {
    this.tail ??= mergeUpdates(this.rows.map(({ update }) => update));
    return this.tail;
  }

  private forgetAnswers(): void {
    this.tail = null;
    this.answers.clear();
  }

  private isForeign(client: number, authorId: string): boolean {
    return this.owners.has(client) && this.owners.get(client) !== authorId;
  }

  private reached(): Progress {
    if (this.progress) return this.progress;
    const progress = this.base ? readProgress(this.base.vector, this.base.deletions) : noProgress();
    const change = readChange(this.merged());
    if (change) advance(progress, change);
    this.progress = progress;
    return progress;
  }

  private learn(progress: Progress, { authorId, update }: Row): void {
    const change = readChange(update);
    if (!change) return;
    for (const client of newcomers(progress, change)) {
      if (!this.owners.has(client)) this.owners.set(client, authorId);
    }
    advance(progress, change);
  }
}

function bytesOf(base: Base | null, rows: readonly Row[]): number {
  return rows.reduce((sum, { update }) => sum + update.length, base?.update.length ?? 0);
}

/** A client takes itself for whole at the first step 2: it comes last. */
function answerOf(updates: readonly Uint8Array[]): Buffer {
  const last = updates.length - 1;
  return Buffer.concat(updates.map((update, i) => message(i === last ? step2Frame(update) : updateFrame(update))));
}
