// Reading and changing the settings of an instance.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { attachments, auditEntries, settings } from '../../../db/schema/instance.ts';
import { LOCALES } from '../../../domain/locale.ts';
import { settingsForm } from '../../../domain/people/settings.ts';
import { ANONYMOUS, INSTANCE_ROLES, OPERATOR, SYSTEM, type Viewer } from '../../../domain/people/viewer.ts';
import { createContext } from '../../../server/context.ts';
import type { Runtime } from '../../../server/runtime.ts';
import { saveSettings } from '../../../server/settings/commands.ts';
import { defaultSettings } from '../../../server/settings/defaults.ts';
import { dropSettings, readLogo, readSettings, watchSettings } from '../../../server/settings/queries.ts';
import { testInstance } from '../../support/instance.ts';
import { JPEG, PNG } from '../../support/pictures.ts';
import { filledForm } from '../../support/settings.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
beforeAll(async () => {
  app = await testInstance();
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.database.connection.exec('DELETE FROM settings; DELETE FROM attachments');
  dropSettings(app);
});

const person = (role: (typeof INSTANCE_ROLES)[number]): Viewer => ({
  kind: 'person',
  id: randomUUID(),
  role,
  organisationIds: [],
});
const as = (viewer: Viewer, runtime: Runtime = app) => createContext(runtime, viewer, 'browser');
const administrator = () => as(person('administrator'));
/** The same database as another process sees it. */
const otherProcess = (): Runtime => ({ ...app, database: { ...app.database } });

describe('who may save', () => {
  const grid: [string, Viewer, string][] = [
    ['nobody signed in', ANONYMOUS, 'signed-out'],
    ...INSTANCE_ROLES.map((role): [string, Viewer, string] => [
      role,
      person(role),
      role === 'administrator' ? 'saved' : 'forbidden',
    ]),
    ['the operator', OPERATOR, 'saved'],
    ['a job', SYSTEM, 'saved'],
  ];

  test.each(grid)('%s', async (_, viewer, outcome) => {
    const ctx = as(viewer);
    const saved = await saveSettings(ctx, await filledForm(ctx, { feedbackEmail: 'a@example.ee' }), 'keep');
    expect(saved.ok ? 'saved' : saved.error.code).toBe(outcome);
    expect((await readSettings(ctx)).feedbackEmail).toBe(outcome === 'saved' ? 'a@example.ee' : '');
  });
});

describe('settings', () => {
  test('nobody has saved are the defaults, complete in every language', async () => {
    const read = await readSettings(as(ANONYMOUS));
    expect(read).toEqual(defaultSettings());
    for (const locale of LOCALES) {
      expect(read.privacyNotice[locale]).toMatch(/^## /m);
      expect(read.accessibilityStatement[locale]).toContain('WCAG 2.2');
      expect(read.accessibilityStatement[locale]).toContain('TTJA');
    }
  });

  test('leave who changed them in the audit log', async () => {
    const ctx = administrator();
    await saveSettings(ctx, await filledForm(ctx), 'keep');
    const entries = await app.database.db.select().from(auditEntries);
    expect(entries.at(-1)).toMatchObject({
      action: 'settings.changed',
      subjectKind: 'settings',
      details: { revision: 2 },
    });
  });

  test('that somebody else saved meanwhile are not overwritten, and both values come back', async () => {
    const ctx = administrator();
    const [mine, theirs] = [
      await filledForm(ctx, { feedbackEmail: 'mine@example.ee' }),
      await filledForm(ctx, { feedbackEmail: 'theirs@example.ee' }),
    ];
    await saveSettings(ctx, theirs, 'keep');
    expect(await saveSettings(ctx, mine, 'keep')).toMatchObject({
      ok: false,
      error: { code: 'stale', current: { feedbackEmail: 'theirs@example.ee', revision: 2 } },
    });
    expect((await readSettings(ctx)).feedbackEmail).toBe('theirs@example.ee');
  });

  test('saved twenty times at once are saved once', async () => {
    const ctx = administrator();
    const form = await filledForm(ctx);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => saveSettings(ctx, form, 'keep')));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.filter((o) => !o.ok && o.error.code === 'stale')).toHaveLength(19);
  });

  test('keep following the default texts until somebody writes their own', async () => {
    const ctx = administrator();
    await saveSettings(ctx, await filledForm(ctx), 'keep');
    const [row] = await app.database.db.select().from(settings);
    expect(row?.privacyNotice).toEqual({});
    await saveSettings(ctx, await filledForm(ctx, { privacyNotice: { et: 'Meie teade' } }), 'keep');
    expect((await readSettings(ctx)).privacyNotice).toEqual({ et: 'Meie teade' });
  });

  test('are remembered by a process that listens, and forgotten when another one changes them', async () => {
    const listening = otherProcess();
    const stop = await watchSettings(listening);
    const email = async () => (await readSettings(as(ANONYMOUS, listening))).feedbackEmail;
    expect(await email()).toBe('');
    const ctx = administrator();
    await saveSettings(ctx, await filledForm(ctx, { feedbackEmail: 'new@example.ee' }), 'keep');
    await expect.poll(email).toBe('new@example.ee');
    await app.database.db.update(settings).set({ feedbackEmail: 'unannounced@example.ee' });
    expect(await email()).toBe('new@example.ee');
    await stop();
    expect(await email()).toBe('unannounced@example.ee');
  });

  test('read inside a transaction are those of the transaction', async () => {
    const ctx = administrator();
    await saveSettings(ctx, await filledForm(ctx), 'keep');
    await app.database.db.transaction(async (tx) => {
      await tx.update(settings).set({ feedbackEmail: 'inside@example.ee' });
      expect((await readSettings(ctx, tx)).feedbackEmail).toBe('inside@example.ee');
    });
  });
});

