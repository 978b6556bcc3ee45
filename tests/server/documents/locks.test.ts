// The lock of a section: RI5 of docs/spec/documents.md. Who may lock and unlock is in rights-grid.test.ts.

import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { sections } from '../../../db/schema/documents.ts';
import { lockSection, unlockSection } from '../../../server/documents/locks.ts';
import { made, outcome } from '../../support/documents.ts';
import { plantGrant } from '../../support/rights.ts';
import { onSharedDocument, rightsOf, type Shared } from '../../support/shared-document.ts';

let { app, cast, owner, member, document } = {} as Shared;
onSharedDocument((shared) => {
  ({ app, cast, owner, member, document } = shared);
});

describe('a lock (RI5)', () => {
  const reason = 'Kooskõlastamisel';

  test('says who, when and why, and is told to those it stops', async () => {
    made(await lockSection(owner.ctx, { id: document.at.goals, reason }));
    const [row] = await app.database.db.select().from(sections).where(eq(sections.id, document.at.goals));
    expect(row).toMatchObject({ lockedBy: owner.id, lockReason: reason });
    expect(await lockSection(member.ctx, { id: document.at.first, reason })).toEqual({
      ok: false,
      error: { code: 'locked', params: { title: 'goals', reason } },
    });
    expect(await rightsOf(member.ctx, document)).toBe('edit comment comment comment edit');
  });

  test('of a section above that its reader does not see does not tell its title', async () => {
    await plantGrant(app, document.id, { userId: cast.partner.id }, 'edit', document.at.first);
    made(await lockSection(owner.ctx, { id: document.at.goals, reason }));
    const refused = await lockSection(cast.partner.ctx, { id: document.at.first, reason });
    expect(refused).toMatchObject({ error: { code: 'locked', params: { title: 'first' } } });
  });

  test('is taken off by who set it, although they only edit, and by managers', async () => {
    made(await lockSection(member.ctx, { id: document.at.first, reason }));
    made(await unlockSection(member.ctx, { id: document.at.first }));
    made(await lockSection(member.ctx, { id: document.at.first, reason }));
    made(await unlockSection(owner.ctx, { id: document.at.first }));
    made(await lockSection(owner.ctx, { id: document.at.first, reason }));
    expect(outcome(await unlockSection(member.ctx, { id: document.at.first }))).toBe('forbidden');
  });

  test('of one’s own changes its reason and does not stop a lock below', async () => {
    made(await lockSection(owner.ctx, { id: document.at.goals, reason }));
    made(await lockSection(owner.ctx, { id: document.at.goals, reason: 'Toimetamisel' }));
    made(await lockSection(owner.ctx, { id: document.at.deep, reason }));
    expect(await rightsOf(owner.ctx, document)).toBe('manage manage manage manage manage');
  });

  test('is nobody’s from the command line', async () => {
    expect(outcome(await lockSection(cast.operator, { id: document.at.first, reason }))).toBe('forbidden');
  });
});
