// The handshake of every socket: `/collab/<room>`. A page of another site is refused before the upgrade; everybody
// else is let in and, where there is no right, closed with a code that their client understands.

import type { IncomingMessage } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { readSession, type SignedIn, sessionToken } from '../auth/session.ts';
import { watchDocuments } from '../documents/signals.ts';
import { subscriber } from '../http/flood.ts';
import { answerRaw, type Upgrade } from '../http/listener.ts';
import { isOurOrigin, ownOrigin } from '../http/origin.ts';
import { peerReader } from '../http/proxies.ts';
import type { Runtime } from '../runtime.ts';
import { enterAccountRoom } from './account-room.ts';
import { openDocumentRooms } from './document-room.ts';
import { watchSessions } from './session-watch.ts';
import { keepAlive, refuseSocket, SOCKET_LIMITS, type SocketLimits, socketCounter } from './sockets.ts';

export const COLLAB_PREFIX = '/collab/';
/** The id as the database writes it: another spelling would be another room. */
const DOCUMENT_ROOM = /^document\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
/** Bytes of one message. */
const MAX_PAYLOAD = 1024 * 1024;
const GOING_AWAY = 1001;
/** How long a client may take to answer that it has gone too. */
const CLOSE_MS = 2000;

export type Collab = {
  upgrade: Upgrade;
  /** Sends everybody away; their clients come back to whichever process answers. */
  close(): Promise<void>;
};

type Room = (socket: WebSocket, signedIn: SignedIn) => void;

export async function openCollab(app: Runtime, limits: SocketLimits = SOCKET_LIMITS): Promise<Collab> {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_PAYLOAD, perMessageDeflate: false });
  const [sessions, documents] = [await watchSessions(app), await watchDocuments(app)];
  const documentRooms = openDocumentRooms(app, sessions, documents);
  const roomNamed = (name: string): Room | null => {
    if (name === 'account') return (socket, signedIn) => enterAccountRoom(socket, signedIn, sessions);
    const documentId = DOCUMENT_ROOM.exec(name)?.[1];
    return documentId ? (socket, signedIn) => documentRooms.enter(socket, signedIn, documentId) : null;
  };
  const admit = admission(app, roomNamed, limits);
  const peerOf = peerReader(app.config.trustedProxies);
  server.on('wsClientError', (_error, socket) => answerRaw(app.config, socket, 400));
  return {
    upgrade: (req, socket, head) => {
      const peer = peerOf(req);
      const ours = [new URL(app.config.publicUrl).origin, ownOrigin(peer.scheme, req.headers.host)];
      if (!isOurOrigin(req.headers, ours)) return answerRaw(app.config, socket, 403);
      server.handleUpgrade(req, socket, head, (accepted) => admit(accepted, req, subscriber(peer.address)));
    },
    close: async () => {
      await sessions.close();
      await documents.close();
      for (const socket of server.clients) socket.close(GOING_AWAY);
      server.close();
      // a phone that sleeps answers nothing, and the process must end
      const cut = setTimeout(() => {
        for (const socket of server.clients) socket.terminate();
      }, CLOSE_MS);
      cut.unref();
    },
  };
}

type Admission = (socket: WebSocket, req: IncomingMessage, address: string) => void;

function admission(app: Runtime, roomNamed: (name: string) => Room | null, limits: SocketLimits): Admission {
  const addresses = socketCounter(limits.perAddress);
  const people = socketCounter(limits.perPerson);
  async function admit(socket: WebSocket, room: Room, cookie: string | undefined): Promise<void> {
    const signedIn = await readSession(app, sessionToken(cookie ?? null, app.config));
    if (signedIn === null) return refuseSocket(socket, 'signed-out');
    if (!held(socket, people.take(signedIn.viewer.id))) return refuseSocket(socket, 'too-many-sockets');
    room(socket, signedIn);
  }
  return (socket, req, address) => {
    socket.on('error', (err) => app.log.debug({ err }, 'a socket broke'));
    keepAlive(socket);
    if (!held(socket, addresses.take(address))) return refuseSocket(socket, 'too-many-sockets');
    const room = roomNamed(roomOf(req.url ?? ''));
    if (room === null) return refuseSocket(socket, 'unknown-room');
    admit(socket, room, req.headers.cookie).catch((err: unknown) => {
      app.log.error({ err }, 'a socket could not be admitted');
      socket.terminate();
    });
  };
}

/** Gives back when the socket closes. False when there was nothing left to take. */
function held(socket: WebSocket, giveBack: (() => void) | null): boolean {
  if (giveBack === null) return false;
  if (socket.readyState === socket.CLOSED) giveBack();
  else socket.once('close', giveBack);
  return true;
}

function roomOf(url: string): string {
  return (url.split('?')[0] ?? '').slice(COLLAB_PREFIX.length);
}
