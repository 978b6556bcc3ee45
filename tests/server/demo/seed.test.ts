import { expect, test } from 'vitest';
import { auditEntries } from '../../../db/schema/instance.ts';
import { documentFilter } from '../../../domain/document/document-list.ts';
import { INSTANCE_ROLES, OPERATOR } from '../../../domain/people/viewer.ts';
import { createContext } from '../../../server/context.ts';
import { seedInstance } from '../../../server/demo/seed.ts';
import { listDocuments, listTrash } from '../../../server/documents/list.ts';
import { readOutline } from '../../../server/documents/outline.ts';
import { listInvitations, listOrganisations, listPeople } from '../../../server/people/queries.ts';
import { readSettings } from '../../../server/settings/queries.ts';
import { made } from '../../support/documents.ts';
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

test('the story has a strategy that some may read in part, its translation out of step, and one document in the trash', async () => {
  const app = await testInstance({ seed: 'demo' });
  await seedInstance(app);
  const people = await listPeople(createContext(app, OPERATOR, 'job'));
  if (!people.ok) throw new Error('the story cannot be read');
  const as = (email: string) => {
    const person = people.value.find((known) => known.email === email);
    if (!person) throw new Error(email);
    const organisationIds = person.organisations.map(({ id }) => id);
    return createContext(app, { kind: 'person', id: person.id, role: person.role, organisationIds }, 'browser');
  };
  const [mari, jaan] = [as('mari.tamm@kysk.example'), as('jaan.kask@tlu.example')];
  const list = made(await listDocuments(jaan, documentFilter.parse({ sort: 'title' }), 'et'));
  expect(list.documents.map(({ kind, language, status, right }) => [kind, language, status, right])).toEqual([
    ['strategy', 'en', 'working', 'comment'],
    ['practice', 'et', 'working', 'comment'],
    ['guideline', 'et', 'adopted', 'read'],
    ['strategy', 'et', 'working', 'comment'],
  ]);
  const strategy = list.documents.find(({ kind, language }) => kind === 'strategy' && language === 'et')?.id ?? '';
  const translation = list.documents.find(({ language }) => language === 'en')?.id ?? '';
  const [whole, part] = [made(await readOutline(mari, strategy, 'et')), made(await readOutline(jaan, strategy, 'et'))];
  const titles = (outline: typeof whole) => outline.sections.map(({ title }) => title);
  expect(titles(whole).filter((title) => !titles(part).includes(title))).toEqual(['Hinnanguline maksumus']);
  const words = whole.sections.reduce((sum, section) => sum + section.words, 0);
  expect(words).toBeGreaterThan(1300);
  expect(whole.sections.find(({ lock }) => lock !== null)).toMatchObject({ title: 'Visioon', lock: { isOwn: true } });
  const english = made(await readOutline(mari, translation, 'en'));
  const states = new Set(english.sections.map(({ translation: state }) => state?.state));
  expect(states).toEqual(new Set(['current', 'changed', 'empty']));
  expect(english.document.untranslated.map(({ title }) => title)).toEqual(['Mõisted']);
  expect(made(await listTrash(mari, 'et')).map(({ title }) => title)).toEqual(['Koosloome programmi visand']);
  await app.close();
});

test('without KAASA_SEED=demo an instance begins empty', async () => {
  const app = await testInstance({ seed: 'none' });
  await seedInstance(app);
  expect(await app.database.db.select().from(auditEntries)).toEqual([]);
  await app.close();
});
