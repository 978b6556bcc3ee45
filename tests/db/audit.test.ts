import { afterAll, beforeAll, expect, test } from 'vitest';
import { fail, ok } from '../../domain/result.ts';
import { listAudit } from '../../server/audit/queries.ts';
import { record } from '../../server/audit/record.ts';
import { transact } from '../../server/transact.ts';
import { type Cast, castOf } from '../support/cast.ts';
import { testInstance } from '../support/instance.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
let cast: Cast;

beforeAll(async () => {
  app = await testInstance();
  cast = await castOf(app);
  await transact(cast.operator, async (tx) => {
    await record(cast.operator, tx, 'instance.seeded', { kind: 'instance', id: 'test' });
    return ok();
  });
});
afterAll(() => app.close());

test.each([
  "update audit_entries set action = 'x'",
  'delete from audit_entries',
  'delete from audit_entries where id = 1',
  'truncate audit_entries',
  'truncate audit_entries cascade',
])('the database refuses: %s (PE42)', async (statement) => {
  const before = await app.database.connection.query('select * from audit_entries order by id');
  await expect(app.database.connection.exec(statement)).rejects.toThrow(/never changed/);
  expect(await app.database.connection.query('select * from audit_entries order by id')).toEqual(before);
});

test('what is rolled back leaves no entry (PE41)', async () => {
  const result = await transact(cast.operator, async (tx) => {
    await record(cast.operator, tx, 'settings.changed', { kind: 'settings', id: 'rolled-back' });
    return fail('stale');
  });
  expect(result).toMatchObject({ ok: false });
  const entries = await listAudit(cast.operator, {});
  expect(entries.ok && entries.value.entries.some((e) => e.subjectId === 'rolled-back')).toBe(false);
});

test('the log is read newest first, page by page, and filtered', async () => {
  await transact(cast.operator, async (tx) => {
    for (let i = 0; i < 120; i++)
      await record(cast.administrator.ctx, tx, 'organisation.changed', { kind: 'organisation', id: String(i) });
    return ok();
  });
  const seen: number[] = [];
  let before: number | undefined;
  do {
    const page = await listAudit(cast.administrator.ctx, { subject: 'organisation', before });
    if (!page.ok) throw new Error(page.error.code);
    seen.push(...page.value.entries.map((e) => e.id));
    before = page.value.next ?? undefined;
  } while (before);
  expect(seen).toHaveLength(120);
  expect(seen).toEqual([...seen].sort((a, b) => b - a));
  const byActor = await listAudit(cast.administrator.ctx, { actor: cast.administrator.id });
  expect(byActor.ok && byActor.value.entries.every((e) => e.actorName === 'administrator')).toBe(true);
  const longAgo = await listAudit(cast.administrator.ctx, { to: '2001-01-01' });
  expect(longAgo.ok && longAgo.value.entries).toEqual([]);
});
