// Who is known to be in a room, without sockets: what other processes say, for how long it holds, and that it is about
// nobody else. Rules RO16, RO17.

import { expect, test } from 'vitest';
import { readFrame } from '../../domain/collab/frames.ts';
import { RoomAwareness, type Speaker, type ToldState } from '../../server/collab/room-awareness.ts';

const MARI: Speaker = { user: { id: 'mari', name: 'Mari Tamm', color: '#0f5c9c' } };
const JAAN: Speaker = { user: { id: 'jaan', name: 'Jaan Kask', color: '#8a3b12' } };
const STATE = JSON.stringify({ cursor: { anchor: 1 } });

function room(): { awareness: RoomAwareness; told: ToldState[] } {
  const told: ToldState[] = [];
  const ways = { send: () => {}, tell: (states: readonly ToldState[]) => void told.push(...states) };
  return { awareness: new RoomAwareness(ways), told };
}

/** As another process tells what this person's client has said. */
function toldOf({ user }: Speaker, clock: number, json = JSON.stringify({ user, cursor: null })): ToldState {
  return { client: 7, clock, json, personId: user.id };
}

/** Who is said to be there, and what was said about them; without the four bytes of the WebSocket header at most. */
function shown(messages: Buffer | null): unknown[] {
  if (messages === null) return [];
  const frame = readFrame(messages.subarray((messages[1] ?? 0) < 126 ? 2 : 4));
  return frame?.kind === 'awareness' ? frame.states.map(({ json }) => JSON.parse(json)?.user.name ?? 'gone') : [];
}

test('RO16 what another process says holds for 30 s from the last time it said so', () => {
  const { awareness, told } = room();
  awareness.hear('other', [toldOf(MARI, 1)], 0);
  expect(shown(awareness.flush())).toEqual(['Mari Tamm']);
  awareness.hear('other', [toldOf(MARI, 2)], 15_000);
  awareness.flush();
  awareness.forgetSilent(44_999);
  expect(shown(awareness.everybody())).toEqual(['Mari Tamm']);
  awareness.forgetSilent(45_000);
  expect(shown(awareness.flush())).toEqual(['gone']);
  expect(awareness.everybody()).toBeNull();
  expect(told).toEqual([]);
});

test('RO16 the other processes are told what is said here, and that it is taken away', () => {
  const { awareness, told } = room();
  awareness.receive(MARI, [{ client: 7, clock: 1, json: STATE }]);
  awareness.flush();
  awareness.leave(MARI);
  awareness.flush();
  expect(told).toEqual([
    { client: 7, clock: 1, json: JSON.stringify({ user: MARI.user, cursor: { anchor: 1 } }), personId: 'mari' },
    { client: 7, clock: 2, json: 'null', personId: 'mari' },
  ]);
});

test('RO16 a client that has changed over is heard where it is, and not taken away where it was', () => {
  const { awareness } = room();
  awareness.hear('first', [toldOf(MARI, 1)], 0);
  awareness.receive(MARI, [{ client: 7, clock: 2, json: STATE }]);
  awareness.flush();
  awareness.hear('first', [toldOf(MARI, 2), toldOf(MARI, 2, 'null')], 1000);
  expect(awareness.flush()).toBeNull();
  awareness.forgetSilent(60_000);
  expect(shown(awareness.everybody())).toEqual(['Mari Tamm']);
  awareness.hear('second', [toldOf(MARI, 3)], 60_000);
  awareness.flush();
  awareness.leave(MARI);
  expect(awareness.flush()).toBeNull();
  expect(shown(awareness.everybody())).toEqual(['Mari Tamm']);
});

test('RO16 another page of the same person that repeats what it heard does not take the client over', () => {
  const { awareness } = room();
  awareness.hear('other', [toldOf(MARI, 1)], 0);
  awareness.flush();
  awareness.receive(MARI, [{ client: 7, clock: 1, json: STATE }]);
  expect(awareness.flush()).toBeNull();
  awareness.hear('other', [toldOf(MARI, 2, 'null')], 0);
  expect(shown(awareness.flush())).toEqual(['gone']);
});

test('RO17 what others repeat late of a client that has gone is not heard, what its own person says is', () => {
  const { awareness } = room();
  awareness.receive(MARI, [{ client: 7, clock: 1, json: STATE }]);
  awareness.flush();
  awareness.leave(MARI);
  awareness.flush();
  awareness.receive(JAAN, [{ client: 7, clock: 1, json: STATE }]);
  awareness.receive(JAAN, [{ client: 7, clock: 2, json: 'null' }]);
  expect(awareness.flush()).toBeNull();
  awareness.receive({ ...MARI }, [{ client: 7, clock: 1, json: STATE }]);
  expect(shown(awareness.flush())).toEqual(['Mari Tamm']);
});

test('RO17 nobody speaks for a client of somebody else, here or at another process', () => {
  const { awareness } = room();
  awareness.hear('other', [toldOf(MARI, 1)], 0);
  awareness.flush();
  awareness.receive(JAAN, [{ client: 7, clock: 9, json: STATE }]);
  awareness.receive(JAAN, [{ client: 7, clock: 9, json: 'null' }]);
  awareness.hear('third', [toldOf(JAAN, 9)], 0);
  expect(awareness.flush()).toBeNull();
  expect(shown(awareness.everybody())).toEqual(['Mari Tamm']);
});
