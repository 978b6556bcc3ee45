// What this browser keeps of one person's section: y-indexeddb writes every change into a database, and this asks that
// database what has really arrived there, for y-indexeddb does not tell. What could not be saved and was put aside lies
// beside it, and what the server was last known to have.

import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import { readChange } from '../../../domain/collab/update.ts';
import { advance, type Change, follows, isKnown, noProgress, type Vector } from '../../../domain/collab/vectors.ts';
import { clearDatabase, type Kept, openDatabase, putBeside, readSince } from './local-database.ts';
import type { Recovery } from './recovery.ts';

type Waiting = { change: Change; since: number };

export class LocalStore {
  /** Was there a text of an earlier page? */
  readonly hadText: boolean;
  /** What the server was known to have of it. */
  readonly acknowledged: Vector;
  /** What was put aside by an earlier page. */
  readonly recovered: readonly Recovery[];
  readonly #database: IDBDatabase;
  readonly #writer: IndexeddbPersistence;
  readonly #progress = noProgress();
  #lastKey = 0;
  #waiting: Waiting[] = [];
  #isWorking = true;
  #checking: Promise<void> = Promise.resolve();

  /** Puts what is kept into the document, which must be empty. Null where the browser keeps nothing for us. */
  static async open(name: string, doc: Y.Doc): Promise<LocalStore | null> {
    const database = await openDatabase(name);
    if (database === null) return null;
    let kept = await readSince(database, 0);
    if (kept?.updates.some((update) => readChange(update) === null)) {
      // torn by the browser: the server has everything that it ever acknowledged
      await clearDatabase(database, kept.recovered);
      kept = await readSince(database, 0);
    }
    if (kept === null) return null;
    const writer = new IndexeddbPersistence(name, doc);
    await writer.whenSynced;
    return new LocalStore(database, writer, kept);
  }

  private constructor(database: IDBDatabase, writer: IndexeddbPersistence, kept: Kept) {
    this.#database = database;
    this.#writer = writer;
    this.#take(kept);
    this.hadText = this.#progress.vector.size > 0;
    this.acknowledged = kept.acknowledged;
    this.recovered = kept.recovered;
    for (const one of [database, writer.db]) if (one) this.#guard(one);
  }

  /** False when the browser has taken the database away. */
  get isWorking(): boolean {
    return this.#isWorking;
  }

  /** When the oldest change was made that is not known to be in the database; null when all are. */
  get since(): number | null {
    return this.#waiting[0]?.since ?? null;
  }

  /** Did this change come out of the store itself? */
  isOrigin(origin: unknown): boolean {
    return origin === this.#writer;
  }

  /** A change that is on its way into the database. */
  note(update: Uint8Array, now: number): void {
    const change = readChange(update);
    if (change) this.#waiting.push({ change, since: now });
  }

  /** The server has everything: no change has to be looked for any more. */
  settle(): void {
    this.#waiting = [];
  }

  /** Asks the database what has arrived. Two at once ask one after the other. */
  check(): Promise<void> {
    this.#checking = this.#checking.then(() => this.#check());
    return this.#checking;
  }

  /** Keeps what the server is known to have. */
  async keepAcknowledged(vector: Vector): Promise<void> {
    if (this.#isWorking) await putBeside(this.#database, 'acknowledged', [...vector]);
  }

  /** False when it could not be kept. */
  async keepRecovered(recovered: readonly Recovery[]): Promise<boolean> {
    return this.#isWorking && (await putBeside(this.#database, 'recovered', recovered));
  }

  /** Forgets the text for what was put aside of it, and writes no more. False when that could not be done. */
  async clear(recovered: readonly Recovery[]): Promise<boolean> {
    const done = this.#writer.destroy();
    const isCleared = this.#isWorking && (await clearDatabase(this.#database, recovered));
    await done;
    this.#end();
    return isCleared;
  }

  async close(): Promise<void> {
    await this.#writer.destroy();
    await this.#checking;
    this.#end();
  }

  async #check(): Promise<void> {
    const kept = this.#isWorking && this.#waiting.length > 0 ? await readSince(this.#database, this.#lastKey) : null;
    if (kept === null) return;
    this.#take(kept);
    this.#waiting = this.#waiting.filter(({ change }) => !isKnown(this.#progress, change));
  }

  #take({ updates, lastKey }: Kept): void {
    this.#lastKey = Math.max(this.#lastKey, lastKey);
    for (const update of updates) {
      const change = readChange(update);
      // after a row that was lost, what follows on it is not kept either
      if (change && follows(this.#progress, change)) advance(this.#progress, change);
    }
  }

  /** Somebody deletes the database, or the browser does: y-indexeddb would throw at the next change. */
  #guard(database: IDBDatabase): void {
    database.onversionchange = () => this.#end();
    database.onclose = () => this.#end();
  }

  #end(): void {
    this.#isWorking = false;
    this.#writer.db?.close();
    this.#writer.db = null;
    this.#database.close();
  }
}
