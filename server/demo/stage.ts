// Where the demo story is told: the one transaction, who has appeared so far, and events in the order in which they
// happened, whichever chapter they belong to.

import type { Db } from '../../db/database.ts';
import { OPERATOR, type Viewer } from '../../domain/people/viewer.ts';
import type { Result } from '../../domain/result.ts';
import { type Context, createContext } from '../context.ts';
import type { MadeDocument } from '../documents/documents.ts';
import type { Runtime } from '../runtime.ts';
import { DEMO_PEOPLE } from './story.ts';

const DAY_MS = 24 * 3600 * 1000;

/** The instance and the one transaction in which the story is told: a kill in the midst leaves nothing of it. */
export type Stage = {
  app: Runtime;
  tx: Db;
  /** By address. */
  people: Map<string, string>;
  /** By the key of `DEMO_ORGANISATIONS`. */
  organisations: Map<string, string>;
  /** By a word of the story's own. */
  documents: Map<string, MadeDocument>;
};

export type Event = { daysAgo: number; happen(stage: Stage): Promise<void> };

export function emptyStage(app: Runtime, tx: Db): Stage {
  return { app, tx, people: new Map(), organisations: new Map(), documents: new Map() };
}

/** Earliest first; those of the same instant in the order given. */
export async function tell(stage: Stage, events: readonly Event[]): Promise<void> {
  for (const event of events.toSorted((a, b) => b.daysAgo - a.daysAgo)) await event.happen(stage);
}

export function daysAgo({ app, tx }: Stage, days: number, viewer: Viewer = OPERATOR): Context {
  const ctx = createContext(app, viewer, 'job');
  return { ...ctx, db: tx, now: new Date(ctx.now.getTime() - days * DAY_MS) };
}

/** A person of the story, then. */
export function as(stage: Stage, email: string, days: number): Context {
  const person = DEMO_PEOPLE.find((known) => known.email === email);
  const id = stage.people.get(email);
  if (!person || id === undefined) throw new Error(`${email} has not appeared yet`);
  const organisationIds = [place(stage, person.organisation)];
  return daysAgo(stage, days, { kind: 'person', id, role: person.role, organisationIds });
}

/** The id of an organisation of the story. */
export function place(stage: Stage, key: string): string {
  const id = stage.organisations.get(key);
  if (id === undefined) throw new Error(`there is no organisation ${key} yet`);
  return id;
}

export function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`the demo story does not go on: ${result.error.code}`);
  return result.value;
}
