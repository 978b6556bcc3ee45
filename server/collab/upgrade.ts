// The handshake of every socket: `/collab/<room>`. A page of another site is refused before the upgrade; everybody
// else is let in and, where there is no right, closed with a code that their client understands.

import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { readSession, type SignedIn, sessionToken } from '../auth/session.ts';
import { watchDocuments } from '../documents/signals.ts';
import { minuteGate, subscriber } from '../http/flood.ts';
import { answerRaw, type Upgrade } from '../http/listener.ts';
import { isOurOrigin, ownOrigin } from '../http/origin.ts';
import { peerReader } from '../http/proxies.ts';
import { openProjector } from '../rooms/projector.ts';
import type { Runtime } from '../runtime.ts';
import { enterAccountRoom } from './account-room.ts';
import { openDocumentRooms } from './document-room.ts';
import { openSectionRooms } from './section-rooms.ts';
import { sectionEntrance } from './section-socket.ts';
import { watchSessions } from './session-watch.ts';
import { keepAlive, refuseSocket, SOCKET_LIMITS, type SocketLimits, socketCounter } from './sockets.ts';
import { openStandings } from './standing.ts';
import { inTurns } from './turns.ts';

export const COLLAB_PREFIX = '/collab/';
/** The id as the database writes it: another spelling would be another room. */
const DOCUMENT_ROOM = /^document\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const SECTION_ROOM = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
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

/** A socket with what it stands on and the query of its address. */
type Connection = { socket: WebSocket; raw: Socket; query: URLSearchParams };
/** Lets a signed-in person in. */
type Entrance = (signedIn: SignedIn) => void | Promise<void>;
/** Called at once, before anybody knows who it is, so that nothing said meanwhile is lost. Null for no such room. */
type Entrances = (name: string, connection: Connection) => Entrance | null;

/** `project`: what keeps the texts of sections where their logs are. */
export async function openCollab(
  app: Runtime,
  limits: SocketLimits = SOCKET_LIMITS,
  project = openProjector,
): Promise<Collab> {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_PAYLOAD, perMessageDeflate: false });
  const [sessions, documents] = [await watchSessions(app), await watchDocuments(app)];
  const documentRooms = openDocumentRooms(app, sessions, documents);
  const rooms = await openSectionRooms(app, project);
  const desk = { rooms, sessions, standings: openStandings(app, documents), limits };
  const entrances: Entrances = (name, connection) => {
    const { socket } = connection;
    if (name === 'account') return (signedIn) => enterAccountRoom(socket, signedIn, sessions);
    const documentId = DOCUMENT_ROOM.exec(name)?.[1];
    if (documentId) return (signedIn) => documentRooms.enter(socket, signedIn, documentId);
    return SECTION_ROOM.test(name) ? sectionEntrance(desk, connection, name) : null;
  };
  const admit = admission(app, entrances, limits);
  const peerOf = peerReader(app.config.trustedProxies);
  const count = minuteGate(limits.handshakesPerAddress);
  server.on('wsClientError', (_error, socket) => answerRaw(app.config, socket, 400));
  return {
    upgrade: (req, socket, head) => {
      const peer = peerOf(req);
      const ours = [new URL(app.config.publicUrl).origin, ownOrigin(peer.scheme, req.headers.host)];
      if (!isOurOrigin(req.headers, ours)) return answerRaw(app.config, socket, 403);
      const address = subscriber(peer.address);
      socket.on('error', () => socket.destroy());
      // after the origin: a foreign page must not use up what the house of its reader may do
      void count(address).then((seconds) => {
        if (seconds !== null) return answerRaw(app.config, socket, 429, { 'retry-after': String(seconds) });
        server.handleUpgrade(req, socket, head, (accepted) => admit(accepted, req, address));
      });
    },
    close: async () => {
      await rooms.close();
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

function admission(app: Runtime, entrances: Entrances, limits: SocketLimits): Admission {
  const addresses = socketCounter(limits.perAddress);
  const people = socketCounter(limits.perPerson);
  const count = minuteGate(limits.handshakesPerPerson);
  // a browser comes back with all its sockets at once
  const sessionOf = inTurns((token) => readSession(app, token));
  async function admit(socket: WebSocket, enter: Entrance, cookie: string | undefined): Promise<void> {
    const token = sessionToken(cookie ?? null, app.config);
    const signedIn = token === null ? null : await sessionOf(token);
    if (signedIn === null) return refuseSocket(socket, 'signed-out');
    const isTooOften = (await count(signedIn.viewer.id)) !== null;
    if (isTooOften || !held(socket, people.take(signedIn.viewer.id))) return refuseSocket(socket, 'too-many-sockets');
    await enter(signedIn);
  }
  return (socket, req, address) => {
    socket.on('error', (err) => app.log.debug({ err }, 'a socket broke'));
    keepAlive(socket);
    if (!held(socket, addresses.take(address))) return refuseSocket(socket, 'too-many-sockets');
    const [path = '', query] = (req.url ?? '').split('?');
    const connection = { socket, raw: req.socket, query: new URLSearchParams(query) };
    const enter = entrances(path.slice(COLLAB_PREFIX.length), connection);
    if (enter === null) return refuseSocket(socket, 'unknown-room');
    admit(socket, enter, req.headers.cookie).catch((err: unknown) => {
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
