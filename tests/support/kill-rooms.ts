// D1: five people type while their server is killed at random, again and again. What the server called saved, and what
// anybody else has seen, must be there afterwards.

import { setTimeout as delay } from 'node:timers/promises';
import { OPERATOR } from '../../domain/people/viewer.ts';
import { createContext } from '../../server/context.ts';
import { addMemberOf } from './documents.ts';
import { cookieOf } from './room-client.ts';
import { type RoomDatabase, type RoomHost, roomDatabase } from './room-host.ts';
import { Typist } from './room-typist.ts';
import { growDocument } from './sections.ts';

export type KillReport = {
  kills: number;
  acknowledged: number;
  /** Words that were called saved, or seen by others, and are not there. */
  lost: number;
};

const TYPISTS = 5;

/** `signal`: SIGKILL, or SIGTERM, which nobody has to be killed after. */
export async function killRooms(kills: number, random: () => number, signal: NodeJS.Signals): Promise<KillReport> {
  const database = await roomDatabase();
  const report = { kills, acknowledged: 0, lost: 0 };
  let before: Typist[] = [];
  try {
    const place = await prepareRoom(database);
    for (let round = 0; round <= kills; round += 1) {
      const host = await database.start();
      const typists = await arriveTogether(host, place, round);
      // what they are served is what was left of the round before
      account(typists[0]?.seen() ?? new Map(), before, report);
      if (round < kills) await typeAWhile(typists, random);
      await host.kill(round < kills ? signal : 'SIGKILL');
      await Promise.all(typists.map(({ closed }) => closed));
      before = typists;
    }
    return report;
  } finally {
    await database.remove();
  }
}

async function typeAWhile(typists: readonly Typist[], random: () => number): Promise<void> {
  const until = performance.now() + 100 + random() * 400;
  while (performance.now() < until) {
    for (const each of typists) each.type();
    await delay(1 + random() * 4);
  }
}

export type Place = { sectionId: string; cookie: string };

/** A room and the cookie of somebody who may write there. */
export async function prepareRoom(database: RoomDatabase): Promise<Place> {
  return database.use(async (app) => {
    const operator = createContext(app, OPERATOR, 'command-line');
    const { id, ctx } = await addMemberOf(app, operator, 'official', 'Sihtkapital');
    const { at } = await growDocument(ctx, ['Eesmärk']);
    return { sectionId: at.Eesmärk ?? '', cookie: await cookieOf({ app }, id) };
  });
}

async function arriveTogether(host: RoomHost, place: Place, round: number): Promise<Typist[]> {
  return Promise.all(Array.from({ length: TYPISTS }, (_, i) => arrive(host, place, `r${round}t${i}`)));
}

/** Somebody who has been served what the room has. */
export async function arrive(host: RoomHost, { sectionId, cookie }: Place, name: string): Promise<Typist> {
  const headers = { origin: host.origin, cookie };
  const typist = new Typist(`ws://localhost:${host.port}/collab/${sectionId}`, headers, name);
  if (!(await typist.ready())) throw new Error(`${name} was not let in`);
  return typist;
}

function account(stored: ReadonlyMap<string, number>, typists: readonly Typist[], report: KillReport): void {
  const promised = new Map<string, number>();
  const promise = (name: string, count: number) => promised.set(name, Math.max(promised.get(name) ?? 0, count));
  for (const typist of typists) {
    report.acknowledged += typist.saved;
    promise(typist.name, typist.saved);
    for (const [name, count] of typist.seen()) if (name !== typist.name) promise(name, count);
  }
  for (const [name, count] of promised) report.lost += Math.max(0, count - (stored.get(name) ?? 0));
}
