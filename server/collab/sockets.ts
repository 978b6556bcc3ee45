// What every socket needs whatever its room: an error listener, a heartbeat, a count per person and address.

import type { WebSocket } from 'ws';
import { CLOSE_CODES, type CloseReason } from '../../domain/collab/close-codes.ts';

const HEARTBEAT_MS = 30_000;

/** Open sockets at most, handshakes a minute, and what one socket may say in a section. */
export type SocketLimits = {
  perAddress: number;
  perPerson: number;
  handshakesPerAddress: number;
  handshakesPerPerson: number;
  messagesPerSecond: number;
  bytesPerSecond: number;
};
/** An office of 500 people may share one address, and all of its sockets come back at once after each restart. */
export const SOCKET_LIMITS: SocketLimits = {
  perAddress: 1000,
  perPerson: 100,
  handshakesPerAddress: 3000,
  handshakesPerPerson: 600,
  messagesPerSecond: 200,
  bytesPerSecond: 2 * 1024 * 1024,
};

/** Messages of one socket that are ignored before it is closed. */
const PATIENCE = 30;

/** For a room in which a client has nothing to say: some messages are ignored, then the socket is closed. */
export function ignoreMessages(socket: WebSocket): void {
  let messages = 0;
  socket.on('message', () => {
    messages += 1;
    if (messages > PATIENCE) refuseSocket(socket, 'bad-message');
  });
}

/** Closes for good; the client does not come back by itself. */
export function refuseSocket(socket: WebSocket, reason: CloseReason): void {
  socket.close(CLOSE_CODES[reason], reason);
}

/** Counts sockets by a key. `take` returns how to give back, null when `limit` are open already. */
export function socketCounter(limit: number): { take(key: string): (() => void) | null } {
  const open = new Map<string, number>();
  const change = (key: string, by: number) => {
    const count = (open.get(key) ?? 0) + by;
    if (count > 0) open.set(key, count);
    else open.delete(key);
  };
  return {
    take: (key) => {
      if ((open.get(key) ?? 0) >= limit) return null;
      change(key, 1);
      return () => change(key, -1);
    },
  };
}

/** Ends a socket whose other side has gone without a word: two heartbeats without an answer. */
export function keepAlive(socket: WebSocket, heartbeatMs = HEARTBEAT_MS): void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const beat = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, heartbeatMs).unref();
  socket.once('close', () => clearInterval(beat));
}
