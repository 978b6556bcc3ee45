// Documents and organisations for tests in which how they came to be does not matter.

import { randomUUID } from 'node:crypto';
import { memberships } from '../../db/schema/organisations.ts';
import type { NewDocumentForm } from '../../domain/document/document.ts';
import type { InstanceRole } from '../../domain/people/viewer.ts';
import type { Result } from '../../domain/result.ts';
import type { Context } from '../../server/context.ts';
import { createDocument, type MadeDocument } from '../../server/documents/documents.ts';
import { createOrganisation } from '../../server/people/organisations.ts';
import type { Runtime } from '../../server/runtime.ts';
import { as } from './cast.ts';
import { addUser, BARE_ORGANISATION } from './people.ts';

/** The value of a command that must succeed. */
export function made<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** The code of a refusal, `ok` without one. */
export function outcome(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.code;
}

export const BARE_DOCUMENT: NewDocumentForm = {
  title: 'Dokument',
  kind: 'blank',
  language: 'et',
  ownerOrganisationId: '',
};

export async function addDocument(ctx: Context, form: Partial<NewDocumentForm> = {}): Promise<MadeDocument> {
  return made(await createDocument(ctx, { ...BARE_DOCUMENT, ...form }));
}

export type Member = { id: string; ctx: Context; organisationId: string };

/** An organisation and somebody who belongs to it. */
export async function addMemberOf(app: Runtime, operator: Context, role: InstanceRole, name: string): Promise<Member> {
  const organisationId = made(await createOrganisation(operator, { ...BARE_ORGANISATION, name: { et: name } })).id;
  const { id } = await addUser(app, `${randomUUID()}@asutus.ee`, { role, name: `${name} ${role}` });
  await app.database.db.insert(memberships).values({ userId: id, organisationId, createdAt: app.clock.now() });
  return { id, organisationId, ctx: as(app, { kind: 'person', id, role, organisationIds: [organisationId] }) };
}
