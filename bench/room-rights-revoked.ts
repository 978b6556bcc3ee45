// RO2 in figures: in how many milliseconds whoever may write no more is out of the room, at one process and at two, for
// each way in which a right ends; the command runs in a process of its own. Fails over 5 s or with another code.
// `node bench/room-rights-revoked.ts [rounds]`; needs PostgreSQL (KAASA_TEST_POSTGRES).

import { eq } from 'drizzle-orm';
import { grants } from '../db/schema/document-rights.ts';
import { sessions, users } from '../db/schema/users.ts';
import { OPERATOR } from '../domain/people/viewer.ts';
import { createContext } from '../server/context.ts';
import { setGrant, withdrawGrant } from '../server/documents/grants.ts';
import { lockSection } from '../server/documents/locks.ts';
import { trashDocument } from '../server/documents/trash.ts';
import { suspendPerson } from '../server/people/commands.ts';
import { removeMember } from '../server/people/organisations.ts';
import type { Runtime } from '../server/runtime.ts';
import { addMemberOf, type Member } from '../tests/support/documents.ts';
import { arrive } from '../tests/support/kill-rooms.ts';
import { plantGrant } from '../tests/support/rights.ts';
import { cookieOf } from '../tests/support/room-client.ts';
import { type RoomHost, roomDatabase } from '../tests/support/room-host.ts';
import { type Grown, growDocument } from '../tests/support/sections.ts';

const [rounds = 5] = process.argv.slice(2).map(Number);
const LIMIT_MS = 5000;
const NEVER_MS = 10_000;

if (!process.env.KAASA_TEST_POSTGRES) throw new Error('KAASA_TEST_POSTGRES names no server');
const database = await roomDatabase();
let [done, bad] = [0, 0];
await database.use(async (app) => {
  const hosts = [await database.start()];
  await measure(app, hosts);
  hosts.push(await database.start());
  await measure(app, hosts);
});
await database.remove();
process.stdout.write(`${bad} / ${done} sockets stayed longer than ${LIMIT_MS} ms or were closed with another code\n`);
process.exit(bad === 0 ? 0 : 1);

type Case = { app: Runtime; owner: Member; person: Member; grown: Grown; sectionId: string };
type Way = { name: string; code: number; end(of: Case): Promise<unknown> };

function ways(): Way[] {
  const operator = (app: Runtime) => createContext(app, OPERATOR, 'command-line');
  const subject = ({ grown, person }: Case) =>
    ({ documentId: grown.id, sectionId: null, subjectKind: 'person', subjectId: person.id }) as const;
  return [
    { name: 'right taken', code: 4404, end: (of) => withdrawGrant(of.owner.ctx, subject(of)) },
    { name: 'right lowered', code: 4403, end: (of) => setGrant(of.owner.ctx, { ...subject(of), right: 'read' }) },
    {
      name: 'membership ended',
      code: 4404,
      end: ({ app, person }) => removeMember(operator(app), person.organisationId, person.id),
    },
    {
      name: 'role taken',
      code: 4404,
      end: ({ app, person }) => app.database.db.update(users).set({ role: 'partner' }).where(eq(users.id, person.id)),
    },
    { name: 'person suspended', code: 4401, end: ({ app, person }) => suspendPerson(operator(app), person.id) },
    {
      name: 'signed out',
      code: 4401,
      end: ({ app, person }) => app.database.db.delete(sessions).where(eq(sessions.userId, person.id)),
    },
    {
      name: 'section locked',
      code: 4423,
      end: ({ owner, sectionId }) => lockSection(owner.ctx, { id: sectionId, reason: 'Valitsus vaatab läbi' }),
    },
    {
      name: 'document in the trash',
      code: 4404,
      end: ({ owner, grown }) => trashDocument(owner.ctx, { id: grown.id }),
    },
    {
      name: 'grant deleted without a word',
      code: 4404,
      end: ({ app, grown }) => app.database.db.delete(grants).where(eq(grants.documentId, grown.id)),
    },
  ];
}

async function measure(app: Runtime, hosts: readonly RoomHost[]): Promise<void> {
  for (const way of ways()) {
    const times: number[] = [];
    for (let i = 0; i < rounds; i += 1) times.push(...(await revoke(await caseOf(app, way), way, hosts)));
    const [most, sum] = [Math.max(...times), times.reduce((total, ms) => total + ms, 0)];
    const figures = `mean ${(sum / times.length).toFixed(0).padStart(5)} ms, at most ${most.toFixed(0).padStart(5)} ms`;
    process.stdout.write(`${hosts.length} process(es)  ${way.name.padEnd(30)} ${figures}\n`);
  }
}

/** Somebody who may write in one section by that to which the way puts an end. */
async function caseOf(app: Runtime, { name }: Way): Promise<Case> {
  const operator = createContext(app, OPERATOR, 'command-line');
  const owner = await addMemberOf(app, operator, 'official', 'Sihtkapital');
  const person = await addMemberOf(app, operator, name === 'role taken' ? 'administrator' : 'partner', 'Partner');
  const grown = await growDocument(owner.ctx, ['Eesmärk']);
  const { id, organisationId } = person;
  const subject = name === 'membership ended' ? { organisationId } : { userId: id };
  if (name !== 'role taken') await plantGrant(app, grown.id, subject, 'edit');
  return { app, owner, person, grown, sectionId: grown.at.Eesmärk ?? '' };
}

/** Of each process the milliseconds until the person was out of the room there. */
async function revoke(of: Case, way: Way, hosts: readonly RoomHost[]): Promise<number[]> {
  const cookie = await cookieOf({ app: of.app }, of.person.id);
  const inside = await Promise.all(hosts.map((host, i) => arrive(host, { sectionId: of.sectionId, cookie }, `t${i}`)));
  const began = performance.now();
  const outcomes = inside.map(async (typist) => {
    const late = setTimeout(() => typist.leave(), NEVER_MS);
    const code = await typist.closed;
    clearTimeout(late);
    const ms = performance.now() - began;
    done += 1;
    if (code === way.code && ms <= LIMIT_MS) return ms;
    bad += 1;
    process.stdout.write(`${way.name}: closed with ${code} after ${ms.toFixed(0)} ms\n`);
    return ms;
  });
  await way.end(of);
  return Promise.all(outcomes);
}
