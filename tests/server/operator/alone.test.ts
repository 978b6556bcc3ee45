// The operator's command line without a serving process: it opens the instance itself.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kaasa } from '../../support/command-line.ts';
import { createDatabase, dropDatabase } from '../../support/postgres-databases.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaasa-alone-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const inFolder = (name: string) => ({ DATA_DIR: join(folder, name) });

test('commands run one after the other on a folder that nobody serves, also when started at once', async () => {
  const env = inFolder('first');
  const runs = ['a', 'b'].map((name) => kaasa(['user', 'add', `${name}@example.ee`, '--role', 'administrator'], env));
  for (const run of await Promise.all(runs)) expect(run).toMatchObject({ exit: 0, error: null });
  expect((await kaasa(['user', 'list'], env)).answer?.users).toHaveLength(2);
}, 60_000);

test('a back-up of one folder fills another, and doctor finds the embedded database durable', async () => {
  const file = join(folder, 'kaasa.snapshot');
  const backup = await kaasa(['backup', file], inFolder('first'));
  expect(backup).toMatchObject({ exit: 0 });
  expect(await kaasa(['restore', file], inFolder('second'))).toMatchObject({
    exit: 0,
    answer: { rows: backup.answer?.rows },
  });
  const doctor = await kaasa(['doctor'], inFolder('second'));
  expect(doctor).toMatchObject({ exit: 0, answer: { ok: true }, error: null });
  expect(JSON.stringify(doctor.answer)).toContain('a commit reaches the disk');
}, 60_000);

test('a folder that another process holds without answering is refused with a sentence', async () => {
  const env = inFolder('held');
  const lock = new URL('../../../db/lock.ts', import.meta.url).href;
  const script = `import { lockFolder } from ${JSON.stringify(lock)}; lockFolder(process.env.DATA_DIR); console.log('held'); setInterval(() => {}, 1000)`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, ...env } });
  try {
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    expect(await kaasa(['user', 'list'], env)).toMatchObject({
      exit: 3,
      answer: null,
      error: { error: 'in-use', message: expect.stringContaining(env.DATA_DIR) },
    });
  } finally {
    holder.kill('SIGKILL');
  }
}, 60_000);

test('a wrong configuration and an unreachable database end with 3 and name the variable', async () => {
  expect(await kaasa(['user', 'list'], { ...inFolder('wrong'), PORT: 'ninety' })).toMatchObject({
    exit: 3,
    error: { error: 'configuration', message: expect.stringContaining('PORT') },
  });
  const secret = { AUTH_SECRET: 'x'.repeat(32), DATABASE_URL: 'postgres://nobody:hush@127.0.0.1:9/none' };
  const unreachable = await kaasa(['user', 'list'], { ...inFolder('wrong'), ...secret });
  expect(unreachable).toMatchObject({ exit: 3, error: { error: 'unreachable' } });
  expect(JSON.stringify(unreachable)).not.toContain('hush');
}, 60_000);

const server = process.env.KAASA_TEST_POSTGRES;
if (server) {
  test('with DATABASE_URL the command line connects to PostgreSQL', async () => {
    const { name, url } = await createDatabase(server);
    const env = { ...inFolder('postgres'), DATABASE_URL: url, AUTH_SECRET: 'x'.repeat(32) };
    try {
      expect(await kaasa(['restore', join(folder, 'kaasa.snapshot')], env)).toMatchObject({ exit: 0 });
      expect((await kaasa(['user', 'list'], env)).answer?.users).toHaveLength(2);
      const doctor = await kaasa(['doctor'], env);
      expect(doctor.answer?.checks).toContainEqual(expect.objectContaining({ name: 'database', ok: true }));
    } finally {
      await dropDatabase(server, name);
    }
  }, 60_000);
}
