// Rules CO1 to CO5: who gets a socket, and that an ended session takes its sockets with it (faults A4 and A6).

import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { SessionSocket, type SessionState } from '../../components/session/session-socket.ts';
import { OPERATOR } from '../../domain/people/viewer.ts';
import { sessionCookie } from '../../server/auth/cookies.ts';
import { newToken, openSession } from '../../server/auth/session.ts';
import { createContext } from '../../server/context.ts';
import { addPerson, suspendPerson } from '../../server/people/commands.ts';
import { type TestDoor, testDoor } from '../support/door.ts';
import { printedSeed, randomFrom } from '../support/random.ts';
import { rawBytes } from '../support/raw-request.ts';

let door: TestDoor;
beforeAll(async () => {
  door = await testDoor({ sockets: { perAddress: 40, perPerson: 5 } });
});
afterAll(() => door.close());

type Outcome = { code: number; heard: string[] };

type Connecting = { path?: string; origin?: string | null; cookie?: string };

function connect({ path = '/collab/account', origin = door.origin, cookie }: Connecting = {}): WebSocket {
  const headers = { ...(origin === null ? {} : { origin }), ...(cookie ? { cookie } : {}) };
  return new WebSocket(`ws://localhost:${door.port}${path}`, { headers });
}

/** The HTTP status of a refused handshake, 101 for an accepted one. */
function handshake(options: Connecting): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(options);
    socket.on('open', () => {
      socket.close();
      resolve(101);
    });
    socket.on('unexpected-response', (_req, res) => resolve(res.resume().statusCode ?? 0));
    socket.on('error', () => {});
  });
}

function outcome(socket: WebSocket): Promise<Outcome> {
  const heard: string[] = [];
  socket.on('message', (data) => heard.push(String(data)));
  return new Promise((resolve) => socket.on('close', (code) => resolve({ code, heard })));
}

/** A socket that the room has welcomed. */
async function welcomed(cookie: string): Promise<{ socket: WebSocket; closed: Promise<Outcome> }> {
  const socket = connect({ cookie });
  const closed = outcome(socket);
  await new Promise((resolve) => socket.once('message', resolve));
  return { socket, closed };
}

async function signedIn(): Promise<{ personId: string; sessionId: string; cookie: string }> {
  const ctx = createContext(door.app, OPERATOR, 'command-line');
  const added = await addPerson(ctx, { email: `${randomUUID()}@kaasa.example`, name: 'Mari Tamm', role: 'partner' });
  if (!added.ok) throw new Error(added.error.code);
  return { personId: added.value.id, ...(await startSession(added.value.id)) };
}

async function startSession(userId: string): Promise<{ sessionId: string; cookie: string }> {
  const ctx = createContext(door.app, OPERATOR, 'command-line');
  const token = newToken();
  const session = { userId, token, device: 'test', entrance: 'command-line' } as const;
  const { id } = await ctx.db.transaction((tx) => openSession(ctx, tx, session));
  return { sessionId: id, cookie: sessionCookie(door.app.config, token).split(';')[0] ?? '' };
}

describe('the handshake (CO1)', () => {
  test.each([null, 'null', '', 'http://evil.example', 'https://localhost', 'not an origin'])(
    'with Origin %s is refused before the upgrade',
    async (origin) => {
      expect(await handshake({ origin })).toBe(403);
    },
  );

  test('from our own page is accepted, whoever asks', async () => {
    expect(await handshake({})).toBe(101);
  });

  test('without what a WebSocket needs is refused, with the headers of safety', async () => {
    const head = `GET /collab/account HTTP/1.1\r\nhost: localhost:${door.port}\r\norigin: ${door.origin}\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`;
    const answer = await rawBytes(door.port, head);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('content-security-policy');
  });

  test('for another path or protocol is answered as if no upgrade were asked', async () => {
    const headers = { connection: 'upgrade', upgrade: 'h2c', origin: door.origin };
    expect((await door.request({ path: '/et', headers })).status).toBe(200);
    expect((await door.request({ path: '/et', headers: { ...headers, upgrade: 'websocket' } })).status).toBe(200);
  });

  test('200 garbage handshakes harm nobody', async () => {
    const random = randomFrom(printedSeed('garbage handshakes'));
    const below = (limit: number) => Math.floor(random() * limit);
    const junk = () => Buffer.from(Array.from({ length: below(60) }, () => 1 + below(255))).toString('latin1');
    let faults = 0;
    for (let i = 0; i < 200; i++) {
      const path = `/collab/${below(2) ? 'account' : junk().replace(/[\s\0]/g, '')}`;
      const lines = [
        `host: localhost:${door.port}`,
        `origin: ${door.origin}`,
        'connection: upgrade',
        'upgrade: websocket',
      ];
      if (below(2)) lines.push('sec-websocket-version: 13', 'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==');
      lines.push(`x: ${junk().replace(/[\r\n\0]/g, '')}`);
      const answer = await rawBytes(
        door.port,
        `GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${junk()}\x88\x80abcd`,
      );
      if (/^\S+ 5\d\d/.test(answer)) faults += 1;
    }
    console.log(`server errors ${faults} / 200`);
    expect(faults).toBe(0);
    expect((await door.request({ path: '/api/health' })).status).toBe(200);
  });
});

