// A hand-made client of a section's room: it says exactly what a test tells it to say.

import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { step1Frame } from '../../domain/collab/frames.ts';
import type { TestDoor } from './door.ts';
import { cookieOf } from './room-client.ts';

const SYNC = 0;
const UPDATES = [1, 2];
const AWARENESS = 1;
const SAVED = 100;

export type RawWriter = {
  socket: WebSocket;
  /** Updates that were sent to it, those of the first answer included. */
  updates: Uint8Array[];
  /** JSON texts of awareness states. */
  states: string[];
  /** The counts that it was told are saved. */
  saved: number[];
  closed: Promise<number>;
  send(frame: Uint8Array): void;
};

/** Connected, and served what the room has. */
export async function rawWriter(door: TestDoor, userId: string, sectionId: string, query = ''): Promise<RawWriter> {
  const headers = { origin: door.origin, cookie: await cookieOf(door, userId) };
  const socket = new WebSocket(`ws://localhost:${door.port}/collab/${sectionId}${query}`, { headers });
  const heard = { updates: [] as Uint8Array[], states: [] as string[], saved: [] as number[] };
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  const served = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      note(data, heard);
      if (heard.updates.length > 0) resolve();
    });
  });
  await Promise.race([new Promise((resolve) => socket.on('open', resolve)), closed]);
  if (socket.readyState === socket.OPEN) socket.send(step1Frame(Uint8Array.of(0)));
  await Promise.race([served, closed]);
  return { socket, ...heard, closed, send: (frame) => socket.send(frame) };
}

function note(data: Buffer, heard: Pick<RawWriter, 'updates' | 'states' | 'saved'>): void {
  const decoder = decoding.createDecoder(new Uint8Array(data));
  const type = decoding.readVarUint(decoder);
  if (type === SAVED) heard.saved.push(decoding.readVarUint(decoder));
  if (type === AWARENESS) noteStates(decoding.createDecoder(decoding.readVarUint8Array(decoder)), heard.states);
  if (type === SYNC && UPDATES.includes(decoding.readVarUint(decoder))) {
    heard.updates.push(new Uint8Array(decoding.readVarUint8Array(decoder)));
  }
}

function noteStates(decoder: decoding.Decoder, states: string[]): void {
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
    decoding.readVarUint(decoder);
    decoding.readVarUint(decoder);
    states.push(decoding.readVarString(decoder));
  }
}
