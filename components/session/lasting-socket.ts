// A socket that comes back by itself after every cut, later and later, and says what it hears. No React in here. What a
// message means, and whether a refusal is the end, is its owner's to know.

import { isRefusal } from '../../domain/collab/close-codes.ts';

export type LastingSocketOptions = {
  /** Where to connect (`ws:` or `wss:`). */
  url: string;
  /** A message, as text. */
  hear: (text: string) => void;
  /** The connection is lost or refused (`code`); true ends it for good. */
  lose: (code: number) => boolean;
  /** From 0 (inclusive) to 1. */
  random?: (() => number) | undefined;
  /** The first pause before coming back; it doubles up to 64 times as long. */
  firstPauseMs?: number | undefined;
};

const FIRST_PAUSE_MS = 1000;
const MOST_DOUBLINGS = 6;

export class LastingSocket {
  readonly #options: LastingSocketOptions;
  #socket: WebSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Connections in a row that ended without a word. */
  #cuts = 0;

  /** Connects at once. */
  constructor(options: LastingSocketOptions) {
    this.#options = options;
    this.#connect();
  }

  /** Comes back now instead of later. */
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
    socket.onmessage = ({ data }) => {
      if (this.#socket !== socket || typeof data !== 'string') return;
      this.#cuts = 0;
      this.#options.hear(data);
    };
    socket.onclose = ({ code }) => {
      if (this.#socket === socket) this.#closed(code);
    };
  }

  #closed(code: number): void {
    this.#socket = null;
    if (this.#options.lose(code)) return;
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

/** Calls `ask` when the network or the reader comes back to the page. Returns how to stop. */
export function onReturn(ask: () => void): () => void {
  const seen = () => {
    if (document.visibilityState === 'visible') ask();
  };
  window.addEventListener('online', ask);
  document.addEventListener('visibilitychange', seen);
  return () => {
    window.removeEventListener('online', ask);
    document.removeEventListener('visibilitychange', seen);
  };
}

/** The address of a room of this server. */
export function roomUrl(room: string): string {
  return new URL(`/collab/${room}`, window.location.href.replace(/^http/, 'ws')).href;
}
