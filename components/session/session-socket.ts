// Waits beside a page to hear that its session has ended. No React in here: it tells what it learns, and comes back
// by itself after every cut but a refusal.

import { CLOSE_CODES } from '../../domain/collab/close-codes.ts';
import { LastingSocket } from './lasting-socket.ts';

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

export class SessionSocket {
  readonly #options: SessionSocketOptions;
  readonly #socket: LastingSocket;

  /** Connects at once. */
  constructor(options: SessionSocketOptions) {
    this.#options = options;
    const { url, random, firstPauseMs } = options;
    this.#socket = new LastingSocket({
      url,
      random,
      firstPauseMs,
      hear: (text) => this.#hear(personOf(text)),
      lose: (code) => this.#lost(code),
    });
  }

  /** Comes back now instead of later: the reader says that they have signed in, or the page is seen again. */
  ask(): void {
    this.#socket.ask();
  }

  stop(): void {
    this.#socket.stop();
  }

  #hear(person: string | null): void {
    if (person === this.#options.personId) this.#options.tell('watching');
    else this.#over();
  }

  #over(): void {
    this.stop();
    this.#options.tell('signed-out');
  }

  #lost(code: number): boolean {
    const isOver = code === CLOSE_CODES['signed-out'];
    if (isOver) this.#over();
    else this.#options.tell('away');
    return isOver;
  }
}

function personOf(text: string): string | null {
  const message: unknown = JSON.parse(text);
  const isNamed = typeof message === 'object' && message !== null && 'person' in message;
  return isNamed && typeof message.person === 'string' ? message.person : null;
}
