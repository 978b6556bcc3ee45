// RI9: the rights view says for each person and organisation what they can do and why, to those who manage; to others
// it tells of themselves.

import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { documents, sections } from '../../../db/schema/documents.ts';
import type { Context } from '../../../server/context.ts';
import { restrictSection } from '../../../server/documents/grants.ts';
import { lockSection } from '../../../server/documents/locks.ts';
import type { RightsHolder, RightsView } from '../../../server/documents/present-rights.ts';
import { readRightsView } from '../../../server/documents/rights-view.ts';
import { suspendPerson } from '../../../server/people/commands.ts';
import { addMemberOf, type Member, made, outcome } from '../../support/documents.ts';
import { addUser } from '../../support/people.ts';
import { plantDocument, plantGrant } from '../../support/rights.ts';
import { onStage, type Stage } from '../../support/stage.ts';

let { app, cast } = {} as Stage;
let owner: Member;
let member: Member;
let document: { id: string; at: Record<'goals' | 'first' | 'deep', string> };

onStage(async (stage) => {
  ({ app, cast } = stage);
  owner = await addMemberOf(app, cast.operator, 'official', 'Sihtkapital');
  member = await addMemberOf(app, cast.operator, 'partner', 'Ülikool');
});

beforeEach(async () => {
  document = await plantDocument(app, { goals: null, first: 'goals', deep: 'first' });
  await plantGrant(app, document.id, { userId: owner.id }, 'manage');
  await plantGrant(app, document.id, { organisationId: member.organisationId }, 'edit', document.at.goals);
});

async function viewAt(sectionId: string | null, ctx: Context = owner.ctx): Promise<RightsView> {
  return made(await readRightsView(ctx, { documentId: document.id, sectionId }, 'et'));
}

async function holderAt(sectionId: string | null, id: string, ctx?: Context): Promise<RightsHolder | undefined> {
  return (await viewAt(sectionId, ctx)).holders.find((holder) => holder.id === id);
}

const place = (title: keyof typeof document.at) => ({ sectionId: document.at[title], title });

