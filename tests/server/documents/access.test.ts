// What of documents is there for whom: one document at a time (access) and all of them together (scope). RI4, RI8, DO5
// and DO6 of docs/spec/documents.md.

import { randomUUID } from 'node:crypto';
import { eq, getTableName } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { documents, sections } from '../../../db/schema/documents.ts';
import { DOCUMENT_RIGHTS } from '../../../domain/document/rights.ts';
import type { Context } from '../../../server/context.ts';
import { authoriseAt, loadAccess, loadAccessOfSection } from '../../../server/documents/access.ts';
import { loadScope } from '../../../server/documents/scope.ts';
import { setArchived } from '../../../server/people/organisations.ts';
import { addMemberOf, made, outcome } from '../../support/documents.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';
import { plantDocument, plantGrant } from '../../support/rights.ts';
import { onSharedDocument, rightsOf, type Shared } from '../../support/shared-document.ts';

let { app, cast, owner, member, document } = {} as Shared;
onSharedDocument((shared) => {
  ({ app, cast, owner, member, document } = shared);
});

describe('access (RI4, RI8, DO5)', () => {
  test.each(['', 'x', "1' or '1'='1", randomUUID()])('to the id %j is like to somebody else’s document', async (id) => {
    const { ctx } = cast.partner;
    expect(await loadAccess(ctx, ctx.db, id)).toBeNull();
    expect(await loadAccessOfSection(ctx, ctx.db, id)).toBeNull();
    expect(await loadAccess(ctx, ctx.db, document.id)).toBeNull();
    expect(await loadAccessOfSection(ctx, ctx.db, document.at.first)).toBeNull();
  });

  test('to a section that may not be read is refused like to one that is not there', async () => {
    await plantGrant(app, document.id, { userId: cast.partner.id }, 'manage', document.at.annex);
    const { ctx } = cast.partner;
    const access = await loadAccess(ctx, ctx.db, document.id);
    if (!access) throw new Error('the annex makes it visible');
    const there = [document.at.goals, randomUUID()].map((id) => authoriseAt(ctx, access, 'section.edit', id));
    expect(there[0]).toEqual(there[1]);
    expect(authoriseAt(ctx, access, 'document.read', null).ok).toBe(true);
    expect(outcome(authoriseAt(ctx, access, 'document.manage', null))).toBe('forbidden');
  });

  test('to a document in the trash is only for who manages it, to manage it', async () => {
    const trashedAt = app.clock.now();
    await app.database.db.update(documents).set({ trashedAt }).where(eq(documents.id, document.id));
    expect(await rightsOf(member.ctx, document)).toBe('');
    const access = await loadAccess(owner.ctx, owner.ctx.db, document.id);
    if (!access) throw new Error('the owner manages it');
    expect(outcome(authoriseAt(owner.ctx, access, 'document.manage', null))).toBe('ok');
    expect(outcome(authoriseAt(owner.ctx, access, 'section.read', document.at.first))).toBe('not-found');
  });

  test('knows what lives: neither it nor one above is trashed', async () => {
    const trashedAt = app.clock.now();
    await app.database.db.update(sections).set({ trashedAt }).where(eq(sections.id, document.at.first));
    const access = await loadAccess(owner.ctx, owner.ctx.db, document.id);
    const living = Object.entries(document.at).filter(([, id]) => access?.isLiving(id));
    expect(living.map(([title]) => title)).toEqual(['goals', 'annex']);
    expect(access?.isLiving(randomUUID())).toBe(false);
  });

  test('of a person whose role ends is no more than what grants give', async () => {
    const { ctx } = cast.administrator;
    expect(await rightsOf(ctx, document)).toBe('manage manage manage manage manage');
    expect(await rightsOf({ ...ctx, viewer: { ...ctx.viewer, role: 'official' } as Context['viewer'] }, document)).toBe(
      '',
    );
  });
});

