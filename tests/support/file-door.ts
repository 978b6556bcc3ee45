// The real front door with the two routes of files behind it, without Next: what goes in and out of them, byte for byte.

import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SESSION_COOKIE } from '../../server/auth/cookies.ts';
import { newToken, openSession } from '../../server/auth/session.ts';
import { receiveFile } from '../../server/files/receive.ts';
import { serveFile } from '../../server/files/serve.ts';
import type { DoorOptions } from '../../server/http/visit.ts';
import { setRuntime } from '../../server/runtime.ts';
import { type Cast, castOf } from './cast.ts';
import { type TestDoor, testDoor } from './door.ts';
import type { RawAnswer } from './raw-request.ts';

export type FileDoor = TestDoor & {
  cast: Cast;
  /** A Cookie header of a session of this person. */
  cookieOf(userId: string): Promise<string>;
  /** Sends a file as our page does. `query`: name, purpose, section. */
  send(
    cookie: string,
    documentId: string,
    query: Record<string, string>,
    body: string | Uint8Array,
  ): Promise<RawAnswer>;
  get(cookie: string, id: string, headers?: Record<string, string>, method?: string): Promise<RawAnswer>;
};

export async function fileDoor(): Promise<FileDoor> {
  const door = await testDoor({ inside: routes, segments: new Set(['et', 'files']), pace: { idleMs: 2000 } });
  setRuntime(door.app);
  const cast = await castOf(door.app);
  const cookieOf = async (userId: string) => {
    const token = newToken();
    const opened = { userId, token, device: 'test', entrance: 'link' as const };
    await door.app.database.db.transaction((tx) => openSession(cast.operator, tx, opened));
    return `${SESSION_COOKIE(door.app.config)}=${token}`;
  };
  const send: FileDoor['send'] = (cookie, documentId, query, body) =>
    door.request({
      method: 'POST',
      path: `/et/documents/${documentId}/files/new?${new URLSearchParams(query)}`,
      headers: { origin: door.origin, cookie, accept: 'application/json', 'content-type': 'application/octet-stream' },
      body,
    });
  const get: FileDoor['get'] = (cookie, id, headers = {}, method = 'GET') =>
    door.request({ method, path: `/files/${id}`, headers: { cookie, ...headers } });
  return { ...door, cast, cookieOf, send, get };
}

const routes: DoorOptions['inside'] = async (req, res) => {
  const response = await answer(req);
  res.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) return void res.end();
  await pipeline(Readable.fromWeb(response.body as never), res).catch(() => res.destroy());
};

function answer(req: IncomingMessage): Promise<Response> {
  const url = new URL(req.url ?? '', 'http://localhost');
  const headers = Object.entries(req.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const { method = 'GET' } = req;
  const sent = method === 'POST' ? { body: Readable.toWeb(req) as never, duplex: 'half' as const } : {};
  const request = new Request(url, { method, headers, ...sent });
  const [, first, , id = randomUUID()] = url.pathname.split('/');
  return first === 'files'
    ? serveFile(request, url.pathname.split('/')[2] ?? '')
    : receiveFile(request, first ?? '', id);
}
