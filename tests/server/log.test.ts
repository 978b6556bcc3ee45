// The log tells causes and keeps people out.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { users } from '../../db/schema/users.ts';
import { createLog } from '../../server/log.ts';
import type { Runtime } from '../../server/runtime.ts';
import { testInstance } from '../support/instance.ts';

let app: Runtime & { close(): Promise<void> };
beforeAll(async () => {
  app = await testInstance();
});
afterAll(() => app.close());

test('a failed statement is logged with its cause and without its values', async () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  const person = {
    email: 'mari.tamm@kaasa.example',
    name: 'Mari Tamm',
    locale: 'et',
    role: 'partner',
    notifications: { digest: 'daily' },
    createdAt: new Date(),
  } as const;
  const insert = () => app.database.db.insert(users).values({ ...person, id: randomUUID() });
  await insert();
  const failure = await insert().then(
    () => null,
    (error: unknown) => error,
  );
  log.error({ err: failure }, 'it failed');
  expect(lines[0]).toContain('users_email');
  expect(lines[0]).toContain('log.test.ts');
  expect(lines[0]).not.toMatch(/mari|Tamm/i);
});
