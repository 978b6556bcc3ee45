// Rights given, taken and kept in the tables: RI1 to RI3 and RI6 of docs/spec/documents.md. Who may give them is in
// rights-grid.test.ts, how they are resolved in tests/domain/document/rights.test.ts.

import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { grants } from '../../../db/schema/document-rights.ts';
import { auditEntries } from '../../../db/schema/instance.ts';
import { grantForm } from '../../../domain/document/grant.ts';
import type { DocumentRight } from '../../../domain/document/rights.ts';
import { parseForm } from '../../../domain/form.ts';
import { listAudit } from '../../../server/audit/queries.ts';
import type { Context } from '../../../server/context.ts';
import { openSection, restrictSection, setGrant, withdrawGrant } from '../../../server/documents/grants.ts';
import { suspendPerson } from '../../../server/people/commands.ts';
import { removeMember, setArchived } from '../../../server/people/organisations.ts';
import { erasePerson } from '../../../server/people/personal-data.ts';
import { addMemberOf, made, outcome } from '../../support/documents.ts';
import { addUser } from '../../support/people.ts';
import { plantDocument, plantGrant } from '../../support/rights.ts';
import { onSharedDocument, rightsOf, type Shared } from '../../support/shared-document.ts';

let { app, cast, owner, member, document } = {} as Shared;
onSharedDocument((shared) => {
  ({ app, cast, owner, member, document } = shared);
});

const toPerson = (subjectId: string, right: DocumentRight, sectionId: string | null = null) => ({
  ...{ documentId: document.id, sectionId, subjectKind: 'person' as const, subjectId, right },
});
const toOrganisation = (right: DocumentRight, sectionId: string | null = null) => ({
  ...toPerson(member.organisationId, right, sectionId),
  subjectKind: 'organisation' as const,
});

const storedAt = async (sectionId: string) =>
  (await app.database.db.select().from(grants).where(eq(grants.sectionId, sectionId)))
    .map((row) => `${row.userId === null ? 'organisation' : 'person'} ${row.right}`)
    .sort();

describe('a right that is given', () => {
  test('holds at once, is changed and taken back (RI1)', async () => {
    const { ctx } = cast.partner;
    expect(await rightsOf(ctx, document)).toBe('');
    made(await setGrant(owner.ctx, toPerson(cast.partner.id, 'read', document.at.first)));
    expect(await rightsOf(ctx, document)).toBe('none none read read none');
    made(await setGrant(owner.ctx, toPerson(cast.partner.id, 'edit', document.at.first)));
    expect(await rightsOf(ctx, document)).toBe('none none edit edit none');
    made(await withdrawGrant(owner.ctx, toPerson(cast.partner.id, 'edit', document.at.first)));
    expect(await rightsOf(ctx, document)).toBe('');
  });

  test('is one a person and place, however often it is given', async () => {
    for (const right of ['read', 'edit', 'edit'] as const) {
      made(await setGrant(owner.ctx, toPerson(cast.partner.id, right)));
    }
    const held = await app.database.db.select().from(grants).where(eq(grants.documentId, document.id));
    expect(held.filter((row) => row.userId === cast.partner.id)).toHaveLength(1);
  });

  test('may take away on a section what an organisation has there (RI1)', async () => {
    made(await setGrant(owner.ctx, toOrganisation('none', document.at.first)));
    expect(await rightsOf(member.ctx, document)).toBe('edit edit none none edit');
  });

  test('is never "none" on a whole document', () => {
    const refused = parseForm(grantForm, { ...toPerson(owner.id, 'none'), sectionId: '' });
    expect(refused).toMatchObject({ ok: false, error: { fields: [{ field: 'right', code: 'choice' }] } });
    expect(parseForm(grantForm, toPerson(owner.id, 'none', document.at.first)).ok).toBe(true);
  });

  test('is noted with whom, what and what was before, once for each change', async () => {
    made(await setGrant(owner.ctx, toOrganisation('read', document.at.deep)));
    made(await setGrant(owner.ctx, toOrganisation('edit', document.at.deep)));
    made(await setGrant(owner.ctx, toOrganisation('edit', document.at.deep)));
    made(await withdrawGrant(owner.ctx, toOrganisation('none', document.at.deep)));
    const entries = await app.database.db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.subjectId, document.at.deep), eq(auditEntries.actorId, owner.id)))
      .orderBy(auditEntries.id);
    const organisation = member.organisationId;
    expect(entries.map(({ action, details }) => ({ action, ...(details as object) }))).toEqual([
      { action: 'right.granted', organisation, right: 'read' },
      { action: 'right.changed', organisation, right: 'edit', before: 'read' },
      { action: 'right.withdrawn', organisation, before: 'edit' },
    ]);
  });

  test('is told in the audit log by the name of whom it concerns', async () => {
    made(await setGrant(owner.ctx, toPerson(cast.partner.id, 'comment', document.at.annex)));
    const { entries } = made(await listAudit(cast.administrator.ctx, {}));
    expect(entries[0]).toMatchObject({ action: 'right.granted', personName: 'partner', organisation: null });
  });

  test('goes to nobody who takes no part', async () => {
    const suspended = await addUser(app, `${randomUUID()}@asutus.ee`, { suspendedAt: app.clock.now() });
    const erased = await addUser(app, null, { erasedAt: app.clock.now(), name: '' });
    const archived = await addMemberOf(app, cast.operator, 'partner', 'Endine');
    made(await setArchived(cast.operator, archived.organisationId, true));
    const forms = [
      ...[suspended.id, erased.id, randomUUID()].map((id) => toPerson(id, 'read')),
      { ...toOrganisation('read'), subjectId: archived.organisationId },
      { ...toOrganisation('read'), subjectId: owner.id },
      toPerson(member.organisationId, 'read'),
    ];
    for (const form of forms) {
      const refused = await setGrant(owner.ctx, form);
      expect(refused).toMatchObject({ ok: false, error: { fields: [{ field: 'subjectId', code: 'choice' }] } });
    }
  });

  test('names a section of that very document', async () => {
    const other = await plantDocument(app, { elsewhere: null });
    await plantGrant(app, other.id, { userId: owner.id }, 'manage');
    expect(outcome(await setGrant(owner.ctx, toPerson(member.id, 'read', other.at.elsewhere)))).toBe('not-found');
    expect(outcome(await withdrawGrant(owner.ctx, toPerson(member.id, 'read')))).toBe('not-found');
  });
});

