// Keeps the page's store as new as the server: asks for the list, then for the texts that are not as shown. Asked again
// while it is asking, it asks once more afterwards.

import type { DocumentOutline, PresentedBody } from '../../domain/document/presented.ts';
import type { DocumentStore } from './document-store.ts';
import { affectedBodies, changedBodies, renumberedBodies } from './stale-bodies.ts';

/** `gone`: not there, or not for this reader. `failed`: no answer. */
export type Fetched<T> = { state: 'here'; value: T } | { state: 'gone' } | { state: 'failed' };

export type DocumentSource = {
  outline: () => Promise<Fetched<DocumentOutline>>;
  /** Of the named sections, or of all that the reader may read. */
  bodies: (sectionIds: readonly string[] | 'all') => Promise<Fetched<PresentedBody[]>>;
};

/** Texts of one request: its address must stay short. */
const BODIES_AT_ONCE = 50;

export class DocumentSync {
  readonly #store: DocumentStore;
  readonly #source: DocumentSource;
  #running: Promise<void> | null = null;
  #isAskedAgain = false;

  constructor(store: DocumentStore, source: DocumentSource) {
    this.#store = store;
    this.#source = source;
  }

  /** Fulfilled when the store is at least as new as the server was at the call, or no answer could be had. */
  refresh(): Promise<void> {
    if (this.#running !== null) {
      this.#isAskedAgain = true;
      return this.#running;
    }
    this.#running = this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    do {
      this.#isAskedAgain = false;
      await this.#once();
    } while (this.#isAskedAgain);
  }

  async #once(): Promise<void> {
    const answer = await this.#source.outline();
    if (answer.state === 'gone') this.#store.setConnection('gone');
    if (answer.state !== 'here') return;
    const { outline: before, bodies } = this.#store.read();
    this.#store.takeOutline(answer.value);
    const changed = changedBodies(answer.value, bodies);
    if (changed.length > 0 && bodies.size === 0) return this.#takeBodies('all');
    // the changed texts first: they are shown before numbers elsewhere are put right
    await this.#fetchBodies(changed);
    const after = this.#store.read().bodies;
    const affected = new Set([
      ...affectedBodies(before, answer.value, after),
      ...renumberedBodies(answer.value, bodies, after),
    ]);
    await this.#fetchBodies([...affected]);
  }

  async #fetchBodies(ids: readonly string[]): Promise<void> {
    for (let from = 0; from < ids.length; from += BODIES_AT_ONCE) {
      await this.#takeBodies(ids.slice(from, from + BODIES_AT_ONCE));
    }
  }

  async #takeBodies(ids: readonly string[] | 'all'): Promise<void> {
    const answer = await this.#source.bodies(ids);
    if (answer.state === 'here') this.#store.takeBodies(answer.value);
  }
}
