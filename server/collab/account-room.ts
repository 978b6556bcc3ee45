// The room `account`: a page of a signed-in person waits here to hear that its session has ended. The server says
// once who is signed in; a client has nothing to say.

import type { WebSocket } from 'ws';
import type { SignedIn } from '../auth/session.ts';
import type { SessionWatch } from './session-watch.ts';
import { ignoreMessages, refuseSocket } from './sockets.ts';

export function enterAccountRoom(socket: WebSocket, signedIn: SignedIn, watch: SessionWatch): void {
  if (socket.readyState !== socket.OPEN) return;
  ignoreMessages(socket);
  const leave = watch.add(signedIn.sessionId, () => refuseSocket(socket, 'signed-out'));
  socket.once('close', leave);
  socket.send(JSON.stringify({ person: signedIn.viewer.id }));
}
