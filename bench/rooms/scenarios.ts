// What is measured and what must come of it. Each scenario starts its own server on a store of its own, for one of the kinds.

import { setTimeout as delay } from 'node:timers/promises';
import * as Y from 'yjs';
import { mergeUpdates } from '../../domain/collab/merging.ts';
import type { JobName } from './client-jobs.ts';
import { runClients } from './clients.ts';
import { cpuSeconds, memory, watchMemory } from './figures.ts';
import { garbage } from './garbage.ts';
import { kaasaStore } from './kaasa-store.ts';
import { kills } from './kills.ts';
import { hocuspocusStore, levelStore } from './peer-stores.ts';
import type { Filling, Kind, Server, Store } from './server-process.ts';
import { type LongText, longText } from './texts.ts';

export type Found = Record<string, number>;

/** `limit`: what Kaasa's figure may be at most, at least, seeing those of the peers. */
export type Gate = { figure: string; isAtLeast?: true; says: string; limit(peers: readonly Found[]): number };

export type Scenario = { says: string; gates: readonly Gate[]; run(kind: Kind, postgres: string): Promise<Found> };

const PEOPLE = 50;
const EDITS = 200_000;
const STORM_EDITS = 6000;
const STORM_LACKS = 40;

type Ground = { rooms?: number; people?: number; fill?: { text: LongText; how: Filling } };

async function onServer<T>(
  kind: Kind,
  postgres: string,
  { rooms = 1, people = PEOPLE, fill }: Ground,
  work: (server: Server, store: Store) => Promise<T>,
): Promise<T> {
  const options = { postgres, rooms, people };
  const store =
    kind === 'y-websocket'
      ? await levelStore(options)
      : kind === 'hocuspocus'
        ? await hocuspocusStore(options)
        : await kaasaStore(kind, options);
  try {
    if (fill) await store.fill(fill.text, fill.how);
    const server = await store.start();
    try {
      await delay(500);
      return await work(server, store);
    } finally {
      await server.kill();
    }
  } finally {
    await store.remove();
  }
}

type Spent = Found & { cpu: number };

/** Runs a job with two stages and notes the processor time between them. */
async function timed(server: Server, job: JobName, params: Found, vector?: Uint8Array): Promise<Spent> {
  let [before, after] = [0, 0];
  const found = await runClients({ job, door: server.door, params, ...(vector ? { vector } : {}) }, [
    () => {
      before = cpuSeconds(server.pid);
    },
    () => {
      after = cpuSeconds(server.pid);
    },
  ]);
  return { ...found, cpu: after - before };
}

const least = (figure: string) => (peers: readonly Found[]) => Math.min(...peers.map((peer) => peer[figure] ?? 0));
const most = (figure: string) => (peers: readonly Found[]) => Math.max(...peers.map((peer) => peer[figure] ?? 0));

/** `share` of the better peer at most. */
function atMost(figure: string, share: number): Gate {
  return { figure, says: `${figure} ≤ ${share} × both`, limit: (peers) => share * least(figure)(peers) };
}

function atLeast(figure: string, times: number): Gate {
  const limit = (peers: readonly Found[]) => times * most(figure)(peers);
  return { figure, isAtLeast: true, says: `${figure} ≥ ${times} × both`, limit };
}

function fixed(figure: string, limit: number): Gate {
  return { figure, says: `${figure} ≤ ${limit}`, limit: () => limit };
}

/** The last of the peers is Hocuspocus. */
const LATENCY: Gate = {
  figure: 'p50',
  says: 'p50 ≤ Hocuspocus + 1 ms',
  limit: (peers) => (peers.at(-1)?.p50 ?? 0) + 1,
};

function fanOut(clients: number): Scenario {
  return {
    says: `${clients} people in one room, five of whom type five letters a second, for 8 s: server CPU in s, latency in ms`,
    gates: clients === 50 ? [atMost('cpu', 0.65), LATENCY] : [],
    run: (kind, postgres) => onServer(kind, postgres, {}, (server) => timed(server, 'fanOut', { clients })),
  };
}

