// The people that rows of documents name by their ids: who wrote, locked, deleted, is mentioned.

import { isAmong } from '../../db/array.ts';
import type { Db } from '../../db/database.ts';
import { users } from '../../db/schema/users.ts';
import type { PersonRef } from '../../domain/document/presented.ts';

/** By id, with their names as they are now, '' once erased; however many they are. Null is nobody. */
export async function loadPeople(db: Db, among: Iterable<string | null>): Promise<Map<string, PersonRef>> {
  const ids = new Set([...among].filter((id) => id !== null));
  if (ids.size === 0) return new Map();
  const { id, name } = users;
  const people = await db.select({ id, name }).from(users).where(isAmong(id, ids));
  return new Map(people.map((person) => [person.id, person]));
}
