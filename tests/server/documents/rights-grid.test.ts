// Z1 for rights: every command on rights and locks × everybody who may come × every state of the place. The outcome is
// written by hand; what a right comes from (own grant, organisation) and the role of the person change nothing.

import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sections } from '../../../db/schema/documents.ts';
import { memberships, organisations } from '../../../db/schema/organisations.ts';
import { DOCUMENT_RIGHTS } from '../../../domain/document/rights.ts';
import type { InstanceRole } from '../../../domain/people/viewer.ts';
import type { Result } from '../../../domain/result.ts';
import type { Context } from '../../../server/context.ts';
import { openSection, restrictSection, setGrant, withdrawGrant } from '../../../server/documents/grants.ts';
import { lockSection, unlockSection } from '../../../server/documents/locks.ts';
import { readRightsView } from '../../../server/documents/rights-view.ts';
import { as } from '../../support/cast.ts';
import { testInstance } from '../../support/instance.ts';
import { addUser, BARE_ORGANISATION } from '../../support/people.ts';
import { plantDocument, plantGrant } from '../../support/rights.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
let organisationId: string;
let grantedId: string;
let memberIds: Record<'official' | 'partner', string>;
let lonerIds: Record<'official' | 'partner' | 'administrator', string>;

beforeAll(async () => {
  app = await testInstance();
  const add = async (role: InstanceRole) => (await addUser(app, `${randomUUID()}@asutus.ee`, { role })).id;
  organisationId = randomUUID();
  await app.database.db
    .insert(organisations)
    .values({ ...BARE_ORGANISATION, id: organisationId, registryCode: null, createdAt: app.clock.now() });
  memberIds = { official: await add('official'), partner: await add('partner') };
  lonerIds = {
    official: await add('official'),
    partner: await add('partner'),
    administrator: await add('administrator'),
  };
  for (const userId of Object.values(memberIds)) {
    await app.database.db.insert(memberships).values({ userId, organisationId, createdAt: app.clock.now() });
  }
  grantedId = await add('partner');
});
afterAll(() => app.close());

type Planted = { id: string; at: { here: string; below: string } };

/** What is so at the place, besides the grant on the document. */
const STATES = [
  'plain',
  'document trashed',
  'section trashed',
  'restricted',
  'locked',
  'locked by oneself',
  'adopted',
] as const;
type State = (typeof STATES)[number];

const COMMANDS = {
  'grant on the document': (ctx, { id }) =>
    setGrant(ctx, { documentId: id, sectionId: null, subjectKind: 'person', subjectId: grantedId, right: 'edit' }),
  'withdraw on the document': (ctx, { id }) =>
    withdrawGrant(ctx, { documentId: id, sectionId: null, subjectKind: 'person', subjectId: grantedId }),
  'see rights in the document': (ctx, { id }) => readRightsView(ctx, { documentId: id, sectionId: null }, 'et'),
  'grant on a section': (ctx, { id, at }) =>
    setGrant(ctx, { documentId: id, sectionId: at.here, subjectKind: 'person', subjectId: grantedId, right: 'none' }),
  'withdraw on a section': (ctx, { id, at }) =>
    withdrawGrant(ctx, { documentId: id, sectionId: at.here, subjectKind: 'person', subjectId: grantedId }),
  restrict: (ctx, { at }) => restrictSection(ctx, { sectionId: at.here, keep: [] }),
  open: (ctx, { at }) => openSection(ctx, { sectionId: at.here, dropGrants: false }),
  lock: (ctx, { at }) => lockSection(ctx, { id: at.here, reason: 'Kooskõlastamisel' }),
  unlock: (ctx, { at }) => unlockSection(ctx, { id: at.here }),
  'see rights in a section': (ctx, { id, at }) => readRightsView(ctx, { documentId: id, sectionId: at.here }, 'et'),
} satisfies Record<string, (ctx: Context, planted: Planted) => Promise<Result<unknown>>>;
type Command = keyof typeof COMMANDS;

const CODES: Record<string, string> = {
  ...{ ok: 'x', 'not-found': 'n', forbidden: 'f', locked: 'l', adopted: 'a', 'section-gone': 'g', 'signed-out': 's' },
};

const manages = 's nffffx x';
const onGone = 's nggggg g';
const nothing = 's nnnnnn n';
const reads = 's nxxxxx x';
const notHere = 's nnnnnn x';

/** Columns: nobody signed in; none, read, comment, suggest, edit, manage granted on the document; administrator. */
const GRID: Record<Command, Record<State, string>> = {
  'grant on the document': onDocument(manages),
  'withdraw on the document': onDocument(manages),
  'see rights in the document': onDocument(reads),
  'grant on a section': onSection(manages),
  'withdraw on a section': onSection(manages),
  restrict: onSection(manages),
  open: onSection(manages),
  lock: {
    ...onSection('s nfffxx x'),
    locked: 's nfffll l',
    adopted: 's nfffaa a',
  },
  unlock: { ...onSection(manages), 'locked by oneself': 's nxxxxx x' },
  'see rights in a section': onSection(reads),
};

