// Frames on their way out. A room sends the same bytes to everybody: the WebSocket header is written once, and each
// socket takes one write. This passes `ws` by, which is sound because nothing is compressed and `ws` writes at once.

import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/** Bytes that may wait for one reader; who reads no faster is cut and comes back for the difference (RO18). */
const MAX_UNSENT = 4 * 1024 * 1024;

const BINARY_AND_FINAL = 0x82;
const SHORT = 126;
const LONG = 127;

/** The frame as one binary WebSocket message of a server (RFC 6455, 5.2). */
export function message(frame: Uint8Array): Buffer {
  const { length } = frame;
  if (length < SHORT) return Buffer.concat([Uint8Array.of(BINARY_AND_FINAL, length), frame]);
  const header = Buffer.alloc(length < 65_536 ? 4 : 10);
  header[0] = BINARY_AND_FINAL;
  header[1] = header.length === 4 ? SHORT : LONG;
  if (header.length === 4) header.writeUInt16BE(length, 2);
  else header.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([header, frame]);
}

/** One socket's way out. */
export type Wire = {
  send(messages: Buffer): void;
  /** The same for what a joiner lacks, once: it may be longer, or whoever was cut for it would come back for it for ever. */
  begin(messages: Buffer): void;
};

export function wireOf(socket: WebSocket, raw: Socket): Wire {
  let beginning = 0;
  const isOpen = () => socket.readyState === socket.OPEN && raw.writable;
  return {
    send: (messages) => {
      if (!isOpen()) return;
      if (raw.writableLength - beginning > MAX_UNSENT) socket.terminate();
      else raw.write(messages);
    },
    begin: (messages) => {
      if (!isOpen()) return;
      beginning = messages.length;
      raw.write(messages, () => {
        beginning = 0;
      });
    },
  };
}
