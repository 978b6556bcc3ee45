// The operator's command line beside a serving process (docs/operations.md, "Command reference").

import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseInvocation } from '../../../server/operator/arguments.ts';
import { UsageError } from '../../../server/operator/outcome.ts';
import { serveOperator } from '../../../server/operator/serve.ts';
import { kaasa, typed } from '../../support/command-line.ts';
import { equalInstances } from '../../support/digest.ts';
import { testInstance } from '../../support/instance.ts';

type Served = Awaited<ReturnType<typeof testInstance>> & { env: { DATA_DIR: string } };
const served: Served[] = [];
let folder: string;
let app: Served;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaasa-operator-'));
  app = await serve();
});

afterAll(async () => {
  for (const each of served) await each.close();
  await rm(folder, { recursive: true, force: true });
});

async function serve(dataDir?: string): Promise<Served> {
  const instance = await testInstance(dataDir ? { dataDir } : {});
  const stop = await serveOperator(instance);
  const env = { DATA_DIR: instance.config.dataDir };
  const close = async () => {
    await stop();
    await instance.close();
  };
  served.push({ ...instance, env, close });
  return { ...instance, env, close };
}

/** What the socket answers to raw bytes. */
function said(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(join(app.config.dataDir, 'operator.sock'));
    let answer = '';
    socket.setEncoding('utf8').on('data', (text) => (answer += text));
    socket.on('close', () => resolve(answer)).on('error', reject);
    socket.end(bytes);
  });
}

test('accounts are added, listed, suspended and let in again', async () => {
  const added = await kaasa(
    ['user', 'add', 'Liis@Example.ee', '--name', 'Liis Õun', '--role', 'administrator'],
    app.env,
  );
  expect(added).toEqual({
    exit: 0,
    answer: { id: expect.any(String), email: 'liis@example.ee', role: 'administrator' },
    error: null,
  });
  expect(await typed(['user', 'add', 'mari@example.ee'], app.env)).toMatchObject({
    exit: 0,
    answer: { role: 'partner' },
  });
  const suspended = await typed(['user', 'suspend', 'mari@example.ee'], app.env);
  expect(suspended).toEqual({
    exit: 0,
    answer: { id: expect.any(String), email: 'mari@example.ee', state: 'suspended' },
    error: null,
  });
  expect(await kaasa(['session', 'mari@example.ee'], app.env)).toMatchObject({
    exit: 1,
    error: { error: 'suspended' },
  });
  expect(await typed(['user', 'list'], app.env)).toMatchObject({
    answer: {
      users: [
        { email: 'liis@example.ee', name: 'Liis Õun', role: 'administrator', state: 'active' },
        { email: 'mari@example.ee', name: 'mari', role: 'partner', state: 'suspended' },
      ],
    },
  });
  expect(await typed(['user', 'unsuspend', 'mari@example.ee'], app.env)).toMatchObject({ answer: { state: 'active' } });
});

test('a session and a sign-in link are made for an account, and for nobody else', async () => {
  const session = await typed(['session', 'liis@example.ee'], app.env);
  expect(session).toEqual({
    exit: 0,
    answer: { cookie: expect.stringMatching(/^[\w.-]+=\S+$/), expires: expect.any(String) },
    error: null,
  });
  const link = await typed(['sign-in-link', 'liis@example.ee'], app.env);
  expect(link.answer).toEqual({ url: expect.stringMatching(/^http/), expires: expect.any(String) });
  for (const command of ['session', 'sign-in-link']) {
    expect(await typed([command, 'nobody@example.ee'], app.env)).toMatchObject({
      exit: 1,
      answer: null,
      error: { error: 'no-account', message: expect.stringMatching(/\.$/) },
    });
  }
});

test.each([
  ['user add', { email: 'liis@example.ee' }, 'email-taken'],
  ['user suspend', { email: 'liis@example.ee' }, 'last-administrator'],
  ['user suspend', { email: 'nobody@example.ee' }, 'not-found'],
  ['user unsuspend', { email: 'liis@example.ee' }, 'not-suspended'],
])('what a rule refuses ends with 1: %s %o is %s', async (command, input, code) => {
  const line = JSON.parse(await said(`${JSON.stringify({ command, input })}\n`));
  expect(line).toEqual({ outcome: { exit: 1, error: code, message: expect.stringMatching(/\.$/) } });
});

test('what cannot be understood ends with 2, in one line on standard error', async () => {
  const usage = { exit: 2, answer: null, error: { error: 'usage', message: expect.any(String) } };
  expect(await typed(['user', 'add', 'liis@@example.ee'], app.env)).toEqual(usage);
  expect(await typed(['user', 'add', 'a@example.ee', '--role', 'king'], app.env)).toEqual(usage);
  expect(await kaasa(['frobnicate'], app.env)).toEqual(usage);
});

test.each([
  [['user', 'add']],
  [['user']],
  [['user', 'add', 'a@example.ee', '--shoe-size', '43']],
  [['backup', 'a', 'b']],
  [['__proto__']],
  [['toString']],
])('the command line refuses %o', (words) => {
  expect(() => parseInvocation(words)).toThrow(UsageError);
});