describe('an organisation’s right', () => {
  test('goes with the organisation into the archive and comes back with it (RI2)', async () => {
    const guest = await addMemberOf(app, cast.operator, 'partner', 'Külaline');
    await plantGrant(app, document.id, { organisationId: guest.organisationId }, 'comment');
    expect(await rightsOf(guest.ctx, document)).toBe('comment comment comment comment comment');
    made(await setArchived(cast.operator, guest.organisationId, true));
    expect(await rightsOf(guest.ctx, document)).toBe('');
    made(await setArchived(cast.operator, guest.organisationId, false));
    expect(await rightsOf(guest.ctx, document)).toBe('comment comment comment comment comment');
  });
});

describe('a restricted section (RI3)', () => {
  test('is left to whoever restricts it', async () => {
    made(await restrictSection(owner.ctx, { sectionId: document.at.first, keep: [] }));
    expect(await rightsOf(owner.ctx, document)).toBe('manage manage manage manage manage');
    expect(await rightsOf(member.ctx, document)).toBe('edit edit none none edit');
    expect(await storedAt(document.at.first)).toEqual(['person manage']);
  });

  test('keeps the rights of those who are chosen, as they were there', async () => {
    await plantGrant(app, document.id, { userId: cast.partner.id }, 'read');
    await plantGrant(app, document.id, { userId: cast.partner.id }, 'suggest', document.at.goals);
    const keep = [
      { kind: 'person' as const, id: cast.partner.id },
      { kind: 'organisation' as const, id: member.organisationId },
    ];
    made(await restrictSection(owner.ctx, { sectionId: document.at.first, keep }));
    expect(await rightsOf(cast.partner.ctx, document)).toBe('read suggest suggest suggest read');
    expect(await rightsOf(member.ctx, document)).toBe('edit edit edit edit edit');
    expect(await storedAt(document.at.first)).toEqual(['organisation edit', 'person manage', 'person suggest']);
  });

  test('keeps for a person what they have through their organisation', async () => {
    const guest = await addMemberOf(app, cast.operator, 'partner', 'Külaline');
    await plantGrant(app, document.id, { organisationId: guest.organisationId }, 'edit');
    made(await restrictSection(owner.ctx, { sectionId: document.at.first, keep: [{ kind: 'person', id: guest.id }] }));
    expect(await storedAt(document.at.first)).toEqual(['person edit', 'person manage']);
    made(await removeMember(cast.operator, guest.organisationId, guest.id));
    const alone = { ...guest.ctx, viewer: { ...guest.ctx.viewer, organisationIds: [] } } as Context;
    expect(await rightsOf(alone, document)).toBe('none none edit edit none');
  });

  test('takes what was granted on it from those who are not chosen, but never gives back what was taken away', async () => {
    await plantGrant(app, document.id, { userId: cast.partner.id }, 'edit', document.at.first);
    await plantGrant(app, document.id, { organisationId: member.organisationId }, 'none', document.at.first);
    made(await restrictSection(owner.ctx, { sectionId: document.at.first, keep: [] }));
    expect(await storedAt(document.at.first)).toEqual(['organisation none', 'person manage']);
    expect(await rightsOf(cast.partner.ctx, document)).toBe('');
    made(await openSection(owner.ctx, { sectionId: document.at.first, dropGrants: false }));
    expect(await rightsOf(member.ctx, document)).toBe('edit edit none none edit');
  });

  test('gives nothing to those who had nothing, chosen or not', async () => {
    const keep = [
      { kind: 'person' as const, id: cast.partner.id },
      { kind: 'person' as const, id: randomUUID() },
    ];
    made(await restrictSection(owner.ctx, { sectionId: document.at.first, keep }));
    expect(await storedAt(document.at.first)).toEqual(['person manage']);
  });

  test('by an administrator leaves no grant that would outlive the role', async () => {
    made(await restrictSection(cast.administrator.ctx, { sectionId: document.at.first, keep: [] }));
    expect(await storedAt(document.at.first)).toEqual([]);
    expect(await rightsOf(cast.administrator.ctx, document)).toBe('manage manage manage manage manage');
  });

  test('opens again with or without what was granted on it', async () => {
    const sectionId = document.at.first;
    made(await restrictSection(owner.ctx, { sectionId, keep: [] }));
    made(await openSection(owner.ctx, { sectionId, dropGrants: false }));
    expect(await rightsOf(member.ctx, document)).toBe('edit edit edit edit edit');
    expect(await storedAt(sectionId)).toEqual(['person manage']);
    made(await openSection(owner.ctx, { sectionId, dropGrants: true }));
    expect(await storedAt(sectionId)).toEqual([]);
  });
});

