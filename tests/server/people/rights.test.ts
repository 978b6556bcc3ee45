// Z1 for people: every query and command × who asks. The outcome is written by hand; commands that are let in may
// fail for other reasons, which is no refusal.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Result } from '../../../domain/result.ts';
import { exportAudit, listAudit } from '../../../server/audit/queries.ts';
import type { Context } from '../../../server/context.ts';
import { addPerson, changeRole, saveProfile, suspendPerson, unsuspendPerson } from '../../../server/people/commands.ts';
import { invitePerson, resendInvitation, revokeInvitation } from '../../../server/people/invitations.ts';
import {
  addMember,
  createOrganisation,
  editOrganisation,
  removeMember,
  setArchived,
} from '../../../server/people/organisations.ts';
import { erasePerson, exportPerson } from '../../../server/people/personal-data.ts';
import {
  listInvitations,
  listOrganisations,
  listPeople,
  personByEmail,
  readOrganisation,
  readPerson,
  readProfile,
} from '../../../server/people/queries.ts';
import { type Cast, castOf } from '../../support/cast.ts';
import { testInstance } from '../../support/instance.ts';
import { addUser, BARE_ORGANISATION } from '../../support/people.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
let cast: Cast;
let organisationId: string;
let memberId: string;
let invitationIds: Record<'partner' | 'official', string>;

const invitation = (role: 'partner' | 'official') =>
  ({ email: `${randomUUID()}@asutus.ee`, role, organisationId: '', locale: 'et', days: 14 }) as const;
const fresh = async () => (await addUser(app, `${randomUUID()}@asutus.ee`)).id;
const made = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

beforeAll(async () => {
  app = await testInstance();
  cast = await castOf(app);
  organisationId = made(await createOrganisation(cast.operator, BARE_ORGANISATION)).id;
  memberId = await fresh();
  const invite = async (role: 'partner' | 'official') => made(await invitePerson(cast.operator, invitation(role))).id;
  invitationIds = { partner: await invite('partner'), official: await invite('official') };
});
afterAll(() => app.close());

/** Columns: anonymous, partner, official, administrator. x let in, . refused. */
const GRID: [name: string, who: string, run: (ctx: Context) => Promise<Result<unknown>>][] = [
  ['list people', '...x', (ctx) => listPeople(ctx)],
  ['read a person', '...x', (ctx) => readPerson(ctx, memberId)],
  ['find a person by address', '...x', (ctx) => personByEmail(ctx, 'partner@asutus.ee')],
  ['read one’s profile', '.xxx', (ctx) => readProfile(ctx)],
  [
    'save one’s profile',
    '.xxx',
    (ctx) => saveProfile(ctx, { name: 'Uus', locale: 'et', digest: 'never', revision: 1 }),
  ],
  ['add a person', '...x', (ctx) => addPerson(ctx, { email: `${randomUUID()}@asutus.ee`, name: 'X', role: 'partner' })],
  ['change a role', '...x', async (ctx) => changeRole(ctx, { id: await fresh(), role: 'official', revision: 1 })],
  ['suspend', '...x', async (ctx) => suspendPerson(ctx, await fresh())],
  ['unsuspend', '...x', async (ctx) => unsuspendPerson(ctx, await fresh())],
  ['export another’s data', '...x', async (ctx) => exportPerson(ctx, await fresh())],
  ['erase another', '...x', async (ctx) => erasePerson(ctx, await fresh())],
  ['invite a partner', '..xx', (ctx) => invitePerson(ctx, invitation('partner'))],
  ['invite an official', '...x', (ctx) => invitePerson(ctx, invitation('official'))],
  ['list invitations', '..xx', (ctx) => listInvitations(ctx)],
  ['resend a partner’s invitation', '..xx', (ctx) => resendInvitation(ctx, invitationIds.partner)],
  ['resend an official’s invitation', '...x', (ctx) => resendInvitation(ctx, invitationIds.official)],
  ['revoke a partner’s invitation', '..xx', (ctx) => revokeInvitation(ctx, invitationIds.partner)],
  ['revoke an official’s invitation', '...x', (ctx) => revokeInvitation(ctx, invitationIds.official)],
  ['list organisations', '.xxx', (ctx) => listOrganisations(ctx, 'et')],
  ['read an organisation', '.xxx', (ctx) => readOrganisation(ctx, organisationId)],
  ['create an organisation', '..xx', (ctx) => createOrganisation(ctx, BARE_ORGANISATION)],
  [
    'edit an organisation',
    '..xx',
    (ctx) => editOrganisation(ctx, { ...BARE_ORGANISATION, id: organisationId, revision: 1 }),
  ],
  ['archive an organisation', '...x', (ctx) => setArchived(ctx, organisationId, true)],
  ['bring an organisation back', '...x', (ctx) => setArchived(ctx, organisationId, false)],
  ['add a member', '...x', async (ctx) => addMember(ctx, organisationId, await fresh())],
  ['remove a member', '...x', async (ctx) => removeMember(ctx, organisationId, await fresh())],
  ['read the audit log', '...x', (ctx) => listAudit(ctx, {})],
  ['export the audit log', '...x', (ctx) => exportAudit(ctx, {})],
];

test.each(GRID)('%s: let in are %s (anonymous, partner, official, administrator; PE1, Z1)', async (_name, who, run) => {
  const viewers = [cast.anonymous, cast.partner.ctx, cast.official.ctx, cast.administrator.ctx];
  const outcomes = [];
  for (const ctx of viewers) {
    const result = await run(ctx);
    outcomes.push(!result.ok && ['forbidden', 'signed-out'].includes(result.error.code) ? '.' : 'x');
  }
  expect(outcomes.join('')).toBe(who);
});

test('whoever is not signed in is told so, whoever may not is told that (PE2)', async () => {
  expect(await listPeople(cast.anonymous)).toEqual({ ok: false, error: { code: 'signed-out' } });
  expect(await listPeople(cast.partner.ctx)).toEqual({ ok: false, error: { code: 'forbidden' } });
});

test.each(['', 'x', "1' or '1'='1", randomUUID()])('the id %j is simply not found (PE2)', async (id) => {
  const { ctx } = cast.administrator;
  const results = [
    await readPerson(ctx, id),
    await readOrganisation(ctx, id),
    await exportPerson(ctx, id),
    await erasePerson(ctx, id),
    await revokeInvitation(ctx, id),
    await resendInvitation(ctx, id),
    await addMember(ctx, id, memberId),
    await removeMember(ctx, organisationId, id),
  ];
  expect(results.map((r) => (r.ok ? 'ok' : r.error.code))).toEqual(results.map(() => 'not-found'));
});

test('an official sees no invitation of an official (PE4)', async () => {
  const seen = made(await listInvitations(cast.official.ctx));
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.every((i) => i.role === 'partner')).toBe(true);
});
