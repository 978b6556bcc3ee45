// Plays the demo story through the real commands, at the instants at which it happened.

import type { Db } from '../../db/database.ts';
import { users } from '../../db/schema/users.ts';
import { DEFAULT_INVITATION_DAYS } from '../../domain/people/invitation.ts';
import { OPERATOR, SYSTEM, type Viewer } from '../../domain/people/viewer.ts';
import type { Result } from '../../domain/result.ts';
import { record } from '../audit/record.ts';
import { type Context, createContext } from '../context.ts';
import { addPerson, suspendPerson } from '../people/commands.ts';
import { invitePerson } from '../people/invitations.ts';
import { addMember, createOrganisation } from '../people/organisations.ts';
import type { Runtime } from '../runtime.ts';
import { saveSettings } from '../settings/commands.ts';
import { BARE_SETTINGS } from '../settings/defaults.ts';
import {
  DEMO_INVITED,
  DEMO_ORGANISATIONS,
  DEMO_PEOPLE,
  DEMO_SETTINGS,
  DEMO_SUSPENDED,
  type DemoPerson,
} from './story.ts';

const DAY_MS = 24 * 3600 * 1000;

/** The instance and the one transaction in which the story is told: a kill in the midst leaves nothing of it. */
type Stage = { app: Runtime; tx: Db };

/** With KAASA_SEED=demo and nobody in the instance yet: tells the story. Otherwise does nothing. */
export async function seedInstance(app: Runtime): Promise<void> {
  if (app.config.seed !== 'demo') return;
  await app.database.db.transaction(async (tx) => {
    const someone = await tx.select({ id: users.id }).from(users).limit(1);
    if (someone.length > 0) return;
    const stage = { app, tx };
    done(await saveSettings(daysAgo(stage, 122), { ...DEMO_SETTINGS, revision: BARE_SETTINGS.revision }, 'keep'));
    await seedPeople(stage);
    await record(daysAgo(stage, 0, SYSTEM), tx, 'instance.seeded', { kind: 'instance', id: 'demo' });
  });
}

async function seedPeople(stage: Stage): Promise<void> {
  const organisationIds = new Map<string, string>();
  for (const [key, form] of Object.entries(DEMO_ORGANISATIONS)) {
    organisationIds.set(key, done(await createOrganisation(daysAgo(stage, 121), form)).id);
  }
  const place = (key: string) => organisationIds.get(key) ?? '';
  const ids = new Map<string, string>();
  const inOrder = [...DEMO_PEOPLE, DEMO_SUSPENDED].sort((a, b) => b.joinedDaysAgo - a.joinedDaysAgo);
  for (const person of inOrder) ids.set(person.email, await seedPerson(stage, person, place(person.organisation)));
  done(await suspendPerson(daysAgo(stage, 20), ids.get(DEMO_SUSPENDED.email) ?? ''));
  const official: Viewer = {
    kind: 'person',
    id: ids.get('mari.tamm@kysk.example') ?? '',
    role: 'official',
    organisationIds: [place('kysk')],
  };
  const invitation = {
    email: DEMO_INVITED.email,
    role: 'partner',
    organisationId: place(DEMO_INVITED.organisation),
    locale: 'et',
    days: DEFAULT_INVITATION_DAYS,
  } as const;
  done(await invitePerson(daysAgo(stage, 2, official), invitation));
}

async function seedPerson(stage: Stage, person: DemoPerson, organisationId: string): Promise<string> {
  const ctx = daysAgo(stage, person.joinedDaysAgo);
  const { id } = done(await addPerson(ctx, person));
  done(await addMember(ctx, organisationId, id));
  return id;
}

function daysAgo({ app, tx }: Stage, days: number, viewer: Viewer = OPERATOR): Context {
  const ctx = createContext(app, viewer, 'job');
  return { ...ctx, db: tx, now: new Date(ctx.now.getTime() - days * DAY_MS) };
}

function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`the demo story does not go on: ${result.error.code}`);
  return result.value;
}
