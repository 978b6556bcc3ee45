// The rooms `document.<id>`: a page on which a document is open waits here to hear what changed. The server says only
// what the page's reader may read, and sends away whoever may read nothing any more. Clients have nothing to say.

import type { WebSocket } from 'ws';
import type { Db } from '../../db/database.ts';
import type { CloseReason } from '../../domain/collab/close-codes.ts';
import type { DocumentSignal } from '../../domain/document/presented.ts';
import { rightsSubject } from '../../domain/document/rights.ts';
import type { SignedIn } from '../auth/session.ts';
import { type Access, accessFor } from '../documents/access.ts';
import { loadFacts } from '../documents/facts.ts';
import type { DocumentWatch, Heard } from '../documents/signals.ts';
import type { Runtime } from '../runtime.ts';
import type { SessionWatch } from './session-watch.ts';
import { ignoreMessages, refuseSocket } from './sockets.ts';
import { loadViewers } from './viewers.ts';

/** One socket of one person. `access` is null until it has been looked at for the first time. */
type Member = { socket: WebSocket; personId: string; access: Access | null };

/** What the room has heard and not yet passed on. `entered` and `person` change what one member may read. */
type Notice = { kind: 'heard'; signal: Heard } | { kind: 'entered'; member: Member } | { kind: 'person'; id: string };

type Room = {
  documentId: string;
  members: Set<Member>;
  notices: Notice[];
  isWorking: boolean;
  leave(): void;
};

export type DocumentRooms = { enter(socket: WebSocket, signedIn: SignedIn, documentId: string): void };

export function openDocumentRooms(app: Runtime, sessions: SessionWatch, documents: DocumentWatch): DocumentRooms {
  const rooms = new Map<string, Room>();
  const tell = (room: Room, notice: Notice) => {
    room.notices.push(notice);
    if (!room.isWorking) void work(app, room);
  };
  const roomOf = (documentId: string): Room => {
    const known = rooms.get(documentId);
    if (known) return known;
    const room: Room = { documentId, members: new Set(), notices: [], isWorking: false, leave: () => {} };
    room.leave = documents.onDocument(documentId, (signal) => tell(room, { kind: 'heard', signal }));
    rooms.set(documentId, room);
    return room;
  };
  const removal = (room: Room, member: Member, stops: (() => void)[]) => () => {
    for (const stop of stops) stop();
    if (!room.members.delete(member) || room.members.size > 0) return;
    room.leave();
    rooms.delete(room.documentId);
  };
  return {
    enter: (socket, { sessionId, viewer }, documentId) => {
      if (socket.readyState !== socket.OPEN) return;
      // awareness of who is where will be taken from these messages
      ignoreMessages(socket);
      const room = roomOf(documentId);
      const member: Member = { socket, personId: viewer.id, access: null };
      room.members.add(member);
      const stops = [
        sessions.add(sessionId, () => refuseSocket(socket, 'signed-out')),
        documents.onPerson(viewer.id, () => tell(room, { kind: 'person', id: viewer.id })),
      ];
      socket.once('close', removal(room, member, stops));
      tell(room, { kind: 'entered', member });
    },
  };
}

/** Passes on what was heard, one batch after the other: what somebody may read is asked before they are told. */
async function work(app: Runtime, room: Room): Promise<void> {
  room.isWorking = true;
  try {
    while (room.notices.length > 0) await passOn(app, room, room.notices.splice(0));
  } catch (err) {
    app.log.warn({ err }, 'rights in an open document could not be read');
    // nobody hears what they may read no more; clients come back by themselves
    for (const { socket } of room.members) socket.terminate();
  } finally {
    room.isWorking = false;
  }
}

async function passOn(app: Runtime, room: Room, notices: readonly Notice[]): Promise<void> {
  const members = [...room.members].filter(({ socket }) => socket.readyState === socket.OPEN);
  const entered = new Set(notices.flatMap((notice) => (notice.kind === 'entered' ? notice.member : [])));
  if (notices.some(changesAccess)) await lookAgain(app.database.db, room.documentId, members);
  for (const member of members) {
    if (member.access === null) continue;
    const revision = member.access.document.treeRevision;
    // whoever comes (back) asks again: something may have changed since the page was made
    const frames = entered.has(member)
      ? [frame({ what: 'document', treeRevision: revision })]
      : notices.flatMap((notice) => framesFor(member, notice, revision));
    for (const text of new Set(frames)) member.socket.send(text);
  }
}

function changesAccess(notice: Notice): boolean {
  return notice.kind !== 'heard' || notice.signal?.what !== 'body';
}

function framesFor(member: Member, notice: Notice, treeRevision: number): string[] {
  switch (notice.kind) {
    case 'entered':
      return [];
    case 'person':
      return notice.id === member.personId ? [frame({ what: 'rights', treeRevision })] : [];
    default:
      return framesOf(member, notice.signal ?? { what: 'document', treeRevision });
  }
}

/** `gone` is for those for whom the document is: whoever still has it hears that something about it changed. */
function framesOf({ access }: Member, { what, sectionId, treeRevision }: DocumentSignal): string[] {
  if (sectionId === undefined) return [frame({ what: what === 'gone' ? 'document' : what, treeRevision })];
  const isRead = access?.isLiving(sectionId) && access.at(sectionId).right !== 'none';
  return isRead ? [frame({ what, sectionId, treeRevision })] : [];
}

function frame(signal: DocumentSignal): string {
  return JSON.stringify(signal);
}

/** Reads the document once and each member's rights anew; those for whom it is not there are sent away. */
async function lookAgain(db: Db, documentId: string, members: readonly Member[]): Promise<void> {
  const facts = await loadFacts(db, documentId);
  const viewers = await loadViewers(db, [...new Set(members.map(({ personId }) => personId))]);
  for (const member of members) {
    const viewer = viewers.get(member.personId);
    const access = viewer && facts?.document.trashedAt === null ? accessFor(rightsSubject(viewer), facts) : null;
    if (access === null) sendAway(member, viewer === undefined ? 'signed-out' : 'unknown-room');
    member.access = access;
  }
}

/** Whoever was in hears that it is gone, not that they lost a right: both are the same to them. */
function sendAway({ socket, access }: Member, reason: CloseReason): void {
  if (access !== null && reason === 'unknown-room') socket.send(frame({ what: 'gone', treeRevision: 0 }));
  refuseSocket(socket, reason);
}
