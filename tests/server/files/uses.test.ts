// FI9 and BO2: which pictures a text may show, and who reads them through it. FI14 to FI16: what the sweep takes.

import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { documentFiles } from '../../../db/schema/files.ts';
import { attachmentParts, attachments, settings } from '../../../db/schema/instance.ts';
import { SYSTEM } from '../../../domain/people/viewer.ts';
import { type Context, createContext } from '../../../server/context.ts';
import { deleteSection } from '../../../server/documents/tree-commands.ts';
import { storeAttachment } from '../../../server/files/attachments.ts';
import { addFile, removeFile, restoreFile } from '../../../server/files/commands.ts';
import { readFile } from '../../../server/files/queries.ts';
import { sweepFiles } from '../../../server/files/sweep.ts';
import { BARE_SETTINGS } from '../../../server/settings/defaults.ts';
import { made, outcome } from '../../support/documents.ts';
import { addFilePlace, addPicture, grantTo, pdf, showPictures } from '../../support/file-places.ts';
import { PNG } from '../../support/pictures.ts';
import { onStage, type Stage } from '../../support/stage.ts';

let { app, cast } = {} as Stage;
let owner: Context;
let partner: Context;

onStage((stage) => {
  ({ app, cast } = stage);
  owner = cast.official.ctx;
  partner = cast.partner.ctx;
});

const place = () => addFilePlace(owner, cast.partner.id, 'edit');
const reads = async (ctx: Context, id: string) => outcome(await readFile(ctx, id));

describe('a text shows pictures (BO2, Z6)', () => {
  test('that its saver added here, and others read them through the text', async () => {
    const { documentId, open } = await place();
    const id = await addPicture(owner, documentId, open);
    expect(await showPictures(owner, open, [id, id])).toBe('ok');
    expect([await reads(partner, id), await reads(cast.anonymous, id)]).toEqual(['ok', 'not-found']);
  });

  test('of another document, invented, unreadable, no pictures: let in 0', async () => {
    const [here, elsewhere] = [await place(), await place()];
    const foreign = await addPicture(owner, elsewhere.documentId, elsewhere.open);
    const hidden = await addPicture(owner, here.documentId, here.shut);
    const file = made(await addFile(owner, pdf({ documentId: here.documentId, sectionId: here.open }))).id;
    const own = await addPicture(partner, here.documentId, here.open);
    const tries: [Context, string][] = [
      [owner, foreign],
      [cast.administrator.ctx, foreign],
      [partner, foreign],
      [partner, hidden],
      [owner, file],
      [owner, randomUUID()],
    ];
    for (const [ctx, id] of tries) {
      expect(await showPictures(ctx, here.open, [id])).toBe('image-unknown');
      expect(await showPictures(ctx, here.open, [own, id])).toBe('image-unknown');
    }
    expect(await reads(partner, hidden)).toBe('not-found');
    expect(await showPictures(partner, here.open, [own])).toBe('ok');
  });

  test('from a place that others cannot read, once it is in a text that they can', async () => {
    const { documentId, open, shut } = await place();
    const id = await addPicture(owner, documentId, shut);
    expect(await reads(partner, id)).toBe('not-found');
    expect(await showPictures(owner, open, [id])).toBe('ok');
    expect(await reads(partner, id)).toBe('ok');
    expect(await showPictures(owner, open, [])).toBe('ok');
    expect(await reads(partner, id)).toBe('not-found');
  });

  test('again after they were taken out of it, as undo does', async () => {
    const { documentId, open, shut } = await place();
    const id = await addPicture(owner, documentId, shut);
    for (const shown of [[id], [], [id]]) {
      expect(await showPictures(owner, open, shown)).toBe('ok');
    }
    expect(await showPictures(partner, open, [])).toBe('ok');
    expect(await showPictures(partner, open, [id])).toBe('ok');
  });

  test('but not to readers of a text in the trash', async () => {
    const { documentId, open, shut } = await place();
    const id = await addPicture(owner, documentId, shut);
    await showPictures(owner, open, [id]);
    made(await deleteSection(owner, { id: open }));
    expect(await reads(partner, id)).toBe('not-found');
    expect(await reads(owner, id)).toBe('ok');
  });

  test('a right that is taken away takes the pictures along', async () => {
    const { documentId, open } = await place();
    const id = await addPicture(owner, documentId, open);
    await showPictures(owner, open, [id]);
    await grantTo(owner, cast.partner.id, { documentId, sectionId: open }, 'none');
    expect(await reads(partner, id)).toBe('not-found');
  });
});