describe('the last manager (RI6)', () => {
  const manager = () => toPerson(owner.id, 'manage');

  test.each(['edit', 'read'] as const)('keeps the right, not lowered to %s, not withdrawn', async (right) => {
    expect(outcome(await setGrant(owner.ctx, toPerson(owner.id, right)))).toBe('last-manager');
    expect(outcome(await withdrawGrant(owner.ctx, manager()))).toBe('last-manager');
    expect(outcome(await withdrawGrant(cast.administrator.ctx, manager()))).toBe('last-manager');
    expect(await rightsOf(owner.ctx, document)).toBe('manage manage manage manage manage');
  });

  test('may go when an organisation with members manages', async () => {
    made(await setGrant(owner.ctx, toOrganisation('manage')));
    made(await withdrawGrant(owner.ctx, manager()));
    expect(outcome(await withdrawGrant(member.ctx, toOrganisation('manage')))).toBe('last-manager');
  });

  test('is not a manager of a section, of an empty organisation, or one who takes no part', async () => {
    made(await setGrant(owner.ctx, toPerson(cast.partner.id, 'manage', document.at.goals)));
    const empty = await addMemberOf(app, cast.operator, 'partner', 'Tühi');
    made(await setGrant(owner.ctx, { ...toOrganisation('manage'), subjectId: empty.organisationId }));
    made(await removeMember(cast.operator, empty.organisationId, empty.id));
    const gone = await addUser(app, `${randomUUID()}@asutus.ee`);
    made(await setGrant(owner.ctx, toPerson(gone.id, 'manage')));
    made(await suspendPerson(cast.operator, gone.id));
    expect(outcome(await withdrawGrant(owner.ctx, manager()))).toBe('last-manager');
  });

  test('is one of two who take the right from each other at once', async () => {
    made(await setGrant(owner.ctx, toPerson(member.id, 'manage')));
    const both = [withdrawGrant(owner.ctx, toPerson(member.id, 'manage')), withdrawGrant(member.ctx, manager())];
    expect((await Promise.all(both)).filter((result) => result.ok)).toHaveLength(1);
  });

  test('who is erased leaves the document to administrators, who name another', async () => {
    const last = await addUser(app, `${randomUUID()}@asutus.ee`);
    made(await setGrant(owner.ctx, toPerson(last.id, 'manage')));
    made(await withdrawGrant(owner.ctx, manager()));
    made(await erasePerson(cast.operator, last.id));
    made(await setGrant(cast.administrator.ctx, toOrganisation('read')));
    made(await setGrant(cast.administrator.ctx, manager()));
    expect(await rightsOf(owner.ctx, document)).toBe('manage manage manage manage manage');
  });
});