describe('a socket without a right (CO2)', () => {
  test('is closed with 4401 without a session', async () => {
    expect((await outcome(connect())).code).toBe(4401);
    expect((await outcome(connect({ cookie: 'kaasa.session=planted' }))).code).toBe(4401);
  });

  test.each(['/collab/nowhere', '/collab/', '/collab/account/x', '/collab/%61ccount', '/collab/__proto__'])(
    'is closed with 4404 on %s',
    async (path) => {
      const { cookie } = await signedIn();
      expect((await outcome(connect({ path, cookie }))).code).toBe(4404);
    },
  );

  test('is closed with 4429 when its person has too many', async () => {
    const { cookie } = await signedIn();
    const open = await Promise.all(Array.from({ length: 5 }, () => welcomed(cookie)));
    expect((await outcome(connect({ cookie }))).code).toBe(4429);
    open[0]?.socket.close();
    await open[0]?.closed;
    const next = await welcomed(cookie);
    for (const { socket } of [...open, next]) socket.close();
    await Promise.all([...open, next].map(({ closed }) => closed));
  });

  test('is closed with 4429 when its address has too many', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, signedIn));
    const open = await Promise.all(people.flatMap(({ cookie }) => Array.from({ length: 5 }, () => welcomed(cookie))));
    const { cookie } = await signedIn();
    expect((await outcome(connect({ cookie }))).code).toBe(4429);
    for (const { socket } of open) socket.close();
    await Promise.all(open.map(({ closed }) => closed));
  });
});

describe('the account room (CO3)', () => {
  test('says who is signed in, and nothing else', async () => {
    const { cookie, personId } = await signedIn();
    const { socket, closed } = await welcomed(cookie);
    socket.close();
    expect((await closed).heard).toEqual([JSON.stringify({ person: personId })]);
  });

  test('ignores some messages and closes a talker with 4400', async () => {
    const { cookie } = await signedIn();
    const { socket, closed } = await welcomed(cookie);
    for (let i = 0; i < 31; i++) socket.send(Buffer.alloc(10, i));
    expect((await closed).code).toBe(4400);
  });

  test('ends what sends more than a mebibyte at once', async () => {
    const { cookie } = await signedIn();
    const { socket, closed } = await welcomed(cookie);
    socket.send(Buffer.alloc(1024 * 1024 + 1));
    expect((await closed).code).toBe(1009);
  });
});

describe('the end of a session (CO4)', () => {
  const endings: [string, (session: { personId: string; sessionId: string }) => Promise<unknown>][] = [
    ['its row is deleted', ({ sessionId }) => sql(`DELETE FROM sessions WHERE id = '${sessionId}'`)],
    [
      'its person is suspended by command',
      ({ personId }) => suspendPerson(createContext(door.app, OPERATOR, 'command-line'), personId),
    ],
    [
      'it expires',
      ({ sessionId }) => sql(`UPDATE sessions SET expires_at = now() - interval '1 second' WHERE id = '${sessionId}'`),
    ],
    [
      'its person is suspended behind our back',
      ({ personId }) => sql(`UPDATE users SET suspended_at = now() WHERE id = '${personId}'`),
    ],
  ];
  const sql = (text: string) => door.app.database.connection.query(text);

  test.each(endings)('closes its sockets with 4401 within 5 s when %s', async (_how, end) => {
    const session = await signedIn();
    const stranger = await signedIn();
    const [one, two, other] = await Promise.all([session, session, stranger].map(({ cookie }) => welcomed(cookie)));
    const began = performance.now();
    await end(session);
    expect([(await one?.closed)?.code, (await two?.closed)?.code]).toEqual([4401, 4401]);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(other?.socket.readyState).toBe(WebSocket.OPEN);
    other?.socket.close();
  });

  test('is heard at once, before any poll', async () => {
    const session = await signedIn();
    const { closed } = await welcomed(session.cookie);
    const began = performance.now();
    await sql(`DELETE FROM sessions WHERE id = '${session.sessionId}'`);
    await closed;
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('a page that waits (CO5)', () => {
  /** The browser's WebSocket, which sends Origin and cookies by itself. */
  function browserWith(cookie: () => string) {
    vi.stubGlobal(
      'WebSocket',
      class extends WebSocket {
        constructor(url: string) {
          super(url, { headers: { origin: door.origin, cookie: cookie() } });
          this.on('error', () => {});
        }
      },
    );
  }
  afterEach(() => vi.unstubAllGlobals());
  const url = () => `ws://localhost:${door.port}/collab/account`;

  test('hears that it is watched, that it is signed out, and that the same person is back', async () => {
    const session = await signedIn();
    browserWith(() => session.cookie);
    const states: SessionState[] = [];
    const page = new SessionSocket({ url: url(), personId: session.personId, tell: (state) => states.push(state) });
    await expect.poll(() => states).toEqual(['watching']);
    await door.app.database.connection.query(`DELETE FROM sessions WHERE id = '${session.sessionId}'`);
    await expect.poll(() => states).toEqual(['watching', 'signed-out']);
    page.ask();
    await expect.poll(() => states).toEqual(['watching', 'signed-out', 'signed-out']);
    session.cookie = (await startSession(session.personId)).cookie;
    page.ask();
    await expect.poll(() => states.at(-1)).toBe('watching');
    page.stop();
  });

  test('is not freed by somebody else who signs in', async () => {
    const [session, other] = [await signedIn(), await signedIn()];
    browserWith(() => other.cookie);
    const states: SessionState[] = [];
    const page = new SessionSocket({ url: url(), personId: session.personId, tell: (state) => states.push(state) });
    await expect.poll(() => states).toEqual(['signed-out']);
    page.stop();
  });

  test('comes back by itself after a cut, ever more slowly', async () => {
    browserWith(() => '');
    const states: SessionState[] = [];
    const began = performance.now();
    const options = { url: 'ws://localhost:1/', personId: 'x', random: () => 0, firstPauseMs: 20 };
    const page = new SessionSocket({ ...options, tell: (state) => states.push(state) });
    await expect.poll(() => states.length).toBe(4);
    expect(performance.now() - began).toBeGreaterThan(20 + 40 + 80);
    expect(new Set(states)).toEqual(new Set(['away']));
    page.stop();
  });
});
