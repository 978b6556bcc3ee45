// Ends a listening server without cutting anybody off in mid-answer.

import type { Server } from 'node:net';

type HttpServer = Pick<Server, 'close'> & { closeIdleConnections(): void; closeAllConnections(): void };

/** No new connections; open requests get `patienceMs` to finish, then their connections are cut. */
export async function drain(server: HttpServer, patienceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // a connection that has just finished its request would else stay for the keep-alive time
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}
