// Plays the demo story through the real commands, at the instants at which it happened.

import { users } from '../../db/schema/users.ts';
import { SYSTEM } from '../../domain/people/viewer.ts';
import { record } from '../audit/record.ts';
import type { Runtime } from '../runtime.ts';
import { saveSettings } from '../settings/commands.ts';
import { BARE_SETTINGS } from '../settings/defaults.ts';
import { DOCUMENT_EVENTS } from './documents-story.ts';
import { PEOPLE_EVENTS } from './people-story.ts';
import { daysAgo, done, emptyStage, tell } from './stage.ts';
import { DEMO_SETTINGS } from './story.ts';

/** With KAASA_SEED=demo and nobody in the instance yet: tells the story. Otherwise does nothing. */
export async function seedInstance(app: Runtime): Promise<void> {
  if (app.config.seed !== 'demo') return;
  await app.database.db.transaction(async (tx) => {
    const someone = await tx.select({ id: users.id }).from(users).limit(1);
    if (someone.length > 0) return;
    const stage = emptyStage(app, tx);
    done(await saveSettings(daysAgo(stage, 122), { ...DEMO_SETTINGS, revision: BARE_SETTINGS.revision }, 'keep'));
    await tell(stage, [...PEOPLE_EVENTS, ...DOCUMENT_EVENTS]);
    await record(daysAgo(stage, 0, SYSTEM), tx, 'instance.seeded', { kind: 'instance', id: 'demo' });
  });
}
