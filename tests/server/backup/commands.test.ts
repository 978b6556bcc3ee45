// BK11–BK13: who may back up and restore, what the audit log says, and what a running server hears of it.

import { readdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { afterEach, expect, test, vi } from 'vitest';
import { ANONYMOUS, OPERATOR, type Viewer } from '../../../domain/people/viewer.ts';
import { backUp, restore } from '../../../server/backup/commands.ts';
import { createContext } from '../../../server/context.ts';
import { addPerson } from '../../../server/people/commands.ts';
import { digestOf, equalInstances } from '../../support/digest.ts';
import { testInstance } from '../../support/instance.ts';

type Instance = Awaited<ReturnType<typeof testInstance>>;
const instances: Instance[] = [];
afterEach(async () => {
  for (const app of instances.splice(0)) await app.close();
});

async function instance(): Promise<Instance> {
  const app = await testInstance();
  instances.push(app);
  return app;
}

const operator = (app: Instance) => createContext(app, OPERATOR, 'command-line');

async function inhabited(): Promise<Instance> {
  const app = await instance();
  await addPerson(operator(app), { email: 'liis@example.ee', name: 'Liis', role: 'administrator' });
  return app;
}

async function backedUp(app: Instance): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const result = await backUp(
    operator(app),
    async (snapshot) => void chunks.push(...(await Array.fromAsync(snapshot))),
  );
  const bytes = Buffer.concat(chunks);
  expect(result).toEqual({ ok: true, value: { rows: expect.any(Number), bytes: bytes.length } });
  return bytes;
}

const PEOPLE: Viewer[] = (['administrator', 'official', 'partner'] as const).map((role) => ({
  kind: 'person',
  id: crypto.randomUUID(),
  role,
  organisationIds: [],
}));

test.each([ANONYMOUS, ...PEOPLE])(
  'nobody but the operator backs up or restores: $kind $role (BK11)',
  async (viewer) => {
    const app = await inhabited();
    const ctx = createContext(app, viewer, 'browser');
    const code = viewer.kind === 'anonymous' ? 'signed-out' : 'forbidden';
    const receive = vi.fn<() => Promise<void>>();
    expect(await backUp(ctx, receive)).toMatchObject({ ok: false, error: { code } });
    expect(receive).not.toHaveBeenCalled();
    expect(await restore(ctx, Readable.from([]))).toMatchObject({ ok: false, error: { code } });
  },
);

test('a back-up and a restore are in the audit log, and all else is equal (BK12)', async () => {
  const [source, target] = [await inhabited(), await instance()];
  const snapshot = await backedUp(source);
  const restored = await restore(operator(target), Readable.from([snapshot]));
  expect(restored).toMatchObject({ ok: true, value: { rows: expect.any(Number), created: expect.any(String) } });
  await equalInstances(source.database, target.database);
  const entries = (app: Instance) =>
    app.database.connection.query('SELECT action, actor_kind, client FROM audit_entries ORDER BY id');
  const added = { action: 'person.added', actor_kind: 'operator', client: 'command-line' };
  expect(await entries(source)).toEqual([added, { ...added, action: 'instance.backed-up' }]);
  expect(await entries(target)).toEqual([added, { ...added, action: 'instance.restored' }]);
});

test('what processes keep in memory is dropped when an instance is restored (BK13)', async () => {
  const [source, target] = [await inhabited(), await instance()];
  const heard: string[] = [];
  for (const channel of ['settings_changed', 'public_changed']) {
    await target.database.listen(channel, () => void heard.push(channel));
  }
  await restore(operator(target), Readable.from([await backedUp(source)]));
  await expect.poll(() => heard.toSorted()).toEqual(['public_changed', 'settings_changed']);
});

test('a receiver that stops in the middle keeps nobody from writing (BK14)', async () => {
  const app = await inhabited();
  const { promise, resolve } = Promise.withResolvers<void>();
  const backingUp = backUp(operator(app), () => promise);
  await addPerson(operator(app), { email: 'mari@example.ee', name: 'Mari', role: 'partner' });
  resolve();
  expect(await backingUp).toMatchObject({ ok: true });
});

test('a restore that fails leaves no trace, not even a spool file (BK12)', async () => {
  const app = await instance();
  const before = await digestOf(app.database);
  const files = await readdir(app.config.dataDir);
  await expect(restore(operator(app), Readable.from([Buffer.from('x')]))).rejects.toThrow('not a back-up');
  expect(await digestOf(app.database)).toEqual(before);
  expect(await readdir(app.config.dataDir)).toEqual(files);
});
