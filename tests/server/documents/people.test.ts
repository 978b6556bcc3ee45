// The people that documents name.

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { loadPeople } from '../../../server/documents/people.ts';
import { castOf } from '../../support/cast.ts';
import { testInstance } from '../../support/instance.ts';

test('more people may be mentioned than a statement has parameters', async () => {
  const app = await testInstance();
  const { official } = await castOf(app);
  const strangers = Array.from({ length: 70_000 }, () => randomUUID());
  const found = await loadPeople(app.database.db, [null, ...strangers, official.id]);
  expect([...found.values()]).toEqual([{ id: official.id, name: 'official' }]);
  await app.close();
});
