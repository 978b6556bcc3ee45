import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditEntries, mails } from '../../../db/schema/instance.ts';
import { invitations } from '../../../db/schema/organisations.ts';
import { accounts, sessions, users } from '../../../db/schema/users.ts';
import type { Result } from '../../../domain/result.ts';
import { startSession } from '../../../server/auth/commands.ts';
import { readSession } from '../../../server/auth/session.ts';
import type { Context } from '../../../server/context.ts';
import {
  addPerson,
  changeRole,
  ensureAdministrator,
  saveProfile,
  suspendPerson,
  unsuspendPerson,
} from '../../../server/people/commands.ts';
import {
  acceptInvitation,
  invitePerson,
  readInvitation,
  resendInvitation,
  revokeInvitation,
} from '../../../server/people/invitations.ts';
import { addMember, createOrganisation, editOrganisation } from '../../../server/people/organisations.ts';
import { erasePerson, exportPerson } from '../../../server/people/personal-data.ts';
import { readOrganisation } from '../../../server/people/queries.ts';
import { as, type Cast, castOf } from '../../support/cast.ts';
import { testInstance } from '../../support/instance.ts';
import { addUser, BARE_ORGANISATION } from '../../support/people.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
let cast: Cast;

beforeAll(async () => {
  app = await testInstance();
  cast = await castOf(app);
});
afterAll(() => app.close());

const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);
const later = (ctx: Context, days: number): Context => ({
  ...ctx,
  now: new Date(ctx.now.getTime() + days * 86_400_000),
});
const db = () => app.database.db;

async function invited(ctx = cast.official.ctx): Promise<{ id: string; email: string; token: string }> {
  const email = `${randomUUID()}@partner.ee`;
  const result = await invitePerson(ctx, { email, role: 'partner', organisationId: '', locale: 'en', days: 14 });
  if (!result.ok) throw new Error(result.error.code);
  return { id: result.value.id, email, token: await mailedToken(email) };
}

async function mailedToken(email: string): Promise<string> {
  const sent = await db().select().from(mails).where(eq(mails.recipient, email)).orderBy(mails.createdAt);
  return /token=([\w-]+)/.exec(sent.at(-1)?.text ?? '')?.[1] ?? '';
}

const FORM = { name: 'Uus Partner', locale: 'en' } as const;

test('two people never share an address (PE10)', async () => {
  const email = `${randomUUID()}@asutus.ee`;
  const tries = await Promise.all(
    Array.from({ length: 10 }, () => addPerson(cast.operator, { email, name: 'A', role: 'partner' })),
  );
  expect(tries.map(code).sort()).toEqual([...Array(9).fill('email-taken'), 'ok']);
});

test('a suspended person is out at once, and in again only after being restored (PE13)', async () => {
  const { id } = await addUser(app, `${randomUUID()}@asutus.ee`);
  const { cookie } = await startSession(cast.operator, id, null);
  const token = /=([^;]+)/.exec(cookie)?.[1] ?? '';
  expect((await readSession(app, token))?.viewer.id).toBe(id);
  expect(code(await suspendPerson(cast.administrator.ctx, id))).toBe('ok');
  expect(await readSession(app, token)).toBeNull();
  expect(code(await suspendPerson(cast.administrator.ctx, id))).toBe('already-suspended');
  expect(code(await unsuspendPerson(cast.administrator.ctx, id))).toBe('ok');
  expect(await readSession(app, token)).toBeNull();
  expect(code(await unsuspendPerson(cast.administrator.ctx, id))).toBe('not-suspended');
});

test('nobody suspends or demotes themselves (PE11)', async () => {
  const { id, ctx } = cast.administrator;
  expect(code(await suspendPerson(ctx, id))).toBe('own-account');
  expect(code(await changeRole(ctx, { id, role: 'partner', revision: 1 }))).toBe('own-account');
});

test('two administrators who suspend each other leave one (PE12)', async () => {
  const own = await testInstance();
  // connections that are open already, so that the two really meet
  await Promise.all(Array.from({ length: 8 }, () => own.database.connection.query('select pg_sleep(0.05)')));
  const a = await addUser(own, 'a@asutus.ee', { role: 'administrator' });
  const b = await addUser(own, 'b@asutus.ee', { role: 'administrator' });
  const viewer = (id: string) => as(own, { kind: 'person', id, role: 'administrator', organisationIds: [] });
  const outcomes = await Promise.all([suspendPerson(viewer(a.id), b.id), suspendPerson(viewer(b.id), a.id)]);
  expect(outcomes.map(code).sort()).toEqual(['last-administrator', 'ok']);
  expect(code(await erasePerson(as(own, { kind: 'operator' }), outcomes[0]?.ok ? a.id : b.id))).toBe(
    'last-administrator',
  );
  await own.close();
});

