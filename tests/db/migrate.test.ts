import { expect, test } from 'vitest';
import { appliedCount, applyFrom, createLedger, migrateOnlyEmpty, migrations } from '../../db/migrate.ts';
import { emptyDatabase, testInstance } from '../support/instance.ts';

test('an instance starts with every migration applied', async () => {
  const app = await testInstance();
  const rows = await app.database.connection.query('select count(*)::int as n from migrations');
  expect(rows[0]?.n).toBe(migrations().length);
  await app.close();
});

test('a command beside a running server migrates an empty database and no other', async () => {
  const empty = await emptyDatabase();
  await migrateOnlyEmpty(empty);
  expect(await appliedCount(empty.connection)).toBe(migrations().length);
  await migrateOnlyEmpty(empty);
  await empty.close();
  const older = await emptyDatabase();
  await older.transaction(async (connection) => {
    await createLedger(connection);
    await applyFrom(connection, 0, 1);
  });
  await expect(migrateOnlyEmpty(older)).rejects.toMatchObject({ reason: 'older' });
  expect(await appliedCount(older.connection)).toBe(1);
  await older.close();
});
