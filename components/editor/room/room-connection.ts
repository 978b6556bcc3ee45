// One section while somebody writes in it: its document, the connection to its room, what this browser keeps of it, and
// what follows when the server refuses. No React in here: a page subscribes and reads. Rules RO25 to RO28.

import { defaultDeleteFilter, defaultProtectedNodes, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import type { CloseReason } from '../../../domain/collab/close-codes.ts';
import { ROOT } from '../../../domain/collab/vectors.ts';
import { BROWSER_CLOCK, type RoomClock } from './clock.ts';
import { keepAside } from './local-database.ts';
import { LocalStore } from './local-store.ts';
import { othersIn } from './presence.ts';
import { type Recovery, unsavedWords } from './recovery.ts';
import { REFUSAL_COURSES } from './refusals.ts';
import { roomDatabase } from './room-databases.ts';
import { RoomLink } from './room-link.ts';
import { isSameState, type RoomState, type RoomText, savingOf } from './room-state.ts';

export type RoomOptions = {
  /** `ws:` or `wss:`, ending in `/collab`. */
  url: string;
  personId: string;
  sectionId: string;
  /** The section's title at the time. */
  title: () => string;
  clock?: RoomClock;
  Socket?: typeof WebSocket;
};

/** Between questions to the browser's store while something is unsaved. */
const CHECK_MS = 500;
/** The browser's store is waited for so long. */
const LOCAL_MS = 3000;
/** What the server is known to have is kept so often at most. */
const NOTE_MS = 1000;
/** After too many messages or sockets. */
const COME_BACK_MS = 30_000;

const NOTHING_YET: RoomState = {
  saving: { state: 'opening' },
  isLive: false,
  isKeeping: false,
  text: null,
  others: [],
  recovered: [],
};

export class RoomConnection {
  readonly #options: RoomOptions;
  readonly #clock: RoomClock;
  readonly #listeners = new Set<() => void>();
  readonly #timers = new Map<string, () => void>();
  #state: RoomState = NOTHING_YET;
  /** Counts documents: what was begun for an earlier one is no longer wanted. */
  #turn = 0;
  #link: RoomLink | null = null;
  #local: LocalStore | null = null;
  #text: RoomText | null = null;
  #refusal: CloseReason | null = null;
  #recovered: readonly Recovery[] = [];
  #isRecoveredKept = true;
  #isPaused = false;
  /** How far the server was known to have come when that was last kept. */
  #noted = '';

  /** Opens what this browser keeps, then connects. */
  constructor(options: RoomOptions) {
    this.#options = options;
    this.#clock = options.clock ?? BROWSER_CLOCK;
    void this.#begin();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): RoomState => this.#state;

  /** Would leaving the page now lose anything? */
  mustAsk(): boolean {
    const isUnsaved = this.#link !== null && this.#link.unsaved.since !== null;
    const isKept = this.#local?.isWorking === true && this.#local.since === null;
    return (isUnsaved && !isKept) || (this.#recovered.length > 0 && !this.#isRecoveredKept);
  }

  /** Is something still to be sent, or to be kept? Then it should not be closed yet. */
  isBusy(): boolean {
    const isUnsaved = this.#link !== null && this.#link.unsaved.since !== null;
    return this.mustAsk() || (isUnsaved && this.#refusal === null);
  }

  /** Asks the server again after a refusal. */
  retry(): void {
    if (this.#refusal === null) return;
    this.#refusal = null;
    if (this.#link) this.#link.connect();
    else void this.#begin();
    this.#settle();
  }

  /** Somebody has copied it, or does not want it. */
  discard(recovery: Recovery): void {
    this.#recovered = this.#recovered.filter((one) => one !== recovery);
    void this.#keepRecovered();
    this.#settle();
  }

  /** What was let go by mistake is there again. */
  bringBack(recovery: Recovery): void {
    this.#recovered = [...this.#recovered, recovery].sort((a, b) => a.at - b.at);
    void this.#keepRecovered();
    this.#settle();
  }

  /** Leaves the room, but keeps the document for `resume`. */
  pause(): void {
    this.#isPaused = true;
    this.#link?.disconnect();
  }

  resume(): void {
    this.#isPaused = false;
    if (this.#refusal === null) this.#link?.connect();
  }

  /** Lets everything go. What is not saved and not kept is lost: ask `mustAsk` before. */
  close(): void {
    this.#turn += 1;
    const [link, local] = [this.#link, this.#local];
    [this.#link, this.#local] = [null, null];
    this.#listeners.clear();
    void local?.close();
    this.#text?.undoManager.destroy();
    link?.close();
    // last: closing is heard of, and would look again later
    for (const stop of this.#timers.values()) stop();
    this.#timers.clear();
  }

  async #begin(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const doc = new Y.Doc();
    const local = await this.#openLocal(doc);
    if (turn !== this.#turn) {
      await local?.close();
      doc.destroy();
      return;
    }
    this.#local = local;
    if (this.#recovered.length === 0) this.#recovered = local?.recovered ?? [];
    this.#link = this.#linkTo(doc, local);
    this.#text = { doc, awareness: this.#link.awareness, undoManager: undoManagerOf(doc) };
    this.#link.awareness.on('change', () => this.#settle());
    if (!this.#isPaused) this.#link.connect();
    this.#settle();
  }

  async #openLocal(doc: Y.Doc): Promise<LocalStore | null> {
    const { personId, sectionId } = this.#options;
    const opening = LocalStore.open(roomDatabase(personId, sectionId), doc);
    const tooLate = new Promise<'late'>((resolve) => this.#after('local', () => resolve('late'), LOCAL_MS));
    const opened = await Promise.race([opening, tooLate]);
    this.#stop('local');
    if (opened !== 'late') return opened;
    void opening.then((store) => store?.close());
    return null;
  }

  #linkTo(doc: Y.Doc, local: LocalStore | null): RoomLink {
    const { url, personId, sectionId, Socket = WebSocket } = this.#options;
    const turn = this.#turn;
    return new RoomLink({
      url,
      personId,
      sectionId,
      doc,
      Socket,
      unsavedSince: local?.hadText ? this.#clock.now() : null,
      acknowledged: local?.acknowledged ?? new Map(),
      now: () => this.#clock.now(),
      tell: () => turn === this.#turn && this.#settle(),
      changed: (update, origin) => {
        if (!local?.isOrigin(origin)) local?.note(update, this.#clock.now());
        this.#settle();
      },
      refused: (reason) => turn === this.#turn && this.#refused(reason),
    });
  }

  #refused(reason: CloseReason): void {
    this.#refusal = reason;
    const course = REFUSAL_COURSES[reason];
    if (course === 'later') this.#after('return', () => this.retry(), COME_BACK_MS);
    if (course === 'aside' || course === 'afresh') void this.#putAside(reason, course === 'afresh');
    else this.#settle();
  }

  /** The words that the server does not have are put aside and the document is given up. */
  async #putAside(reason: CloseReason, isComingBack: boolean): Promise<void> {
    const [link, local, text] = [this.#link, this.#local, this.#text];
    if (link === null) return;
    const isUnsaved = link.unsaved.since !== null;
    const words = isUnsaved ? unsavedWords(link.doc, link.acknowledged) : null;
    const { title } = this.#options;
    if (words) this.#recovered = [...this.#recovered, { ...words, title: title(), reason, at: this.#clock.now() }];
    this.#turn += 1;
    const turn = this.#turn;
    [this.#link, this.#local, this.#text] = [null, null, null];
    this.#isRecoveredKept = false;
    this.#settle();
    text?.undoManager.destroy();
    link.close();
    const isKept = local !== null && (await local.clear(this.#recovered));
    if (turn !== this.#turn) return;
    this.#isRecoveredKept = isKept;
    // refused without having said anything, it would be refused again for ever
    if (isComingBack && isUnsaved) this.retry();
    else this.#settle();
  }

  async #keepRecovered(): Promise<void> {
    const { personId, sectionId } = this.#options;
    const [local, recovered] = [this.#local, this.#recovered];
    // after a refusal there is no store, but still its database
    this.#isRecoveredKept = local
      ? await local.keepRecovered(recovered)
      : await keepAside(roomDatabase(personId, sectionId), recovered);
  }

  /** Something may be otherwise than before: tells it, and looks again later while something is unsaved. */
  #settle(): void {
    const [link, local] = [this.#link, this.#local];
    const unsavedSince = link?.unsaved.since ?? null;
    if (unsavedSince === null) local?.settle();
    const next: RoomState = {
      saving: savingOf({
        refusal: this.#refusal,
        hasSynced: link?.hasSynced ?? false,
        hadText: local?.hadText ?? false,
        unsavedSince,
        isKeeping: local?.isWorking ?? false,
        unkeptSince: local?.since ?? null,
        now: this.#clock.now(),
      }),
      isLive: link?.isLive ?? false,
      isKeeping: local?.isWorking ?? false,
      text: this.#text,
      others: link ? othersIn(link.awareness, this.#options.personId) : [],
      recovered: this.#recovered,
    };
    if (unsavedSince !== null) this.#after('check', () => void this.#check(), CHECK_MS);
    if (local !== null) this.#after('note', () => this.#noteAcknowledged(), NOTE_MS);
    this.#tell(next);
  }

  async #check(): Promise<void> {
    const turn = this.#turn;
    await this.#local?.check();
    if (turn === this.#turn) this.#settle();
  }

  #noteAcknowledged(): void {
    const acknowledged = this.#link?.acknowledged ?? new Map<number, number>();
    const reached = JSON.stringify([...acknowledged]);
    if (reached === this.#noted) return;
    this.#noted = reached;
    void this.#local?.keepAcknowledged(acknowledged);
  }

  #tell(next: RoomState): void {
    if (isSameState(this.#state, next)) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  /** One timer of each name; one that runs already is left to run. */
  #after(name: string, call: () => void, ms: number): void {
    if (this.#timers.has(name)) return;
    const stop = this.#clock.later(() => {
      this.#timers.delete(name);
      call();
    }, ms);
    this.#timers.set(name, stop);
  }

  #stop(name: string): void {
    this.#timers.get(name)?.();
    this.#timers.delete(name);
  }
}

/** As the editor's own would be, but living as long as the document: undo survives the editor. */
function undoManagerOf(doc: Y.Doc): Y.UndoManager {
  return new Y.UndoManager(doc.getXmlFragment(ROOT), {
    trackedOrigins: new Set([ySyncPluginKey]),
    deleteFilter: (item) => defaultDeleteFilter(item, defaultProtectedNodes),
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
  });
}