test('help needs no instance', async () => {
  const help = await kaasa(['help'], { DATA_DIR: '/proc/nowhere' });
  expect(help).toEqual({ exit: 0, answer: { commands: expect.any(Array) }, error: null });
});

test("every command of the operator is in the audit log as the command line's", async () => {
  const rows = await app.database.connection.query('SELECT DISTINCT action, actor_kind, client FROM audit_entries');
  const of = (action: string) => ({ action, actor_kind: 'operator', client: 'command-line' });
  for (const action of [
    'person.added',
    'person.suspended',
    'person.unsuspended',
    'session.started',
    'sign-in.link-made',
  ]) {
    expect(rows).toContainEqual(of(action));
  }
});

test("a back-up is the caller's file, private and whole, and is restored into another served instance", async () => {
  const backup = await kaasa(['backup', 'there.kaasa'], app.env, folder);
  expect(backup).toEqual({ exit: 0, answer: { rows: expect.any(Number), bytes: expect.any(Number) }, error: null });
  const file = await stat(join(folder, 'there.kaasa'));
  expect([file.mode & 0o777, file.size]).toEqual([0o600, backup.answer?.bytes]);
  const other = await serve();
  const restored = await kaasa(['restore', 'there.kaasa'], other.env, folder);
  expect(restored).toMatchObject({ exit: 0, answer: { rows: backup.answer?.rows, created: expect.any(String) } });
  await equalInstances(app.database, other.database);
  expect(await typed(['restore', 'there.kaasa'], other.env, { folder })).toMatchObject({
    exit: 1,
    error: { error: 'instance-not-empty' },
  });
});

test('a file that cannot be read or written is named, and no half of it is left', async () => {
  const empty = await serve();
  expect(await typed(['restore', 'missing.kaasa'], empty.env, { folder })).toMatchObject({
    exit: 2,
    error: { error: 'file' },
  });
  expect(await typed(['backup', 'no/such/folder'], empty.env, { folder })).toMatchObject({
    exit: 2,
    error: { error: 'file' },
  });
  await writeFile(join(folder, 'text'), 'hello');
  expect(await typed(['restore', 'text'], empty.env, { folder })).toMatchObject({
    exit: 1,
    error: { error: 'not-a-snapshot' },
  });
  const whole = await readFile(join(folder, 'there.kaasa'));
  await writeFile(join(folder, 'cut'), whole.subarray(0, -9));
  const cut = await typed(['restore', 'cut'], empty.env, { folder });
  expect(cut).toMatchObject({ exit: 1, error: { error: 'snapshot-truncated' } });
});

test('two commands at once are both answered', async () => {
  const runs = ['first', 'second', 'third'].map((name) => kaasa(['user', 'add', `${name}@example.ee`], app.env));
  for (const run of await Promise.all(runs)) expect(run).toMatchObject({ exit: 0, error: null });
});

test("the socket is its owner's alone", async () => {
  const { mode } = await stat(join(app.config.dataDir, 'operator.sock'));
  expect(mode & 0o777).toBe(0o600);
});

test.each([
  ['garbage', '\u0000\u0001\n'],
  ['nothing', ''],
  ['no request', '{"hello": 1}\n'],
  ['an unknown command', '{"command": "toString", "input": {}}\n'],
  ['unknown input', '{"command": "user list", "input": {"password": 1}}\n'],
])('the socket answers %s with a refusal and goes on', async (_, bytes) => {
  const line = JSON.parse(await said(bytes));
  expect(line).toEqual({ outcome: { exit: 2, error: 'usage', message: expect.any(String) } });
  expect(await said('{"command": "user list", "input": {}}\n')).toContain('liis@example.ee');
});

test('the socket cuts off a line without end', async () => {
  expect(await said('x'.repeat(3_000_000)).catch((error) => error.code)).toMatch(/^(|ECONNRESET|EPIPE)$/);
  expect(await said('{"command": "user list", "input": {}}\n')).toContain('liis@example.ee');
});

test('a socket deep in the folders is reached, one left by a killed process replaced', async () => {
  const deep = join(folder, 'n'.repeat(120));
  await mkdir(deep, { mode: 0o700 });
  await writeFile(join(deep, 'operator.sock'), '');
  const instance = await serve(deep);
  expect(await typed(['user', 'list'], instance.env)).toMatchObject({ exit: 0, answer: { users: [] } });
});

test('doctor names what it looked at, and ends with 1 when something is wrong', async () => {
  const names = ['database', 'migrations', 'mail', 'disk', 'clock', 'secret', 'folder', 'node'];
  const looked = await typed(['doctor'], app.env);
  expect(looked.answer?.checks).toEqual(
    names.map((name) => ({ name, ok: expect.any(Boolean), detail: expect.any(String) })),
  );
  await chmod(app.config.dataDir, 0o755);
  const open = await typed(['doctor'], app.env);
  await chmod(app.config.dataDir, 0o700);
  expect(open).toMatchObject({ exit: 1, answer: { ok: false } });
  expect(open.answer?.checks).toContainEqual({ name: 'folder', ok: false, detail: expect.stringContaining('0755') });
});