describe('the rights view (RI9)', () => {
  test('an own grant is named with where it was given', async () => {
    expect(await holderAt(null, owner.id)).toEqual({
      ...{ kind: 'person', id: owner.id, name: 'Sihtkapital official', detail: 'Sihtkapital' },
      ...{ right: 'manage', granted: 'manage', ownGrant: 'manage' },
      reasons: [{ state: 'granted', right: 'manage', from: null, isHere: true }],
    });
    expect(await holderAt(document.at.deep, owner.id)).toMatchObject({
      ownGrant: null,
      reasons: [{ state: 'granted', right: 'manage', from: null, isHere: false }],
    });
  });

  test('an organisation’s grant is named for it and for each of its people', async () => {
    const from = place('goals');
    expect(await holderAt(document.at.deep, member.organisationId)).toMatchObject({
      ...{ kind: 'organisation', name: 'Ülikool', right: 'edit', ownGrant: null },
      reasons: [{ state: 'granted', right: 'edit', from, isHere: false }],
    });
    expect(await holderAt(document.at.deep, member.id)).toMatchObject({
      ...{ kind: 'person', detail: 'Ülikool', right: 'edit', ownGrant: null },
      reasons: [{ state: 'organisation', right: 'edit', organisation: 'Ülikool', from, isHere: false }],
    });
    expect((await holderAt(document.at.goals, member.organisationId))?.ownGrant).toBe('edit');
  });

  test('of several grants the one that decides comes first', async () => {
    await plantGrant(app, document.id, { userId: member.id }, 'read', document.at.first);
    const reasons = (await holderAt(document.at.deep, member.id))?.reasons;
    expect(reasons?.map((reason) => reason.state)).toEqual(['organisation', 'granted']);
  });

  test('a right that was taken away is said to be none', async () => {
    await plantGrant(app, document.id, { organisationId: member.organisationId }, 'none', document.at.first);
    expect(await holderAt(document.at.deep, member.id)).toMatchObject({
      right: 'none',
      reasons: [{ state: 'organisation', right: 'none', from: place('first') }],
    });
  });

  test('an administrator is one, whatever else is granted', async () => {
    await plantGrant(app, document.id, { userId: cast.administrator.id }, 'read');
    expect(await holderAt(document.at.deep, cast.administrator.id)).toMatchObject({
      right: 'manage',
      reasons: [{ state: 'administrator' }, { state: 'granted', right: 'read' }],
    });
  });

  test('whom a restricted section stops is named with where', async () => {
    made(await restrictSection(owner.ctx, { sectionId: document.at.first, keep: [] }));
    const stopped = { right: 'none', granted: 'none', reasons: [{ state: 'stopped', at: place('first') }] };
    expect(await holderAt(document.at.deep, member.id)).toMatchObject(stopped);
    expect(await holderAt(document.at.deep, member.organisationId)).toMatchObject(stopped);
    expect((await holderAt(document.at.deep, owner.id))?.reasons).toMatchObject([
      { state: 'granted', right: 'manage', from: place('first') },
    ]);
    expect((await viewAt(document.at.first)).place).toEqual({ ...place('first'), isStopped: true });
    expect((await viewAt(document.at.deep)).place.isStopped).toBe(false);
  });

  test('whom a lock caps is told by whom and where; the rest of what they have is still said', async () => {
    made(await lockSection(owner.ctx, { id: document.at.first, reason: 'Toimetamisel' }));
    expect(await holderAt(document.at.deep, member.id)).toMatchObject({
      ...{ right: 'comment', granted: 'edit' },
      reasons: [
        { state: 'organisation', right: 'edit' },
        { state: 'locked', by: { id: owner.id, name: 'Sihtkapital official' }, at: place('first') },
      ],
    });
    expect((await holderAt(document.at.deep, owner.id))?.reasons.map((reason) => reason.state)).toEqual(['granted']);
    expect((await holderAt(document.at.goals, member.id))?.right).toBe('edit');
  });

  test('adoption is the reason for all whom it caps', async () => {
    const act = { status: 'adopted', actDate: '2026-01-31' } as const;
    await app.database.db.update(documents).set(act).where(eq(documents.id, document.id));
    expect(await holderAt(document.at.goals, member.id)).toMatchObject({
      ...{ right: 'comment', granted: 'edit' },
      reasons: [{ state: 'organisation' }, { state: 'adopted' }],
    });
  });

  test('somebody without manage sees themselves, and nobody to grant to', async () => {
    const view = await viewAt(document.at.deep, member.ctx);
    expect(view.canManage).toBe(false);
    expect(view.holders.map((holder) => holder.id)).toEqual([member.id]);
    expect(view.candidates).toEqual([]);
  });

  test('of a section above that its reader does not see nothing is told', async () => {
    await plantGrant(app, document.id, { userId: cast.partner.id }, 'manage', document.at.first);
    await app.database.db
      .update(sections)
      .set({ lockedBy: owner.id, lockedAt: app.clock.now() })
      .where(eq(sections.id, document.at.goals));
    const view = await viewAt(document.at.deep, cast.partner.ctx);
    expect(JSON.stringify(view)).not.toContain(document.at.goals);
    expect(JSON.stringify(view)).not.toContain('goals');
    const seen = view.holders.find((holder) => holder.id === member.id)?.reasons;
    expect(seen).toMatchObject([
      { state: 'organisation', from: null },
      { state: 'locked', at: place('deep') },
    ]);
  });

  test('whoever takes no part is neither a holder nor a candidate', async () => {
    const guest = await addUser(app, `${randomUUID()}@asutus.ee`, { name: 'Endine' });
    await plantGrant(app, document.id, { userId: guest.id }, 'edit');
    expect((await holderAt(null, guest.id))?.right).toBe('edit');
    made(await suspendPerson(cast.operator, guest.id));
    const view = await viewAt(null);
    expect(view.holders.some((holder) => holder.id === guest.id)).toBe(false);
    expect(view.candidates.some((candidate) => candidate.id === guest.id)).toBe(false);
  });

  test('candidates have no grant at the place; their addresses are shown to those who may see them', async () => {
    const { candidates } = await viewAt(document.at.deep);
    const ids = candidates.map((candidate) => candidate.id);
    expect(ids).toEqual(expect.arrayContaining([owner.id, member.id, member.organisationId, cast.partner.id]));
    expect((await viewAt(null)).candidates.some((candidate) => candidate.id === owner.id)).toBe(false);
    const detailOf = (list: typeof candidates) => list.find(({ id }) => id === cast.official.id)?.detail;
    expect(detailOf(candidates)).toBe('official@asutus.ee');
    await plantGrant(app, document.id, { userId: cast.partner.id }, 'manage');
    expect(detailOf((await viewAt(null, cast.partner.ctx)).candidates)).toBe('');
  });

  test('holders stand by what they have, then by name in the reader’s language', async () => {
    await plantGrant(app, document.id, { userId: cast.partner.id }, 'read');
    await plantGrant(app, document.id, { organisationId: owner.organisationId }, 'manage');
    const { holders } = await viewAt(document.at.goals);
    expect(holders.map(({ name, granted }) => `${name}: ${granted}`)).toEqual([
      'Sihtkapital: manage',
      'administrator: manage',
      'Sihtkapital official: manage',
      'Ülikool: edit',
      'Ülikool partner: edit',
      'partner: read',
    ]);
  });

  test('a trashed section, a trashed document and a foreign one show no rights', async () => {
    const trashedAt = app.clock.now();
    const ask = (sectionId: string | null, ctx = owner.ctx) =>
      readRightsView(ctx, { documentId: document.id, sectionId }, 'et');
    await app.database.db.update(sections).set({ trashedAt }).where(eq(sections.id, document.at.first));
    expect(outcome(await ask(document.at.deep))).toBe('section-gone');
    expect(outcome(await ask(document.at.deep, cast.partner.ctx))).toBe('not-found');
    expect(outcome(await ask(randomUUID()))).toBe('not-found');
    await app.database.db.update(documents).set({ trashedAt }).where(eq(documents.id, document.id));
    expect(outcome(await ask(null))).toBe('not-found');
  });
});
