// The real front door on a port of its own, with whatever a test wants behind it.

import type { AddressInfo } from 'node:net';
import { SOCKET_LIMITS, type SocketLimits } from '../../server/collab/sockets.ts';
import { type Collab, openCollab } from '../../server/collab/upgrade.ts';
import type { Config } from '../../server/config.ts';
import { createDoor } from '../../server/http/door.ts';
import { drain } from '../../server/http/drain.ts';
import { createListener } from '../../server/http/listener.ts';
import type { DoorOptions } from '../../server/http/visit.ts';
import type { Runtime } from '../../server/runtime.ts';
import { testInstance } from './instance.ts';
import { type RawAnswer, type RawRequest, rawRequest } from './raw-request.ts';

export type TestDoor = {
  app: Runtime;
  port: number;
  origin: string;
  request(request: RawRequest): Promise<RawAnswer>;
  /** A POST as one of our own pages sends it. */
  post(path: string, body: string, headers?: Record<string, string>): Promise<RawAnswer>;
  close(): Promise<void>;
};

type TestDoorOptions = Partial<DoorOptions> & {
  config?: Partial<Config>;
  headersTimeoutMs?: number;
  sockets?: Partial<SocketLimits>;
};

/** Behind it, unless the test says otherwise, a handler that tells what it was asked. */
export async function testDoor({
  config,
  headersTimeoutMs,
  sockets,
  ...options
}: TestDoorOptions = {}): Promise<TestDoor> {
  const app = await testInstance(config);
  const collab = await openCollab(app, { ...SOCKET_LIMITS, ...sockets });
  const server = createListener(app.config, {
    request: createDoor(app, {
      inside: echo,
      segments: new Set(['et', 'en', 'ru', '_next', 'api', 'fonts']),
      ...options,
    }),
    upgrade: collab.upgrade,
    takesUpgrade: (path) => path.startsWith('/collab/'),
    ...(headersTimeoutMs ? { headersTimeoutMs } : {}),
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://localhost:${port}`;
  return {
    app,
    port,
    origin,
    request: (request) => rawRequest(port, request),
    post: (path, body, headers) =>
      rawRequest(port, { method: 'POST', path, body, headers: { origin, 'content-type': 'text/plain', ...headers } }),
    close: () => closeAll(collab, server, app),
  };
}

type Closable = Parameters<typeof drain>[0];

async function closeAll(collab: Collab, server: Closable, app: Runtime & { close(): Promise<void> }): Promise<void> {
  await Promise.all([collab.close(), drain(server, 500)]);
  await app.close();
}

/** What `echo` answers with. */
export type Echo = { method: string; url: string; headers: Record<string, string>; body: string };

const echo: DoorOptions['inside'] = async (req, res) => {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  res.setHeader('content-type', 'application/json');
  res.end(
    JSON.stringify({ method: req.method, url: req.url, headers: req.headers, body: Buffer.concat(chunks).toString() }),
  );
};

export function echoed(answer: RawAnswer): Echo {
  return JSON.parse(answer.text) as Echo;
}
