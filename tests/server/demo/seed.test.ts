import { expect, test } from 'vitest';
import { auditEntries } from '../../../db/schema/instance.ts';
import { INSTANCE_ROLES, OPERATOR } from '../../../domain/people/viewer.ts';
import { createContext } from '../../../server/context.ts';
import { seedInstance } from '../../../server/demo/seed.ts';
import { listInvitations, listOrganisations, listPeople } from '../../../server/people/queries.ts';
import { readSettings } from '../../../server/settings/queries.ts';
import { testInstance } from '../../support/instance.ts';

test('the demo story has people of every role, one who left, one who is invited, and the whole network', async () => {
  const app = await testInstance({ seed: 'demo' });
  await seedInstance(app);
  const ctx = createContext(app, OPERATOR, 'job');
  const people = await listPeople(ctx);
  const organisations = await listOrganisations(ctx, 'et');
  const invitations = await listInvitations(ctx);
  if (!people.ok || !organisations.ok || !invitations.ok) throw new Error('the story cannot be read');
  expect(new Set(people.value.map((p) => p.role))).toEqual(new Set(INSTANCE_ROLES));
  expect(people.value.filter((p) => p.state === 'suspended')).toHaveLength(1);
  expect(people.value.every((p) => p.organisations.length === 1 && p.email?.endsWith('.example'))).toBe(true);
  expect(invitations.value.map((i) => [i.state, i.inviter])).toEqual([['open', 'Mari Tamm']]);
  expect(organisations.value).toHaveLength(7);
  expect((await readSettings(ctx)).name.et).toBe('Sotsiaalse innovatsiooni kompetentsikeskus');
  await app.close();
});

test('the story is told once, in the order in which it happened', async () => {
  const app = await testInstance({ seed: 'demo' });
  await seedInstance(app);
  const told = await app.database.db.select().from(auditEntries).orderBy(auditEntries.id);
  await seedInstance(app);
  expect(await app.database.db.select().from(auditEntries).orderBy(auditEntries.id)).toEqual(told);
  const instants = told.map((entry) => entry.at.getTime());
  expect(instants).toEqual([...instants].sort((a, b) => a - b));
  await app.close();
});

test('without KAASA_SEED=demo an instance begins empty', async () => {
  const app = await testInstance({ seed: 'none' });
  await seedInstance(app);
  expect(await app.database.db.select().from(auditEntries)).toEqual([]);
  await app.close();
});
