// What the stock provider sends passes through here on its way out of the socket: it is counted, kept back until the
// server has said what it has, and taken apart where it is large. Rule RO26.

import { readFrame, step2Frame, updateFrame } from '../../../domain/collab/frames.ts';
import { splitUpdate } from '../../../domain/collab/parts.ts';

/** Half of what the server takes in one message. */
export const MAX_UPDATE_BYTES = 512 * 1024;

export type OutboxListener = {
  /** One change was sent, in so many frames. */
  sent(frames: number): void;
  /** The server's question what it lacks was answered, in so many frames. */
  answered(frames: number): void;
};

/** Of one connection. */
export class Outbox {
  readonly #listener: OutboxListener;
  #hasAnswered = false;

  constructor(listener: OutboxListener) {
    this.#listener = listener;
  }

  /** The frames that go out in the place of this one. */
  pass(bytes: Uint8Array): Uint8Array[] {
    const frame = readFrame(bytes);
    if (frame?.kind === 'step2') return this.#answer(frame.update);
    if (frame?.kind !== 'update') return [bytes];
    // the answer that is still to come will hold it: sent now, it might follow on what the server lacks
    if (!this.#hasAnswered) return [];
    const parts = splitUpdate(frame.update, MAX_UPDATE_BYTES);
    this.#listener.sent(parts.length);
    return parts.map(updateFrame);
  }

  #answer(update: Uint8Array): Uint8Array[] {
    const parts = splitUpdate(update, MAX_UPDATE_BYTES);
    this.#hasAnswered = true;
    this.#listener.answered(parts.length);
    const last = parts.pop() ?? update;
    return [...parts.map(updateFrame), step2Frame(last)];
  }
}

type SocketClass = typeof WebSocket;

/** A class of sockets whose frames go out through an outbox of their own. */
export function socketThrough(Base: SocketClass, open: () => Outbox): SocketClass {
  return class RoomSocket extends Base {
    readonly #outbox = open();

    override send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
      if (!(data instanceof Uint8Array)) throw new TypeError('a room is told bytes');
      for (const frame of this.#outbox.pass(data)) super.send(new Uint8Array(frame));
    }
  };
}
