// Who stops reading is cut and comes back for the rest; nobody else waits for them. Rule RO18.

import type { AddressInfo, Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { step1Frame } from '../../domain/collab/frames.ts';
import { OPERATOR } from '../../domain/people/viewer.ts';
import { message, wireOf } from '../../server/collab/wire.ts';
import { createContext } from '../../server/context.ts';
import { addMemberOf } from '../support/documents.ts';
import { type TestDoor, testDoor } from '../support/door.ts';
import { eventually } from '../support/eventually.ts';
import { writer } from '../support/room-client.ts';
import { growDocument } from '../support/sections.ts';

const MIB = 1024 * 1024;
const LONG = 'pikk '.repeat(10_000);
/** Far more than a reader's and the server's kernel together keep for a connection. */
const MOST_ROUNDS = 400;

let door: TestDoor;
beforeAll(async () => {
  door = await testDoor({ sockets: { messagesPerSecond: 5000 } });
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
  author.type(LONG);
  await eventually(() => expect(slow.text()).toBe(LONG));
  const socket = slow.provider.ws as unknown as WebSocket;
  socket.pause();
  // on a busy machine the client would else give the connection up itself, having heard nothing for 30 s
  slow.provider.wsLastMessageReceived = Number.POSITIVE_INFINITY;
  let round = 0;
  for (; round < MOST_ROUNDS && socket.readyState === socket.OPEN; round += 1) {
    author.type(`sõna${round} `);
    // to be served all of it, once more and once more, which is not read
    for (let i = 0; i < 10; i += 1) socket.send(step1Frame(Uint8Array.of(0)));
    await eventually(() => expect(reader.text()).toBe(author.text()));
  }
  expect(socket.readyState).not.toBe(socket.OPEN);
  expect([author.closes, reader.closes]).toEqual([[], []]);
  await eventually(() => expect(slow.text()).toBe(author.text()));
  expect(slow.text()).toContain(`sõna${round - 1} `);
  expect(slow.closes).toEqual([1006]);
  for (const one of [author, reader, slow]) one.leave();
});

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
