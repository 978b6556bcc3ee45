// Databases that must not be opened: one from a newer program, one that another process has.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFolder } from '../../db/embedded.ts';
import { migrate, migrations } from '../../db/migrate.ts';
import { testDatabase } from '../support/instance.ts';
import { schemaOf } from '../support/migrating.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaasa-refused-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  ['one migration more', `INSERT INTO migrations (index, hash) VALUES (${migrations().length}, 'f')`],
  ['another one in its place', `UPDATE migrations SET hash = 'f' WHERE index = 0`],
])('a database of a newer program is refused and left alone: %s', async (_, change) => {
  const database = await testDatabase();
  try {
    await database.connection.exec(change);
    const before = await schemaOf(database);
    await expect(migrate(database)).rejects.toMatchObject({
      name: 'DatabaseUnavailable',
      reason: 'newer',
      message: expect.stringContaining('newer Kaasa'),
    });
    expect(await schemaOf(database)).toEqual(before);
  } finally {
    await database.close();
  }
});

test('a second process is kept from the folder, and gets in when the first is killed', async () => {
  const module = new URL('../../db/embedded.ts', import.meta.url).href;
  const script = `import { openFolder } from ${JSON.stringify(module)};
    const database = await openFolder(process.argv[1]);
    process.stdout.write('open');
    process.on('SIGTERM', () => database.close());
    setInterval(() => {}, 1000);`;
  const first = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(first.stdout, 'data');
  await expect(openFolder(folder)).rejects.toMatchObject({ name: 'DatabaseUnavailable', reason: 'in-use' });
  const gone = once(first, 'exit');
  first.kill('SIGKILL');
  await gone;
  const second = await openFolder(folder);
  expect(await second.connection.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await second.close();
}, 60_000);
