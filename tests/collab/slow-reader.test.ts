// Who stops reading is cut and comes back for the rest; nobody else waits for them. Rule RO18.

import type { AddressInfo, Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { and, eq, gt, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type * as Y from 'yjs';
import { rooms, roomUpdates } from '../../db/schema/rooms.ts';
import { ROOT } from '../../domain/collab/vectors.ts';
import { OPERATOR } from '../../domain/people/viewer.ts';
import { message, wireOf } from '../../server/collab/wire.ts';
import { createContext } from '../../server/context.ts';
import { addMemberOf } from '../support/documents.ts';
import { type TestDoor, testDoor } from '../support/door.ts';
import { eventually } from '../support/eventually.ts';
import { type Writer, writer } from '../support/room-client.ts';
import { growDocument } from '../support/sections.ts';

const MIB = 1024 * 1024;
const LONG = 'x'.repeat(MIB / 2);
/** Far more than a reader's and the server's kernel together keep for a connection. */
const MOST_ROUNDS = 400;
/** With what is left of those before, less than a log may hold. */
const ROUNDS_OF_A_LOG = 12;

let door: TestDoor;
beforeAll(async () => {
  door = await testDoor({ sockets: { bytesPerSecond: 100 * MIB } });
});
afterAll(() => door.close());

test('RO18 a socket is cut when more than 4 MiB are unsent, and not before', async () => {
  const { server, client, socket, raw } = await connected();
  client.pause();
  const wire = wireOf(socket, raw);
  const unsent: number[] = [];
  for (let round = 0; round < MOST_ROUNDS && socket.readyState === socket.OPEN; round += 1) {
    unsent.push(raw.writableLength);
    wire.send(message(new Uint8Array(MIB / 4)));
    await setImmediate();
  }
  expect(socket.readyState).not.toBe(socket.OPEN);
  expect(Math.max(...unsent.slice(0, -1))).toBeLessThanOrEqual(4 * MIB);
  expect(unsent.at(-1)).toBeGreaterThan(4 * MIB);
  client.terminate();
  server.close();
});

test('RO18 what a joiner lacks does not count, however long it is', async () => {
  const { server, client, socket, raw } = await connected();
  const received = new Promise<number>((resolve) => client.once('message', (data: Buffer) => resolve(data.length)));
  client.pause();
  const wire = wireOf(socket, raw);
  wire.begin(message(new Uint8Array(64 * MIB)));
  await setImmediate();
  expect(raw.writableLength).toBeGreaterThan(4 * MIB);
  wire.send(message(new Uint8Array(1)));
  expect(socket.readyState).toBe(socket.OPEN);
  client.resume();
  expect(await received).toBe(64 * MIB);
  client.terminate();
  server.close();
});

test('RO18 who stops reading is cut, the others are served meanwhile, and coming back brings everything', async () => {
  const { id, ctx } = await addMemberOf(
    door.app,
    createContext(door.app, OPERATOR, 'command-line'),
    'official',
    'Amet',
  );
  const sectionId = (await growDocument(ctx, ['Eesmärk'])).at.Eesmärk ?? '';
  const [author, reader, slow] = [
    await writer(door, id, sectionId),
    await writer(door, id, sectionId),
    await writer(door, id, sectionId),
  ];
  await Promise.all([author, reader, slow].map((one) => one.synced()));
  const socket = slow.provider.ws as unknown as WebSocket;
  socket.pause();
  // on a busy machine the client would else give the connection up itself, having heard nothing for 30 s
  slow.provider.wsLastMessageReceived = Number.POSITIVE_INFINITY;
  let round = 0;
  for (; round < MOST_ROUNDS && socket.readyState === socket.OPEN; round += 1) {
    writeAndErase(author, `sõna${round} `);
    await eventually(() => expect(reader.text()).toBe(author.text()));
    // a connection that the server has cut answers what is said on it with a reset; `ws` would cut it itself for a ping
    socket.pong();
    if (round % ROUNDS_OF_A_LOG === ROUNDS_OF_A_LOG - 1)
      await eventually(async () => expect(await unfolded(sectionId)).toBeLessThan(MIB));
  }
  expect(socket.readyState).not.toBe(socket.OPEN);
  expect([author.closes, reader.closes]).toEqual([[], []]);
  await eventually(() => expect(slow.text()).toBe(author.text()));
  expect(slow.text()).toContain(`sõna${round - 1} `);
  expect(slow.closes).toEqual([1006]);
  for (const one of [author, reader, slow]) one.leave();
});

/** Bytes of the log that are not in its base yet: those that were erased count there too (RO30). */
async function unfolded(sectionId: string): Promise<number> {
  const size = sql<number>`coalesce(sum(length(${roomUpdates.update})), 0)::float8`;
  const isLater = and(eq(roomUpdates.sectionId, sectionId), gt(roomUpdates.seq, rooms.baseSeq));
  const [row] = await door.app.database.db
    .select({ size })
    .from(roomUpdates)
    .innerJoin(rooms, eq(rooms.sectionId, roomUpdates.sectionId))
    .where(isLater);
  return row?.size ?? 0;
}

/** Both ends of a connection. */
async function connected(): Promise<{ server: WebSocketServer; client: WebSocket; socket: WebSocket; raw: Socket }> {
  const server = new WebSocketServer({ port: 0, perMessageDeflate: false });
  const accepted = new Promise<{ socket: WebSocket; raw: Socket }>((resolve) =>
    server.once('connection', (socket, req) => resolve({ socket, raw: req.socket })),
  );
  await new Promise((resolve) => server.once('listening', resolve));
  const client = new WebSocket(`ws://localhost:${(server.address() as AddressInfo).port}`);
  await new Promise((resolve) => client.once('open', resolve));
  return { server, client, ...(await accepted) };
}

/** A long text that is taken back at once: much to send, little to keep. The words stay. */
function writeAndErase({ doc, type }: Writer, words: string): void {
  type(words + LONG);
  const text = (doc.getXmlFragment(ROOT).get(0) as Y.XmlElement).get(0) as Y.XmlText;
  text.delete(text.length - LONG.length, LONG.length);
}
