// The operator's command line without a serving process: it opens the instance itself.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kaasa, typed } from '../../support/command-line.ts';
import { createDatabase, dropDatabase } from '../../support/postgres-databases.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaasa-alone-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const inFolder = (name: string) => ({ DATA_DIR: join(folder, name) });

const server = process.env.KAASA_TEST_POSTGRES;
if (server) {
  test('with DATABASE_URL the command line connects to PostgreSQL', async () => {
    const [source, target] = [await createDatabase(server), await createDatabase(server)];
    const on = ({ url }: { url: string }) => ({
      ...{ ...inFolder('postgres'), DATABASE_URL: url, AUTH_SECRET: 'x'.repeat(32) },
    });
    const file = join(folder, 'postgres.snapshot');
    try {
      expect(await typed(['user', 'add', 'a@example.ee'], on(source))).toMatchObject({ exit: 0 });
      expect(await typed(['backup', file], on(source))).toMatchObject({ exit: 0 });
      expect(await kaasa(['restore', file], on(target))).toMatchObject({ exit: 0 });
      expect((await typed(['user', 'list'], on(target))).answer?.users).toHaveLength(1);
      const doctor = await kaasa(['doctor'], on(target));
      expect(doctor.answer?.checks).toContainEqual(expect.objectContaining({ name: 'database', ok: true }));
    } finally {
      for (const { name } of [source, target]) await dropDatabase(server, name);
    }
  }, 60_000);
} else {
  test('commands run one after the other on a folder that nobody serves, also when started at once', async () => {
    const env = inFolder('first');
    const runs = ['a', 'b'].map((name) => kaasa(['user', 'add', `${name}@example.ee`, '--role', 'administrator'], env));
    for (const run of await Promise.all(runs)) expect(run).toMatchObject({ exit: 0, error: null });
    expect((await kaasa(['user', 'list'], env)).answer?.users).toHaveLength(2);
  }, 60_000);

  test('a back-up of one folder fills another, and doctor finds the embedded database durable', async () => {
    const file = join(folder, 'kaasa.snapshot');
    const backup = await typed(['backup', file], inFolder('first'));
    expect(backup).toMatchObject({ exit: 0 });
    expect(await typed(['restore', file], inFolder('second'))).toMatchObject({
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
      expect(await typed(['user', 'list'], env, { patienceMs: 500 })).toMatchObject({
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
    const unreachable = await typed(['user', 'list'], { ...inFolder('wrong'), ...secret });
    expect(unreachable).toMatchObject({ exit: 3, error: { error: 'unreachable' } });
    expect(JSON.stringify(unreachable)).not.toContain('hush');
  }, 60_000);
}