describe('an accent colour', () => {
  const accentOf = (accent: string) => {
    const parsed = settingsForm.shape.accent.safeParse(accent);
    return parsed.success ? parsed.data : parsed.error.issues[0]?.message;
  };

  test.each(['#767676', '#1F5C4D', '#000000'])('%s is dark enough for white text', (accent) => {
    expect(accentOf(accent)).toBe(accent.toLowerCase());
  });

  test.each(['#777777', '#ffffff', '#ffcc00'])('%s is too light', (accent) => {
    expect(accentOf(accent)).toBe('contrast');
  });

  test.each(['red', '#fff', '#1f5c4d;background:url(//x)', ''])('"%s" is no colour', (accent) => {
    expect(accentOf(accent)).toBe('colour');
  });
});

describe('a logo', () => {
  const save = async (logo: Parameters<typeof saveSettings>[2]) => {
    const ctx = administrator();
    const saved = await saveSettings(ctx, await filledForm(ctx), logo);
    return { saved, logoId: (await readSettings(ctx)).logoId };
  };
  const attachmentIds = async () =>
    (await app.database.db.select({ id: attachments.id }).from(attachments)).map((a) => a.id);

  test('is stored, kept, replaced and removed, and leaves nothing behind', async () => {
    const { logoId: first } = await save({ bytes: PNG, name: 'logo.png' });
    expect(await readLogo(as(ANONYMOUS), first ?? '')).toMatchObject({ ok: true, value: { mediaType: 'image/png' } });
    expect((await save('keep')).logoId).toBe(first);
    const { logoId: second } = await save({ bytes: JPEG, name: '../\u202egnp.exe' });
    expect(await attachmentIds()).toEqual([second]);
    expect(await readLogo(as(ANONYMOUS), first ?? '')).toMatchObject({ ok: false });
    expect((await save('remove')).logoId).toBeNull();
    expect(await attachmentIds()).toEqual([]);
  });

  test('comes back byte for byte', async () => {
    const { logoId } = await save({ bytes: PNG, name: 'logo.png' });
    const logo = await readLogo(as(ANONYMOUS), logoId ?? '');
    expect(logo.ok && new Uint8Array(logo.value.bytes)).toEqual(PNG);
  });

  test.each([
    ['a drawing with scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['a picture cut short', PNG.subarray(0, 60)],
    ['a picture of more than 1 MiB', Buffer.concat([PNG, Buffer.alloc(1024 * 1024)])],
    ['nothing', new Uint8Array()],
  ])('that is %s is refused, and nothing is saved', async (_, bytes) => {
    const { saved, logoId } = await save({ bytes, name: 'logo.png' });
    expect(saved).toMatchObject({ ok: false, error: { code: 'image-invalid' } });
    expect(logoId).toBeNull();
    expect((await readSettings(as(ANONYMOUS))).revision).toBe(1);
  });

  test('is the only attachment that anybody gets', async () => {
    const id = randomUUID();
    await app.database.db.insert(attachments).values({
      id,
      sha256: '',
      mediaType: 'text/html',
      name: 'x',
      size: 1,
      createdAt: new Date(),
    });
    expect(await readLogo(as(person('administrator')), id)).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });
});