/** Forty documents in which everything that narrows or widens happens somewhere. */
async function plantMany(random: () => number, subjects: Parameters<typeof plantGrant>[2][]): Promise<string[]> {
  const below = (limit: number) => Math.floor(random() * limit);
  const ids: string[] = [];
  for (let i = 0; i < 40; i++) {
    const act = below(6) === 0 ? ({ status: 'adopted', actDate: '2026-01-31' } as const) : {};
    const trashedAt = below(8) === 0 ? app.clock.now() : null;
    const planted = await plantDocument(app, { a: null, b: 'a', c: 'b', d: null, e: 'd' }, { ...act, trashedAt });
    ids.push(planted.id);
    const places = Object.values(planted.at);
    for (const id of places) {
      const change = { inheritsRights: below(5) > 0, trashedAt: below(9) === 0 ? app.clock.now() : null };
      if (i % 2) await app.database.db.update(sections).set(change).where(eq(sections.id, id));
    }
    for (const subject of subjects) {
      if (below(3) === 0) await plantGrant(app, planted.id, subject, DOCUMENT_RIGHTS[1 + below(5)] ?? 'read');
      const place = places[below(5)] ?? null;
      if (below(4) === 0) await plantGrant(app, planted.id, subject, DOCUMENT_RIGHTS[below(6)] ?? 'read', place);
    }
  }
  return ids;
}

describe('scope (DO6, RI8)', () => {
  test('says of many documents what access says of each', async () => {
    const archived = await addMemberOf(app, cast.operator, 'partner', 'Endine');
    const subjects = [
      { userId: owner.id },
      { userId: member.id },
      { organisationId: member.organisationId },
      { organisationId: archived.organisationId },
    ];
    const ids = await plantMany(randomFrom(printedSeed('scope of many documents')), subjects);
    made(await setArchived(cast.operator, archived.organisationId, true));
    const viewers = [owner.ctx, member.ctx, archived.ctx, cast.partner.ctx, cast.administrator.ctx, cast.operator];
    for (const ctx of [...viewers, cast.anonymous]) {
      const scope = await loadScope(ctx, ctx.db);
      for (const id of ids) {
        const access = await loadAccess(ctx, ctx.db, id);
        const isThere = access !== null && access.document.trashedAt === null;
        expect(scope.documentIds.includes(id)).toBe(isThere);
        expect(scope.mayRead(id, null)).toBe(isThere);
        expect(scope.rightOn(id)).toBe(isThere ? access.at(null).right : 'none');
        for (const row of await app.database.db.select().from(sections).where(eq(sections.documentId, id))) {
          const isRead = isThere && access.isLiving(row.id) && access.at(row.id).right !== 'none';
          expect(scope.mayRead(id, row.id)).toBe(isRead);
          expect(scope.wholeIds.includes(id) || scope.sectionIds.includes(row.id)).toBe(isRead);
        }
      }
    }
  });

  test('of somebody without any right is empty', async () => {
    const scope = await loadScope(cast.official.ctx, app.database.db);
    expect([scope.documentIds, scope.wholeIds, scope.sectionIds]).toEqual([[], [], []]);
    expect(scope.mayRead(document.id, null)).toBe(false);
  });
});

/** The tables that `loadAccess` reads for somebody who sees nothing. */
async function tablesRead(documentId: string): Promise<string[]> {
  const { db } = app.database;
  const read: string[] = [];
  const from = (fields: Parameters<typeof db.select>[0]) => {
    const query = db.select(fields);
    const named: typeof query.from = (table) => {
      read.push(getTableName(table as typeof documents));
      return query.from(table);
    };
    return Object.assign(Object.create(query), { from: named });
  };
  const watched: typeof db = Object.assign(Object.create(db), { select: from });
  expect(await loadAccess(cast.partner.ctx, watched, documentId)).toBeNull();
  return read;
}

test('RI8 a document that is not the asker’s takes no longer to answer for than one that is not there', async () => {
  expect(await tablesRead(randomUUID())).toEqual(['documents']);
  // however many sections it has
  expect(await tablesRead(document.id)).toEqual(['documents', 'grants']);
});