test('a stale change of a role or a profile changes nothing (PE14)', async () => {
  const { id } = await addUser(app, `${randomUUID()}@asutus.ee`);
  expect(code(await changeRole(cast.administrator.ctx, { id, role: 'official', revision: 1 }))).toBe('ok');
  expect(code(await changeRole(cast.administrator.ctx, { id, role: 'partner', revision: 1 }))).toBe('stale');
  const own = as(app, { kind: 'person', id, role: 'official', organisationIds: [] });
  expect(code(await saveProfile(own, { name: 'B', locale: 'ru', digest: 'never', revision: 1 }))).toBe('stale');
  expect(code(await saveProfile(own, { name: 'B', locale: 'ru', digest: 'never', revision: 2 }))).toBe('ok');
  const [row] = await db().select().from(users).where(eq(users.id, id));
  expect(row).toMatchObject({
    role: 'official',
    name: 'B',
    locale: 'ru',
    notifications: { digest: 'never' },
    revision: 3,
  });
});

test('ADMIN_EMAIL makes one administrator however often Kaasa starts', async () => {
  for (let i = 0; i < 3; i++) expect(code(await ensureAdministrator(cast.operator, 'boss@asutus.ee'))).toBe('ok');
  const found = await db().select().from(users).where(eq(users.email, 'boss@asutus.ee'));
  expect(found.map((u) => u.role)).toEqual(['administrator']);
});

test('an invitation creates one account, with its role and organisation, however often it is taken up (PE20, PE23)', async () => {
  const made = await createOrganisation(cast.operator, BARE_ORGANISATION);
  const organisationId = made.ok ? made.value.id : '';
  const email = `${randomUUID()}@partner.ee`;
  await invitePerson(cast.administrator.ctx, { email, role: 'official', organisationId, locale: 'et', days: 14 });
  const token = await mailedToken(email);
  const tries = await Promise.all(Array.from({ length: 20 }, () => acceptInvitation(cast.anonymous, token, FORM)));
  expect(tries.map(code).sort()).toEqual([...Array(19).fill('invitation-invalid'), 'ok']);
  const [person] = await db().select().from(users).where(eq(users.email, email));
  expect(person).toMatchObject({ role: 'official', name: 'Uus Partner', locale: 'en' });
  const organisation = await readOrganisation(cast.operator, organisationId);
  expect(organisation.ok && organisation.value.people.map((p) => p.id)).toEqual([person?.id]);
});

test('an invitation ends when it expires, is taken back, or is sent anew (PE20, PE21)', async () => {
  const expiring = await invited();
  expect(code(await readInvitation(later(cast.anonymous, 13.9), expiring.token))).toBe('ok');
  expect(code(await readInvitation(later(cast.anonymous, 14.001), expiring.token))).toBe('invitation-invalid');
  expect(code(await acceptInvitation(later(cast.anonymous, 14.001), expiring.token, FORM))).toBe('invitation-invalid');
  const revoked = await invited();
  expect(code(await revokeInvitation(cast.official.ctx, revoked.id))).toBe('ok');
  expect(code(await acceptInvitation(cast.anonymous, revoked.token, FORM))).toBe('invitation-invalid');
  const old = await invited();
  expect(code(await resendInvitation(later(cast.official.ctx, 0.001), old.id))).toBe('ok');
  expect(code(await acceptInvitation(cast.anonymous, old.token, FORM))).toBe('invitation-invalid');
  expect(code(await acceptInvitation(cast.anonymous, await mailedToken(old.email), FORM))).toBe('ok');
});

test('nobody is invited twice, and somebody with an account not at all (PE21)', async () => {
  const first = await invited();
  expect(
    code(
      await invitePerson(cast.official.ctx, {
        email: first.email,
        role: 'partner',
        organisationId: '',
        locale: 'et',
        days: 14,
      }),
    ),
  ).toBe('ok');
  const open = (await db().select().from(invitations).where(eq(invitations.email, first.email))).filter(
    (i) => i.revokedAt === null,
  );
  expect(open).toHaveLength(1);
  expect(
    code(
      await invitePerson(cast.official.ctx, {
        email: 'partner@asutus.ee',
        role: 'partner',
        organisationId: '',
        locale: 'et',
        days: 14,
      }),
    ),
  ).toBe('email-taken');
});

test('the table of invitations holds no token that opens one (PE22)', async () => {
  const { token } = await invited();
  const rows = await db().select().from(invitations);
  expect(JSON.stringify(rows).includes(token)).toBe(false);
});

test('an organisation’s contact and addresses are for its people, officials and administrators (PE5)', async () => {
  const form = { ...BARE_ORGANISATION, contactName: 'Kontakt', contactEmail: 'kontakt@salajane.ee' };
  const made = await createOrganisation(cast.operator, form);
  const id = made.ok ? made.value.id : '';
  await addMember(cast.operator, id, cast.partner.id);
  const member = as(app, { kind: 'person', id: cast.partner.id, role: 'partner', organisationIds: [id] });
  const seen = async (ctx: Context) => {
    const found = await readOrganisation(ctx, id);
    return found.ok ? [found.value.contact?.email ?? null, found.value.people[0]?.email ?? null] : [];
  };
  expect(await seen(member)).toEqual(['kontakt@salajane.ee', 'partner@asutus.ee']);
  expect(await seen(cast.official.ctx)).toEqual(['kontakt@salajane.ee', 'partner@asutus.ee']);
  expect(await seen(as(app, { kind: 'person', id: randomUUID(), role: 'partner', organisationIds: [] }))).toEqual([
    null,
    null,
  ]);
});