describe('the sweep', () => {
  const DAY_MS = 86_400_000;
  /** The job, so many days from now. */
  const sweepIn = (days: number) => {
    const ctx = createContext(app, SYSTEM, 'job');
    return sweepFiles({ ...ctx, now: new Date(ctx.now.getTime() + days * DAY_MS) });
  };
  const isThere = async (id: string) => (await app.database.db.$count(attachments, eq(attachments.id, id))) === 1;
  const later = (ctx: Context, days: number) => ({ ...ctx, now: new Date(ctx.now.getTime() + days * DAY_MS) });

  test('takes a picture that no text ever showed after 30 days, with all its rows (FI14)', async () => {
    const { documentId, open } = await place();
    const id = await addPicture(owner, documentId, open);
    await sweepIn(29);
    expect(await isThere(id)).toBe(true);
    await sweepIn(31);
    expect(await isThere(id)).toBe(false);
    const { db } = app.database;
    expect(await db.$count(documentFiles, eq(documentFiles.attachmentId, id))).toBe(0);
    expect(await db.$count(attachmentParts, eq(attachmentParts.attachmentId, id))).toBe(0);
    expect(await reads(owner, id)).toBe('not-found');
  });

  test('takes a picture 30 days after the last text stopped showing it, not 30 days after it was added', async () => {
    const { documentId, open, shut } = await place();
    const id = await addPicture(owner, documentId, open);
    await showPictures(owner, open, [id]);
    await showPictures(owner, shut, [id]);
    await showPictures(owner, open, []);
    await sweepIn(400);
    expect(await isThere(id)).toBe(true);
    await showPictures(later(owner, 100), shut, []);
    // saved again without it: it is not gone any later for that
    await showPictures(later(owner, 120), shut, []);
    await sweepIn(129);
    expect(await isThere(id)).toBe(true);
    await sweepIn(131);
    expect(await isThere(id)).toBe(false);
  });

  test('never takes what a text shows, be the text in the trash (FI15)', async () => {
    const { documentId, open } = await place();
    const id = await addPicture(owner, documentId, open);
    const file = made(
      await addFile(owner, { documentId, sectionId: open, purpose: 'file', name: 'a.png', bytes: PNG }),
    ).id;
    await showPictures(owner, open, [id, file]);
    made(await removeFile(owner, file));
    expect(await reads(partner, file)).toBe('ok');
    made(await deleteSection(owner, { id: open }));
    await sweepIn(4000);
    expect([await isThere(id), await isThere(file)]).toEqual([true, true]);
  });

  test('takes a removed file after 90 days; until then it comes back whole', async () => {
    const { documentId, open } = await place();
    const [gone, back, stays] = [
      made(await addFile(owner, pdf({ documentId, sectionId: open }))).id,
      made(await addFile(owner, pdf({ documentId, sectionId: open }))).id,
      made(await addFile(owner, pdf({ documentId, sectionId: open }))).id,
    ];
    for (const id of [gone, back]) made(await removeFile(owner, id));
    await sweepIn(89);
    made(await restoreFile(owner, back));
    await sweepIn(91);
    expect([await isThere(gone), await isThere(back), await isThere(stays)]).toEqual([false, true, true]);
    expect(await reads(owner, back)).toBe('ok');
  });

  test('takes uploads that came to nothing after a day, and leaves the logo (FI16)', async () => {
    const { db } = app.database;
    const [cutShort, logo] = [randomUUID(), randomUUID()];
    for (const id of [cutShort, logo]) {
      await storeAttachment(db, { id, name: 'x.png', mediaType: 'image/png', bytes: PNG, createdAt: owner.now });
    }
    await db.insert(settings).values({ id: 1, ...BARE_SETTINGS, logoId: logo });
    await sweepIn(0.9);
    expect(await isThere(cutShort)).toBe(true);
    await sweepIn(1.1);
    expect([await isThere(cutShort), await isThere(logo)]).toEqual([false, true]);
  });

  test('and a text that is saved at the same moment never leave a text without its picture', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { documentId, open } = await place();
      const id = await addPicture(owner, documentId, open);
      const [, saved] = await Promise.all([sweepIn(31), showPictures(owner, open, [id])]);
      expect([saved, await isThere(id)]).toEqual(saved === 'ok' ? ['ok', true] : ['image-unknown', false]);
    }
  });
});