function onDocument(row: string): Record<State, string> {
  const everywhere = Object.fromEntries(STATES.map((state) => [state, row])) as Record<State, string>;
  return { ...everywhere, 'document trashed': nothing };
}

function onSection(row: string): Record<State, string> {
  return { ...onDocument(row), 'section trashed': onGone, restricted: notHere };
}

/** A document of its own for one try, so that no try changes another's. */
async function plant(state: State, viewerId: string | null): Promise<Planted> {
  const { db, now } = { db: app.database.db, now: app.clock.now() };
  const act = { status: 'adopted', actTitle: 'Määrus', actDate: '2026-01-31', adopter: 'Valitsus' } as const;
  const document = state === 'adopted' ? act : state === 'document trashed' ? { trashedAt: now } : {};
  const planted = await plantDocument(app, { here: null, below: 'here' }, document);
  const { id, at } = planted;
  const change = {
    'section trashed': { trashedAt: now },
    restricted: { inheritsRights: false },
    locked: { lockedBy: grantedId, lockedAt: now },
    'locked by oneself': { lockedBy: viewerId ?? grantedId, lockedAt: now },
  }[state as string];
  if (change) await db.update(sections).set(change).where(eq(sections.id, at.here));
  // somebody manages the document besides the viewer, and there is something to withdraw
  await plantGrant(app, id, { userId: lonerIds.administrator }, 'manage');
  await plantGrant(app, id, { userId: grantedId }, 'read');
  await plantGrant(app, id, { userId: grantedId }, 'read', at.here);
  return planted;
}

async function codeOf(
  command: Command,
  state: State,
  ctx: Context,
  give: (id: string) => Promise<void>,
): Promise<string> {
  const planted = await plant(state, ctx.viewer.kind === 'person' ? ctx.viewer.id : null);
  await give(planted.id);
  const result = await COMMANDS[command](ctx, planted);
  return CODES[result.ok ? 'ok' : result.error.code] ?? '?';
}

type Coming = { name: string; role: 'official' | 'partner'; by: 'person' | 'organisation' };
const COMING: Coming[] = [
  { name: 'an official by their own grant', role: 'official', by: 'person' },
  { name: 'a partner by their own grant', role: 'partner', by: 'person' },
  { name: 'a partner by their organisation’s', role: 'partner', by: 'organisation' },
];

const nothingGiven = async () => {};
const viewerOf = (role: InstanceRole, id: string, organisationIds: string[]) =>
  as(app, { kind: 'person', id, role, organisationIds });

let tries = 0;
let wrong = 0;

test.each(Object.keys(COMMANDS) as Command[])(
  '%s: everybody is let in exactly where the grid says (RI7, Z1)',
  async (command) => {
    for (const state of STATES) {
      const [anonymous = '', byRight = '', administrator = ''] = GRID[command][state].split(' ');
      const check = async (
        who: string,
        expected: string,
        ctx: Context,
        give = nothingGiven as (id: string) => Promise<void>,
      ) => {
        const code = await codeOf(command, state, ctx, give);
        tries += 1;
        if (code !== expected) wrong += 1;
        expect.soft(code, `${command}, ${state}, ${who}`).toBe(expected);
      };
      await check('nobody', anonymous, as(app, { kind: 'anonymous' }));
      await check('administrator', administrator, viewerOf('administrator', lonerIds.administrator, []));
      // of somebody else's document: who shares an organisation with nobody in it, and who shares one with a holder
      await check('stranger', byRight[0] ?? '', viewerOf('official', lonerIds.official, []));
      await check('colleague', byRight[0] ?? '', viewerOf('partner', memberIds.partner, [organisationId]), (id) =>
        plantGrant(app, id, { userId: memberIds.official }, 'manage'),
      );
      for (const { name, role, by } of COMING) {
        const [id, places] = by === 'person' ? [lonerIds[role], []] : [memberIds[role], [organisationId]];
        const subject = by === 'person' ? { userId: id } : { organisationId };
        for (const [i, right] of DOCUMENT_RIGHTS.entries()) {
          const give = (documentId: string) =>
            right === 'none' ? nothingGiven() : plantGrant(app, documentId, subject, right);
          await check(`${name}: ${right}`, byRight[i] ?? '', viewerOf(role, id, places), give);
        }
      }
    }
  },
);

test('nobody was let in or refused wrongly', () => {
  console.log(`${tries} tries, ${wrong} wrong`);
  expect(tries).toBe(Object.keys(COMMANDS).length * STATES.length * (4 + COMING.length * DOCUMENT_RIGHTS.length));
  expect(wrong).toBe(0);
});
