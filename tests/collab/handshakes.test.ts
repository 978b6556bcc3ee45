// How often somebody may knock: handshakes are counted by address before the upgrade, and by person after it. Rule CO2.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { OPERATOR } from '../../domain/people/viewer.ts';
import { SOCKET_LIMITS } from '../../server/collab/sockets.ts';
import { createContext } from '../../server/context.ts';
import { minuteGate } from '../../server/http/flood.ts';
import { addMemberOf } from '../support/documents.ts';
import { type TestDoor, testDoor } from '../support/door.ts';
import { cookieOf } from '../support/room-client.ts';

const OF_ADDRESS = 6;
const OF_PERSON = 4;

let door: TestDoor;
beforeAll(async () => {
  door = await testDoor({
    config: { trustedProxies: ['127.0.0.1', '::1'] },
    sockets: { handshakesPerAddress: OF_ADDRESS, handshakesPerPerson: OF_PERSON },
  });
});
afterAll(() => door.close());

/** The HTTP status of the handshake, the seconds it asks to wait, and the code with which an accepted socket was closed. */
type Outcome = { status: number; wait?: number; code?: number };

type Knock = { address: string; origin?: string; cookie?: string };

/** A socket that is let in is closed again from here. */
function knock({ address, origin = door.origin, cookie }: Knock): Promise<Outcome> {
  const headers = { origin, 'x-forwarded-for': address, ...(cookie ? { cookie } : {}) };
  const socket = new WebSocket(`ws://localhost:${door.port}/collab/account`, { headers });
  return new Promise((resolve) => {
    socket.on('error', () => {});
    socket.on('message', () => socket.close());
    socket.on('close', (code) => resolve({ status: 101, code }));
    socket.on('unexpected-response', (_req, { statusCode = 0, headers }) =>
      resolve({ status: statusCode, wait: Number(headers['retry-after']) }),
    );
  });
}

async function knockOften(times: number, knocks: (i: number) => Knock): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let i = 0; i < times; i += 1) outcomes.push(await knock(knocks(i)));
  return outcomes;
}

test('CO2 one handshake too many of an address is refused before the upgrade, one of another address is not', async () => {
  const address = '198.51.100.7';
  const taken = await knockOften(OF_ADDRESS, () => ({ address }));
  expect(taken.map(({ code }) => code)).toEqual(Array(OF_ADDRESS).fill(4401));
  const refused = await knock({ address });
  expect(refused).toEqual({ status: 429, wait: expect.any(Number) });
  expect(refused.wait).toBeGreaterThan(0);
  expect(refused.wait).toBeLessThanOrEqual(60);
  expect((await knock({ address: '198.51.100.8' })).status).toBe(101);
});

test('CO2 the addresses of one IPv6 network count as one', async () => {
  const outcomes = await knockOften(OF_ADDRESS + 1, (i) => ({ address: `2001:db8:1:2::${i + 1}` }));
  expect(outcomes.map(({ status }) => status)).toEqual([...Array(OF_ADDRESS).fill(101), 429]);
  expect((await knock({ address: '2001:db8:1:3::1' })).status).toBe(101);
});

test('CO2 a foreign page does not use up what an address may do', async () => {
  const address = '198.51.100.9';
  const foreign = await knockOften(OF_ADDRESS * 2, () => ({ address, origin: 'http://evil.example' }));
  expect(foreign.map(({ status }) => status)).toEqual(Array(OF_ADDRESS * 2).fill(403));
  expect((await knock({ address })).status).toBe(101);
});

test('CO2 one handshake too many of a person, whatever their addresses, is closed with 4429', async () => {
  const operator = createContext(door.app, OPERATOR, 'command-line');
  const [mari, jaan] = [
    await addMemberOf(door.app, operator, 'official', 'Sihtkapital'),
    await addMemberOf(door.app, operator, 'partner', 'Partner'),
  ];
  const cookies = [await cookieOf(door, mari.id), await cookieOf(door, mari.id)];
  const outcomes = await knockOften(OF_PERSON + 1, (i) => ({
    address: `198.51.100.${100 + i}`,
    cookie: cookies[i % 2] ?? '',
  }));
  expect(outcomes.map(({ code }) => code)).toEqual([...Array(OF_PERSON).fill(1005), 4429]);
  expect(await knock({ address: '198.51.100.200', cookie: await cookieOf(door, jaan.id) })).toEqual({
    status: 101,
    code: 1005,
  });
});

test('CO2 all sockets that an address or a person may have open can be opened three times in a minute', async () => {
  const { perAddress, handshakesPerAddress, perPerson, handshakesPerPerson } = SOCKET_LIMITS;
  const [ofAddress, ofPerson] = [minuteGate(handshakesPerAddress), minuteGate(handshakesPerPerson)];
  const waits = await Promise.all([
    ...Array.from({ length: 3 * perAddress }, () => ofAddress('198.51.100.7')),
    ...Array.from({ length: 3 * perPerson }, () => ofPerson('mari')),
  ]);
  expect(new Set(waits)).toEqual(new Set([null]));
});
