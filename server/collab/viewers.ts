// The people of open sockets as they stand now.

import { inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { memberships } from '../../db/schema/organisations.ts';
import { users } from '../../db/schema/users.ts';
import type { Viewer } from '../../domain/people/viewer.ts';

/** Those of the people that may still sign in, by id. */
export async function loadViewers(db: Db, ids: readonly string[]): Promise<Map<string, Viewer>> {
  const people = await db
    .select()
    .from(users)
    .where(inArray(users.id, [...ids]));
  const links = await db
    .select()
    .from(memberships)
    .where(inArray(memberships.userId, [...ids]));
  const active = people.filter((person) => person.suspendedAt === null && person.erasedAt === null);
  return new Map(
    active.map(({ id, role }) => {
      const organisationIds = links.filter((link) => link.userId === id).map((link) => link.organisationId);
      return [id, { kind: 'person', id, role, organisationIds }];
    }),
  );
}
