// People put straight into the tables, for tests in which how they came there does not matter.

import { randomUUID } from 'node:crypto';
import { users } from '../../db/schema/users.ts';
import { DEFAULT_NOTIFICATIONS } from '../../domain/people/profile.ts';
import type { Runtime } from '../../server/runtime.ts';

type NewUser = Partial<typeof users.$inferInsert>;

/** Adds an active partner who reads Estonian; `rest` says what is different. */
export async function addUser(app: Runtime, email: string | null, rest: NewUser = {}): Promise<{ id: string }> {
  const id = randomUUID();
  const createdAt = app.clock.now();
  const person = {
    id,
    email,
    name: `${email}`,
    locale: 'et',
    role: 'partner',
    notifications: DEFAULT_NOTIFICATIONS,
  } as const;
  await app.database.db.insert(users).values({ ...person, createdAt, ...rest });
  return { id };
}

/** An organisation's form with nothing but what it must have. */
export const BARE_ORGANISATION = {
  name: { et: 'Ühing' },
  kind: 'association',
  country: 'EE',
  registryCode: '',
  contactName: '',
  contactEmail: '',
  contactPhone: '',
  isPublic: true,
} as const;