test('a register holds an organisation once, and a stale edit changes nothing (PE14)', async () => {
  const form = { ...BARE_ORGANISATION, registryCode: '90001234' };
  const first = await createOrganisation(cast.operator, form);
  const second = await createOrganisation(cast.operator, form);
  expect(second).toMatchObject({
    ok: false,
    error: { code: 'invalid', fields: [{ field: 'registryCode', code: 'taken' }] },
  });
  const other = await createOrganisation(cast.operator, { ...form, registryCode: '90009999' });
  const [id, otherId] = [first, other].map((r) => (r.ok ? r.value.id : ''));
  expect(code(await editOrganisation(cast.operator, { ...form, id: otherId ?? '', revision: 1 }))).toBe('invalid');
  expect(code(await editOrganisation(cast.operator, { ...form, id: id ?? '', name: { et: 'B' }, revision: 1 }))).toBe(
    'ok',
  );
  expect(code(await editOrganisation(cast.operator, { ...form, id: id ?? '', name: { et: 'C' }, revision: 1 }))).toBe(
    'stale',
  );
});

test('a person’s data can be taken out whole, and after erasure stand nowhere (PE30, PE31, G2)', async () => {
  const email = `${randomUUID()}@isik.ee`;
  const name = `Isik ${randomUUID()}`;
  await invitePerson(cast.official.ctx, { email, role: 'partner', organisationId: '', locale: 'et', days: 14 });
  const joined = await acceptInvitation(cast.anonymous, await mailedToken(email), { name, locale: 'et' });
  const id = joined.ok ? joined.value.userId : '';
  await startSession(cast.operator, id, 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0');
  await db()
    .insert(accounts)
    .values({ issuer: 'https://tara.example', subject: `EE${randomUUID()}`, userId: id, createdAt: cast.operator.now });
  const own = as(app, { kind: 'person', id, role: 'partner', organisationIds: [] });
  const taken = await exportPerson(own, id);
  const data = taken.ok ? taken.value : {};
  expect(data).toMatchObject({
    person: { email, name },
    sessions: [{}],
    identities: [{}],
    invitations: [{ email }],
    mails: [{}],
  });
  expect(code(await erasePerson(own, id))).toBe('ok');
  const dump = await everything();
  expect([email, name].filter((text) => dump.includes(text))).toEqual([]);
  expect(await db().select().from(sessions).where(eq(sessions.userId, id))).toEqual([]);
  expect(await db().select().from(users).where(eq(users.id, id))).toMatchObject([{ email: null, name: '' }]);
  expect((await db().select().from(auditEntries).where(eq(auditEntries.subjectId, id))).map((e) => e.action)).toContain(
    'person.erased',
  );
});

async function everything(): Promise<string> {
  const tables = await app.database.connection.query(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss')",
  );
  const dumps = [];
  for (const { name } of tables)
    dumps.push(await app.database.connection.query(`select row_to_json(t)::text as row from ${name} t`));
  return JSON.stringify(dumps);
}

test('an official cannot end an administrator’s invitation by inviting the same address (PE4)', async () => {
  const email = `${randomUUID()}@asutus.ee`;
  const form = { email, organisationId: '', locale: 'et', days: 14 } as const;
  expect(code(await invitePerson(cast.administrator.ctx, { ...form, role: 'administrator' }))).toBe('ok');
  expect(code(await invitePerson(cast.official.ctx, { ...form, role: 'partner' }))).toBe('forbidden');
  expect(code(await acceptInvitation(cast.anonymous, await mailedToken(email), FORM))).toBe('ok');
});

test('of invitations to one address at once one stays open (PE21)', async () => {
  const email = `${randomUUID()}@partner.ee`;
  const form = { email, role: 'partner', organisationId: '', locale: 'et', days: 14 } as const;
  await Promise.all(Array.from({ length: 8 }, () => invitePerson(cast.official.ctx, form)));
  const rows = await db().select().from(invitations).where(eq(invitations.email, email));
  expect([rows.length, rows.filter((row) => row.revokedAt === null).length]).toEqual([8, 1]);
});

test('an invitation that was taken back is not sent again', async () => {
  const taken = await invited();
  await revokeInvitation(cast.official.ctx, taken.id);
  expect(code(await resendInvitation(cast.official.ctx, taken.id))).toBe('not-found');
});

test('who invited is in no mail after erasure (PE31, G2)', async () => {
  const name = `Kutsuja ${randomUUID()}`;
  const { id } = await addUser(app, `${randomUUID()}@asutus.ee`, { role: 'official', name });
  const inviter = as(app, { kind: 'person', id, role: 'official', organisationIds: [] });
  await invited(inviter);
  expect(await everything()).toContain(name);
  expect(code(await erasePerson(inviter, id))).toBe('ok');
  expect(await everything()).not.toContain(name);
});
