// Waits beside a page to hear that its session has ended. No React in here: it tells what it learns, and comes back
// by itself after every cut but a refusal.

import { CLOSE_CODES, isRefusal } from '../../domain/collab/close-codes.ts';

/** `watching`: the session is live. `signed-out`: it has ended. `away`: not connected, nothing known. */
export type SessionState = 'watching' | 'signed-out' | 'away';

export type SessionSocketOptions = {
  /** Where to connect (`ws:` or `wss:`). */
  url: string;
  /** Who is signed in on this page; a session of anybody else does not count as this page's. */
  personId: string;
  tell(state: SessionState): void;
  /** From 0 (inclusive) to 1. */
  random?: () => number;
  /** The first pause before coming back; it doubles up to 64 times as long. */
  firstPauseMs?: number;
};

const FIRST_PAUSE_MS = 1000;
const MOST_DOUBLINGS = 6;

export class SessionSocket {
  readonly #options: SessionSocketOptions;
  #socket: WebSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Connections in a row that ended without a word. */
  #cuts = 0;

  /** Connects at once. */
  constructor(options: SessionSocketOptions) {
    this.#options = options;
    this.#connect();
  }

  /** Comes back now instead of later: the reader says that they have signed in, or the page is seen again. */
  ask(): void {
    if (this.#socket === null) this.#connect();
  }

  stop(): void {
    clearTimeout(this.#timer);
    const last = this.#socket;
    this.#socket = null;
    last?.close();
  }

  #connect(): void {
    clearTimeout(this.#timer);
    const socket = new WebSocket(this.#options.url);
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#hear(personOf(data));
    socket.onclose = ({ code }) => {
      if (this.#socket === socket) this.#closed(code);
    };
  }

  #hear(person: string | null): void {
    this.#cuts = 0;
    if (person === this.#options.personId) this.#options.tell('watching');
    else this.#over();
  }

  #over(): void {
    this.stop();
    this.#options.tell('signed-out');
  }

  #closed(code: number): void {
    this.#socket = null;
    if (code === CLOSE_CODES['signed-out']) {
      this.#over();
      return;
    }
    this.#options.tell('away');
    // a refusal will not turn into a welcome soon
    this.#cuts = isRefusal(code) ? MOST_DOUBLINGS : Math.min(this.#cuts + 1, MOST_DOUBLINGS);
    const { firstPauseMs = FIRST_PAUSE_MS, random = Math.random } = this.#options;
    this.#timer = setTimeout(() => this.#connect(), pauseMs(firstPauseMs, this.#cuts, random()));
  }
}

/** Half fixed, half random: pages that lost the same server do not all come back at once. */
function pauseMs(firstMs: number, cuts: number, chance: number): number {
  return firstMs * 2 ** cuts * (0.5 + chance / 2);
}

function personOf(data: unknown): string | null {
  const message: unknown = typeof data === 'string' ? JSON.parse(data) : null;
  const isNamed = typeof message === 'object' && message !== null && 'person' in message;
  return isNamed && typeof message.person === 'string' ? message.person : null;
}
