// A client of any of the measured servers, as cheap as can be: it knows the frames, keeps no Yjs document, and decodes only
// what it is asked to.

import type { Socket } from 'node:net';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { awarenessFrame, step1Frame, step2Frame, updateFrame } from '../../domain/collab/frames.ts';
import type { Door } from './door.ts';

const SYNC = 0;
const AUTH = 2;
/** Hocuspocus: a sync message that is an answer. */
const SYNC_REPLY = 4;
const STEP_1 = 0;
const STEP_2 = 1;
const NOTHING = Uint8Array.of(0, 0);

export type Entering = { door: Door; room: number; person?: number; vector?: Uint8Array };

export class Client {
  readonly socket: WebSocket;
  /** Resolves at the first answer to what it asked; rejects when it was sent away before. */
  readonly served: Promise<void>;
  readonly closed: Promise<number>;
  /** Called with each update, answers included. */
  onUpdate: (update: Uint8Array) => void = () => {};
  private raw: Socket | null = null;
  private readonly prefix: Uint8Array;
  private readonly frameOffset: number;

  constructor({ door, room, person = 0, vector = Uint8Array.of(0) }: Entering) {
    const name = door.rooms[room] ?? '';
    const origin = `http://localhost:${door.port}`;
    const cookie = door.cookies[person % Math.max(1, door.cookies.length)];
    const isHocuspocus = door.dialect === 'hocuspocus';
    this.prefix = isHocuspocus ? encoding.encode((e) => encoding.writeVarString(e, name)) : new Uint8Array();
    this.frameOffset = this.prefix.length;
    this.socket = new WebSocket(`ws://localhost:${door.port}${door.path}${isHocuspocus ? '' : name}`, {
      headers: { origin, ...(cookie ? { cookie } : {}) },
      perMessageDeflate: false,
    });
    this.socket.on('upgrade', ({ socket }) => {
      this.raw = socket;
    });
    this.socket.on('error', () => {});
    this.closed = new Promise((resolve) => this.socket.on('close', resolve));
    this.socket.on('open', () => {
      if (isHocuspocus) this.send(token());
      this.send(step1Frame(vector));
    });
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.served = promise;
    this.served.catch(() => {});
    this.socket.on('message', (data: Buffer) => this.hear(data, resolve));
    void this.closed.then((code) => reject(new Error(`closed with ${code} before it was served`)));
  }

  /** Bytes that came through the socket after its handshake began. */
  get received(): number {
    return this.raw?.bytesRead ?? 0;
  }

  send(frame: Uint8Array): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(this.addressed(frame));
  }

  write(update: Uint8Array): void {
    this.send(updateFrame(update));
  }

  /** Says where its caret stands, as an editor does after each letter. */
  point(client: number, clock: number): void {
    const user = { name: 'Mari Maasikas', color: '#30bced' };
    const place = { type: { client, clock: 1 }, tname: null, item: { client, clock }, assoc: 0 };
    const json = JSON.stringify({ user, cursor: { anchor: place, head: place } });
    this.send(awarenessFrame([{ client, clock, json }]));
  }

  /** Many updates as one write, without the work of masking: only servers are measured. */
  flood(updates: readonly Uint8Array[]): Promise<void> {
    const bytes = Buffer.concat(updates.map((update) => masked(this.addressed(updateFrame(update)))));
    return new Promise((resolve) => this.raw?.write(bytes, () => resolve()));
  }

  /** Bytes that are no message. */
  sendRaw(bytes: Uint8Array): void {
    this.raw?.write(bytes);
  }

  /** Stops reading, as a machine that sleeps. */
  stall(): void {
    this.socket.pause();
  }

  leave(): void {
    this.socket.terminate();
  }

  private addressed(frame: Uint8Array): Uint8Array {
    return this.prefix.length === 0 ? frame : Buffer.concat([this.prefix, frame]);
  }

  private hear(data: Buffer, served: () => void): void {
    const type = data[this.frameOffset];
    if (type !== SYNC && type !== SYNC_REPLY) return;
    const step = data[this.frameOffset + 1];
    if (step === STEP_1) this.send(step2Frame(NOTHING));
    if (step === STEP_1) return;
    const decoder = decoding.createDecoder(data);
    decoder.pos = this.frameOffset + 2;
    this.onUpdate(decoding.readVarUint8Array(decoder));
    if (step === STEP_2) served();
  }
}

function token(): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, AUTH);
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarString(encoder, 'anybody');
  });
}

const BINARY_AND_FINAL = 0x82;
const MASKED = 0x80;

/** The frame as a client's message with a mask of zeros, which changes nothing. */
function masked(frame: Uint8Array): Buffer {
  const { length } = frame;
  const header = Buffer.alloc(length < 126 ? 6 : 8);
  header[0] = BINARY_AND_FINAL;
  header[1] = MASKED | Math.min(length, 126);
  if (length >= 126) header.writeUInt16BE(length, 2);
  return Buffer.concat([header, frame]);
}
