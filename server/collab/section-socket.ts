// One socket in the room of a section: what its client says, in its order, and how much of it. Rules RO1 to RO3, RO17.

import type { Socket } from 'node:net';
import type { RawData, WebSocket } from 'ws';
import type { CloseReason } from '../../domain/collab/close-codes.ts';
import { colourOf } from '../../domain/collab/colours.ts';
import { type Frame, readFrame, step1Frame } from '../../domain/collab/frames.ts';
import { isVector } from '../../domain/collab/vectors.ts';
import { SCHEMA_VERSION } from '../../domain/document/schema/schema.ts';
import type { SignedIn } from '../auth/session.ts';
import { type LiveRoom, Member } from './live-room.ts';
import { type Rate, rateOf } from './rate.ts';
import type { SectionRooms } from './section-rooms.ts';
import type { SessionWatch } from './session-watch.ts';
import { refuseSocket, type SocketLimits } from './sockets.ts';
import type { Standings } from './standing.ts';
import { message, wireOf } from './wire.ts';

/** So many seconds' worth may be said at once. */
const BURST_SECONDS = 10;
/** What may be said before the room is there. */
const MAX_EARLY_BYTES = 1024 * 1024;
/** Bytes of all rooms that may wait to be written before somebody is asked to come back later. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;
const TRY_LATER = 1013;

export type SectionDesk = { rooms: SectionRooms; standings: Standings; sessions: SessionWatch; limits: SocketLimits };
export type SectionConnection = { socket: WebSocket; raw: Socket; query: URLSearchParams };

/** Listens from now on; who it is that speaks comes later. */
export function sectionEntrance(desk: SectionDesk, connection: SectionConnection, sectionId: string) {
  const inbox = listen(connection.socket);
  return (signedIn: SignedIn) => enter(desk, connection, inbox, signedIn, sectionId);
}

async function enter(
  { standings, rooms, sessions, limits }: SectionDesk,
  { socket, raw, query }: SectionConnection,
  inbox: Inbox,
  { sessionId, viewer, name }: SignedIn,
  sectionId: string,
): Promise<void> {
  if (Number(query.get('schema') ?? SCHEMA_VERSION) !== SCHEMA_VERSION) return refuseSocket(socket, 'schema-outdated');
  if ((query.get('person') ?? viewer.id) !== viewer.id) return refuseSocket(socket, 'signed-out');
  const answer = await standings.ask(viewer, sectionId);
  if ('refusal' in answer) return refuseSocket(socket, answer.refusal);
  const user = { id: viewer.id, name, color: colourOf(viewer.id) };
  const member = new Member({ user }, wireOf(socket, raw), query.get('saved') === '1');
  const room = await rooms.enter(sectionId, member);
  if (room === null) return refuseSocket(socket, 'unknown-room');
  if (socket.readyState === socket.CLOSED) return rooms.leave(room, member);
  socket.once('close', () => rooms.leave(room, member));
  socket.once(
    'close',
    sessions.add(sessionId, () => refuseSocket(socket, 'signed-out')),
  );
  const refuse = (reason: CloseReason) => refuseSocket(socket, reason);
  standings.watch(answer.documentId, { socket, personId: viewer.id, sectionId, refuse });
  sendIfAny(member, room.awareness.everybody());
  inbox.open(new Speech({ rooms, socket, room, member, limits }));
}

type Heard = { bytes: Uint8Array; isBinary: boolean };

type Inbox = { open(speech: Speech): void };

/** Messages that come before the room is there wait for it. */
function listen(socket: WebSocket): Inbox {
  let early: Heard[] = [];
  let bytes = 0;
  let speech: Speech | null = null;
  socket.on('message', (data: RawData, isBinary: boolean) => {
    const heard = { bytes: data as Buffer, isBinary };
    bytes += heard.bytes.length;
    if (speech) speech.hear(heard);
    else if (bytes > MAX_EARLY_BYTES) socket.terminate();
    else early.push(heard);
  });
  return {
    open: (opened) => {
      speech = opened;
      for (const heard of early) opened.hear(heard);
      early = [];
    },
  };
}

type Place = { rooms: SectionRooms; socket: WebSocket; room: LiveRoom; member: Member; limits: SocketLimits };

/** What one client says, frame after frame. */
class Speech {
  private readonly rooms: SectionRooms;
  private readonly socket: WebSocket;
  private readonly room: LiveRoom;
  private readonly member: Member;
  private readonly messages: Rate;
  private readonly bytes: Rate;
  private hasAsked = false;

  constructor({ rooms, socket, room, member, limits }: Place) {
    this.rooms = rooms;
    this.socket = socket;
    this.room = room;
    this.member = member;
    this.messages = rateOf(limits.messagesPerSecond, BURST_SECONDS);
    this.bytes = rateOf(limits.bytesPerSecond, BURST_SECONDS);
  }

  hear({ bytes, isBinary }: Heard): void {
    // what comes after a refusal, or while the process stops, is not heard any more
    if (this.socket.readyState !== this.socket.OPEN || this.rooms.isClosing()) return;
    const isSlow = this.messages.take(1) && this.bytes.take(bytes.length);
    const frame = isSlow && isBinary ? readFrame(bytes) : null;
    if (frame) this.answer(frame);
    else refuseSocket(this.socket, isSlow ? 'bad-message' : 'too-fast');
  }

  private answer(frame: Frame): void {
    const { room, member } = this;
    if (frame.kind === 'step1') this.serve(frame.vector);
    else if (frame.kind === 'awareness') room.awareness.receive(member.speaker, frame.states);
    else if (frame.kind === 'query-awareness') sendIfAny(member, room.awareness.everybody());
    else this.write(frame.kind, frame.update);
  }

  private write(kind: 'step2' | 'update', update: Uint8Array): void {
    if (this.rooms.waiting() > MAX_WAITING_BYTES) this.socket.close(TRY_LATER);
    else if (!this.member.say(this.room, kind, update)) refuseSocket(this.socket, 'update-refused');
  }

  private serve(vector: Uint8Array): void {
    if (!isVector(vector)) refuseSocket(this.socket, 'bad-message');
    else if (this.hasAsked) this.member.wire.send(this.room.store.answer(vector));
    else this.serveFirst(vector);
  }

  private serveFirst(vector: Uint8Array): void {
    const { room, member } = this;
    this.hasAsked = true;
    member.wire.begin(room.store.answer(vector));
    member.isServed = true;
    // after what they wait for: how far the room has come must perhaps be worked out first
    setImmediate(() => member.wire.send(message(step1Frame(room.store.vector()))));
  }
}

function sendIfAny({ wire }: Member, messages: Buffer | null): void {
  if (messages) wire.send(messages);
}
