// A document that a person manages and an organisation edits, anew for each test of who may do what in it.

import { beforeEach } from 'vitest';
import type { Context } from '../../server/context.ts';
import { loadAccess } from '../../server/documents/access.ts';
import { addMemberOf, type Member } from './documents.ts';
import { plantDocument, plantGrant } from './rights.ts';
import { onStage, type Stage } from './stage.ts';

export type Shared = Stage & {
  /** Manages the document by a grant of their own. */
  owner: Member;
  /** Edits it through their organisation. */
  member: Member;
  /** goals (first (deep)), annex */
  document: { id: string; at: Record<'goals' | 'first' | 'deep' | 'annex', string> };
};

/** Hands `take` a new document before each test; the people and their instance stay the same. */
export function onSharedDocument(take: (shared: Shared) => void): void {
  let { app, cast, ctx, owner, member } = {} as Shared;
  onStage(async (stage) => {
    ({ app, cast, ctx } = stage);
    owner = await addMemberOf(app, cast.operator, 'official', 'Sihtkapital');
    member = await addMemberOf(app, cast.operator, 'partner', 'Ülikool');
  });
  beforeEach(async () => {
    const document = await plantDocument(app, { goals: null, first: 'goals', deep: 'first', annex: null });
    await plantGrant(app, document.id, { userId: owner.id }, 'manage');
    await plantGrant(app, document.id, { organisationId: member.organisationId }, 'edit');
    take({ app, cast, ctx, owner, member, document });
  });
}

/** What somebody may do on document, goals, first, deep, annex; '' when the document is not there for them. */
export async function rightsOf(ctx: Context, document: Shared['document']): Promise<string> {
  const access = await loadAccess(ctx, ctx.db, document.id);
  if (!access) return '';
  return [null, ...Object.values(document.at)].map((id) => access.at(id).right).join(' ');
}
