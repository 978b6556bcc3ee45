// What this page has written and the server has not yet said is in its database: frames of this connection are counted
// against the count that it tells, deletions and the answer to its question included. After a cut everything that was not
// acknowledged counts as unsent again. Rule RO25.

import type { Vector } from '../../../domain/collab/vectors.ts';

type Frame = {
  /** When the oldest change in it was made; null when it brings nothing. */
  since: number | null;
  /** How far the document has come with it, for the client ids that it is about. */
  reached: Vector;
};

export class Unsaved {
  #frames: Frame[] = [];
  #told = 0;
  #unsentSince: number | null;

  /** `since`: when there was something already that the server may lack. */
  constructor(since: number | null = null) {
    this.#unsentSince = since;
  }

  /** When the oldest change was made that is not known to be saved; null when all are. */
  get since(): number | null {
    const sent = this.#frames.find(({ since }) => since !== null)?.since ?? null;
    if (sent === null || this.#unsentSince === null) return sent ?? this.#unsentSince;
    return Math.min(sent, this.#unsentSince);
  }

  /** Something was changed and not sent. */
  changed(now: number): void {
    this.#unsentSince ??= now;
  }

  /** A change was sent as it was made. */
  sent(now: number, reached: Vector): void {
    this.#frames.push({ since: now, reached });
  }

  /** Everything that the server lacked was sent, in so many frames. */
  answered(frames: number, reached: Vector): void {
    for (let i = 1; i <= frames; i += 1) {
      this.#frames.push({ since: this.#unsentSince, reached: i === frames ? reached : new Map() });
    }
    this.#unsentSince = null;
  }

  /** So many frames of this connection are in the database. Answers how far that reaches, client id by client id. */
  saved(count: number): [client: number, clock: number][] {
    const done = this.#frames.splice(0, Math.max(0, count - this.#told));
    this.#told = Math.max(this.#told, count);
    return done.flatMap(({ reached }) => [...reached]);
  }

  /** The connection is lost, its count with it. */
  cut(): void {
    this.#unsentSince = this.since;
    this.#frames = [];
    this.#told = 0;
  }
}
