import { expect, test } from 'vitest';
import { migrations } from '../../db/migrate.ts';
import { testInstance } from '../support/instance.ts';

test('an instance starts with every migration applied', async () => {
  const app = await testInstance();
  const rows = await app.database.connection.query('select count(*)::int as n from migrations');
  expect(rows[0]?.n).toBe(migrations().length);
  await app.close();
});
