// One document of a section's room and its stock y-websocket connection: what came from the server, what went there, and
// how much of that is in the database. It knows neither the local store nor what a refusal means.

import * as decoding from 'lib0/decoding';
import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { CLOSE_CODES, type CloseReason } from '../../../domain/collab/close-codes.ts';
import type { Vector } from '../../../domain/collab/vectors.ts';
import { SCHEMA_VERSION } from '../../../domain/document/schema/schema.ts';
import { Outbox, socketThrough } from './outbox.ts';
import { Unsaved } from './unsaved.ts';

const SAVED = 100;

export type LinkOptions = {
  /** `ws:` or `wss:`, ending in `/collab`. */
  url: string;
  /** Whose words these are: a session of anybody else is not let in with them. */
  personId: string;
  sectionId: string;
  doc: Y.Doc;
  /** When there was something in the document that the server may lack. */
  unsavedSince: number | null;
  /** What the server was known to have of it. */
  acknowledged: Vector;
  Socket: typeof WebSocket;
  now: () => number;
  /** Something may be otherwise than before. */
  tell: () => void;
  /** A change that did not come from the server. */
  changed: (update: Uint8Array, origin: unknown) => void;
  /** The server has closed it for good; `connect` asks again. */
  refused: (reason: CloseReason) => void;
};

export class RoomLink {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly unsaved: Unsaved;
  /** What the server is known to have in its database, by client id. */
  readonly acknowledged: Vector;
  /** Has the server's text been here once? */
  hasSynced = false;
  readonly #options: LinkOptions;
  readonly #provider: WebsocketProvider;
  #outbox: Outbox | null = null;
  /** Was the change that is being told sent already? */
  #isSent = false;

  /** Does not connect yet. */
  constructor(options: LinkOptions) {
    this.#options = options;
    this.doc = options.doc;
    this.acknowledged = new Map(options.acknowledged);
    this.unsaved = new Unsaved(options.unsavedSince);
    this.#provider = new WebsocketProvider(options.url, options.sectionId, options.doc, {
      connect: false,
      disableBc: true,
      params: { saved: '1', schema: String(SCHEMA_VERSION), person: options.personId },
      WebSocketPolyfill: socketThrough(options.Socket, () => this.#openOutbox()),
    });
    this.awareness = this.#provider.awareness;
    this.#listen();
  }

  /** Connected, and has what the server has. */
  get isLive(): boolean {
    return this.#provider.synced;
  }

  connect(): void {
    this.#provider.connect();
  }

  disconnect(): void {
    this.#provider.disconnect();
  }

  /** The document goes with it. */
  close(): void {
    this.#provider.destroy();
    this.doc.destroy();
  }

  #listen(): void {
    const provider = this.#provider;
    provider.messageHandlers[SAVED] = (_encoder, decoder) => this.#saved(decoding.readVarUint(decoder));
    provider.on('sync', (isSynced: boolean) => {
      this.hasSynced ||= isSynced;
      this.#options.tell();
    });
    provider.on('connection-close', () => {
      this.unsaved.cut();
      this.#options.tell();
    });
    provider.on('closed', ({ code, reason }) => this.#options.refused(closeReason(code, reason)));
    // after the provider's own listener, which sends it
    this.doc.on('update', (update: Uint8Array, origin: unknown) => this.#changed(update, origin));
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => this.#noteHeard(transaction));
  }

  #openOutbox(): Outbox {
    const { now } = this.#options;
    const outbox: Outbox = new Outbox({
      sent: (frames) => {
        if (outbox !== this.#outbox) return;
        this.#isSent = true;
        for (let i = 1; i <= frames; i += 1) this.unsaved.sent(now(), i === frames ? this.#ownReach() : new Map());
      },
      answered: (frames) => {
        if (outbox !== this.#outbox) return;
        this.unsaved.answered(frames, Y.decodeStateVector(Y.encodeStateVector(this.doc)));
      },
    });
    this.#outbox = outbox;
    return outbox;
  }

  #ownReach(): Vector {
    const { store, clientID } = this.doc;
    return new Map([[clientID, Y.getState(store, clientID)]]);
  }

  #changed(update: Uint8Array, origin: unknown): void {
    const isSent = this.#isSent;
    this.#isSent = false;
    if (origin === this.#provider) return;
    if (!isSent) this.unsaved.changed(this.#options.now());
    this.#options.changed(update, origin);
  }

  #saved(count: number): void {
    for (const [client, clock] of this.unsaved.saved(count)) this.#acknowledge(client, clock);
    this.#options.tell();
  }

  /** What the server sends is in its database. */
  #noteHeard({ origin, beforeState, afterState }: Y.Transaction): void {
    if (origin !== this.#provider) return;
    for (const [client, clock] of afterState) {
      const before = beforeState.get(client) ?? 0;
      if (clock > before && (this.acknowledged.get(client) ?? 0) >= before) this.#acknowledge(client, clock);
    }
  }

  #acknowledge(client: number, clock: number): void {
    if (clock > (this.acknowledged.get(client) ?? 0)) this.acknowledged.set(client, clock);
  }
}

/** The server names its reason; where two share a code and it does not, the first. */
function closeReason(code: number, said: string): CloseReason {
  const reasons = Object.keys(CLOSE_CODES) as CloseReason[];
  const ofCode = reasons.filter((reason) => CLOSE_CODES[reason] === code);
  return ofCode.find((reason) => reason === said) ?? ofCode[0] ?? 'bad-message';
}