function flood(rooms: number, updates: number, writers: number): Scenario {
  return {
    says: `${updates} updates of one letter in ${rooms} room${rooms > 1 ? 's' : ''}: updates a second until others have seen all, and a second of the server's processor`,
    gates: [atLeast('perSecond', 4)],
    run: (kind, postgres) =>
      onServer(kind, postgres, { rooms: rooms + 1 }, async (server) => {
        const found = await timed(server, 'flood', { rooms, updates, writers });
        return { ...found, perCpuSecond: updates / found.cpu };
      }),
  };
}

function cold(how: Filling): Scenario {
  return {
    says: `opening a text of ${EDITS} edits that nobody has open, kept as ${how === 'merged' ? 'one update' : 'single edits'}: ms until all of it is there`,
    gates: [atMost('ms', 0.25)],
    run: (kind, postgres) =>
      onServer(kind, postgres, { rooms: 2, people: 1, fill: { text: theLongText(), how } }, (server) =>
        timed(server, 'open', {}),
      ),
  };
}

let longest: LongText | null = null;
function theLongText(): LongText {
  if (longest) return longest;
  longest = longText(EDITS);
  process.stderr.write(`a text of ${longest.words} words\n`);
  return longest;
}

function storm(carets: 0 | 1): Scenario {
  return {
    says: `500 people come back at once to a text of ${STORM_EDITS} edits${carets ? ', each with a caret' : ''}: server CPU in s, MiB sent to them`,
    gates: [atMost('cpu', 0.6), atMost('mib', 0.15)],
    run: (kind, postgres) => {
      const text = longText(STORM_EDITS);
      const vector = Y.encodeStateVectorFromUpdate(mergeUpdates(text.log.slice(0, -STORM_LACKS)));
      return onServer(kind, postgres, { fill: { text, how: 'merged' } }, (server) =>
        timed(server, 'storm', { clients: 500, carets }, vector),
      );
    },
  };
}

const manyRooms: Scenario = {
  says: '500 rooms with two people each: server memory in MiB before and then',
  gates: [atMost('rss', 0.85)],
  run: (kind, postgres) =>
    onServer(kind, postgres, { rooms: 500 }, async (server) => {
      let [idle, rss] = [0, 0];
      await runClients({ job: 'manyRooms', door: server.door, params: { rooms: 500 } }, [
        () => {
          idle = memory(server.pid);
        },
        () => {
          rss = memory(server.pid);
        },
      ]);
      return { idle, rss, grown: rss - idle };
    }),
};

const slowReader: Scenario = {
  says: 'a reader who stops reading while 60 MiB are written and erased: peak memory in MiB beyond that with a reader who reads',
  gates: [fixed('extra', 15)],
  run: async (kind, postgres) => {
    const peak = (slow: number) =>
      onServer(kind, postgres, {}, async (server) => {
        let watch = watchMemory(server.pid);
        let highest = 0;
        const started = () => {
          watch.peak();
          watch = watchMemory(server.pid);
        };
        await runClients({ job: 'slowReader', door: server.door, params: { slow } }, [
          started,
          () => {
            highest = watch.peak();
          },
        ]);
        return highest;
      });
    const [without, withSlow] = [await peak(0), await peak(1)];
    return { without, withSlow, extra: withSlow - without };
  },
};

export const SCENARIOS: Record<string, Scenario> = {
  'fan-out-10': fanOut(10),
  'fan-out-50': fanOut(50),
  'fan-out-200': fanOut(200),
  'many-rooms': manyRooms,
  flood: flood(20, 40_000, 1),
  'flood-one-room': flood(1, 20_000, 4),
  'cold-merged': cold('merged'),
  'cold-log': cold('log'),
  storm: storm(0),
  'storm-carets': storm(1),
  'slow-reader': slowReader,
  garbage: {
    says: '17 broken messages: after how many the server was dead, others were cut off, or what follows on nothing was passed on; ms nobody heard anything',
    gates: [fixed('died', 0), fixed('harmed', 0), fixed('relayed', 0)],
    run: (kind, postgres) => onServer(kind, postgres, {}, garbage),
  },
  kills: {
    says: 'kill -9 while five people type twenty words a second each: words that others had seen and that are gone',
    gates: [fixed('lost', 0)],
    run: (kind, postgres) => onServer(kind, postgres, {}, kills),
  },
};
