// FI: who adds, reads, removes and restores files of documents, and what is left of them in the database.

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { attachmentParts, attachments, auditEntries } from '../../../db/schema/instance.ts';
import { MAX_FILE_BYTES } from '../../../domain/document/file.ts';
import type { DocumentRight } from '../../../domain/document/rights.ts';
import type { Context } from '../../../server/context.ts';
import { trashDocument } from '../../../server/documents/trash.ts';
import { deleteSection, restoreSection } from '../../../server/documents/tree-commands.ts';
import { PART_BYTES } from '../../../server/files/attachments.ts';
import { addFile, type NewFile, removeFile, restoreFile } from '../../../server/files/commands.ts';
import { listFiles, readFile } from '../../../server/files/queries.ts';
import { actionsOn } from '../../support/audit.ts';
import { made, outcome } from '../../support/documents.ts';
import { addFilePlace, grantTo, pdf } from '../../support/file-places.ts';
import { textOf } from '../../support/office-files.ts';
import { AFTER_SOI, inserted, JPEG, jpegSegment, PNG, phoneExif } from '../../support/pictures.ts';
import { onStage, type Stage } from '../../support/stage.ts';

let { app, cast } = {} as Stage;
let owner: Context;
let partner: Context;

onStage((stage) => {
  ({ app, cast } = stage);
  owner = cast.official.ctx;
  partner = cast.partner.ctx;
});

const place = (right: DocumentRight | null = 'edit') => addFilePlace(owner, cast.partner.id, right);
const added = async (ctx: Context, file: NewFile) => made(await addFile(ctx, file)).id;
const bytesOf = async (ctx: Context, id: string) => {
  const file = made(await readFile(ctx, id));
  return Buffer.concat(await Array.fromAsync(file.bytes(0, file.size)));
};
const everybody = (): [string, Context][] => [
  ['owner', owner],
  ['partner', partner],
  ['administrator', cast.administrator.ctx],
  ['anonymous', cast.anonymous],
];

describe('adding (FI1 to FI7)', () => {
  test('keeps every byte, its hash and its size, whatever the size', async () => {
    const { documentId } = await place();
    for (const size of [1, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 3 * PART_BYTES + 7]) {
      const bytes = Buffer.from(randomBytes(size).toString('hex').slice(0, size));
      const id = await added(owner, { documentId, sectionId: null, purpose: 'file', name: 'a.txt', bytes });
      expect(Buffer.compare(await bytesOf(owner, id), bytes)).toBe(0);
      const file = made(await readFile(owner, id));
      expect(file).toMatchObject({ size, sha256: createHash('sha256').update(bytes).digest('hex') });
    }
  });

  test('takes 20 MiB and not one byte more (FI4)', async () => {
    const { documentId } = await place();
    const file = { documentId, sectionId: null, purpose: 'file', name: 'a.txt' } as const;
    const id = await added(owner, { ...file, bytes: textOf(MAX_FILE_BYTES) });
    expect((await bytesOf(owner, id)).length).toBe(MAX_FILE_BYTES);
    const refused = await addFile(owner, { ...file, bytes: textOf(MAX_FILE_BYTES + 1) });
    expect(refused).toMatchObject({ ok: false, error: { code: 'file-too-large', params: { limit: 20 } } });
  });

  test('keeps nothing of what a phone says about its owner, and turns the picture the right way up (FI5)', async () => {
    const { documentId, open } = await place();
    const bytes = inserted(
      JPEG,
      AFTER_SOI,
      jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), phoneExif(6, 'Mari 59.4N')])),
    );
    const picture = made(
      await addFile(partner, { documentId, sectionId: open, purpose: 'image', name: 'IMG.JPG', bytes }),
    );
    expect(picture).toMatchObject({ name: 'IMG.JPG', mediaType: 'image/jpeg', width: 4, height: 6 });
    expect((await bytesOf(partner, picture.id)).includes('Mari')).toBe(false);
  });

  test('for a text takes pictures only', async () => {
    const { documentId, open } = await place();
    expect(outcome(await addFile(owner, { ...pdf({ documentId, sectionId: open }), purpose: 'image' }))).toBe(
      'file-type',
    );
  });

  test('is asked of the place: each right × each place', async () => {
    const expected: [DocumentRight | null, string, string, string][] = [
      // right on `open`, then adding there, in `shut`, to the document
      [null, 'not-found', 'not-found', 'not-found'],
      ['read', 'forbidden', 'not-found', 'forbidden'],
      ['comment', 'forbidden', 'not-found', 'forbidden'],
      ['suggest', 'forbidden', 'not-found', 'forbidden'],
      ['edit', 'ok', 'not-found', 'forbidden'],
      ['manage', 'ok', 'not-found', 'forbidden'],
    ];
    for (const [right, ...outcomes] of expected) {
      const { documentId, open, shut } = await place(right);
      const tries = [];
      for (const sectionId of [open, shut, null])
        tries.push(outcome(await addFile(partner, pdf({ documentId, sectionId }))));
      expect([right, ...tries]).toEqual([right, ...outcomes]);
      expect(outcome(await addFile(cast.anonymous, pdf({ documentId, sectionId: open })))).toBe('signed-out');
    }
  });

  test('to a section of another document, to none and to one in the trash is refused', async () => {
    const [{ documentId, open }, other] = [await place(), await place()];
    expect(outcome(await addFile(owner, pdf({ documentId, sectionId: other.open })))).toBe('not-found');
    expect(outcome(await addFile(owner, pdf({ documentId, sectionId: randomUUID() })))).toBe('not-found');
    expect(outcome(await addFile(owner, pdf({ documentId: 'x', sectionId: null })))).toBe('not-found');
    made(await deleteSection(owner, { id: open }));
    expect(outcome(await addFile(owner, pdf({ documentId, sectionId: open })))).toBe('section-gone');
  });

  test('that is refused leaves nothing behind', async () => {
    const count = async () => [
      await app.database.db.$count(attachments),
      await app.database.db.$count(attachmentParts),
      await app.database.db.$count(auditEntries, eq(auditEntries.action, 'file.added')),
    ];
    const { documentId, shut } = await place();
    const before = await count();
    await addFile(partner, pdf({ documentId, sectionId: shut }));
    await addFile(owner, { ...pdf({ documentId, sectionId: null }), bytes: Buffer.from('<svg/>') });
    expect(await count()).toEqual(before);
  });
});

describe('reading (FI8, FI9, Z6)', () => {
  test('goes with the place where the file was added', async () => {
    const { documentId, open, shut } = await place('read');
    const files = {
      open: await added(owner, pdf({ documentId, sectionId: open })),
      shut: await added(owner, pdf({ documentId, sectionId: shut })),
      whole: await added(owner, pdf({ documentId, sectionId: null })),
    };
    const seen = async (ctx: Context) =>
      Promise.all(Object.values(files).map(async (id) => outcome(await readFile(ctx, id))));
    expect(await seen(owner)).toEqual(['ok', 'ok', 'ok']);
    expect(await seen(cast.administrator.ctx)).toEqual(['ok', 'ok', 'ok']);
    expect(await seen(partner)).toEqual(['ok', 'not-found', 'not-found']);
    expect(await seen(cast.anonymous)).toEqual(['not-found', 'not-found', 'not-found']);
    const listed = made(await listFiles(partner, documentId));
    expect(listed.map(({ id, canChange }) => [id, canChange])).toEqual([[files.open, false]]);
    expect(made(await listFiles(owner, documentId)).length).toBe(3);
  });

  test('of a list is refused to those who see nothing of the document', async () => {
    const { documentId } = await place(null);
    for (const ctx of [partner, cast.anonymous]) expect(outcome(await listFiles(ctx, documentId))).toBe('not-found');
    expect(outcome(await listFiles(owner, 'x'))).toBe('not-found');
  });

  test('an invented id, a malformed one, an unfinished upload and a logo answer alike', async () => {
    const logo = randomUUID();
    await app.database.db
      .insert(attachments)
      .values({ id: logo, sha256: '', mediaType: 'image/png', name: 'x', size: 1, createdAt: new Date() });
    for (const [, ctx] of everybody()) {
      for (const id of [randomUUID(), 'x', "' or 1=1 --", '', logo]) {
        expect(await readFile(ctx, id)).toEqual({ ok: false, error: { code: 'not-found' } });
      }
    }
  });

  test('ends with the right, with the section and with the document', async () => {
    const { documentId, open } = await place('read');
    const id = await added(owner, pdf({ documentId, sectionId: open }));
    await grantTo(owner, cast.partner.id, { documentId, sectionId: open }, 'none');
    expect(outcome(await readFile(partner, id))).toBe('not-found');
    made(await deleteSection(owner, { id: open }));
    expect(outcome(await readFile(cast.administrator.ctx, id))).toBe('not-found');
    made(await restoreSection(owner, { id: open }));
    expect(outcome(await readFile(owner, id))).toBe('ok');
    made(await trashDocument(owner, { id: documentId }));
    expect(outcome(await listFiles(owner, documentId))).toBe('not-found');
    for (const [, ctx] of everybody()) expect(outcome(await readFile(ctx, id))).toBe('not-found');
  });

  test('whoever added a picture reads it before any text shows it', async () => {
    const { documentId, open } = await place('edit');
    const id = await added(partner, { documentId, sectionId: open, purpose: 'image', name: 'a.png', bytes: PNG });
    expect(outcome(await readFile(partner, id))).toBe('ok');
    expect(made(await listFiles(partner, documentId))).toEqual([]);
  });
});

describe('removing and restoring (FI13)', () => {
  test('takes a file out of the list and puts it back, each once in the audit log', async () => {
    const { documentId, open } = await place('edit');
    const id = await added(partner, pdf({ documentId, sectionId: open }));
    for (let again = 0; again < 2; again += 1) made(await removeFile(partner, id));
    expect(made(await listFiles(owner, documentId))).toEqual([]);
    for (const [, ctx] of everybody()) expect(outcome(await readFile(ctx, id))).toBe('not-found');
    for (let again = 0; again < 2; again += 1) made(await restoreFile(partner, id));
    expect(made(await listFiles(owner, documentId)).map((file) => file.id)).toEqual([id]);
    expect(outcome(await readFile(partner, id))).toBe('ok');
    expect(await actionsOn(cast.operator, id)).toEqual(['file.added', 'file.removed', 'file.restored']);
  });

  test('needs the right at the place, and says nothing of files that one may not read', async () => {
    const { documentId, open, shut } = await place('comment');
    const [seen, hidden] = [
      await added(owner, pdf({ documentId, sectionId: open })),
      await added(owner, pdf({ documentId, sectionId: shut })),
    ];
    for (const change of [removeFile, restoreFile]) {
      expect(outcome(await change(partner, seen))).toBe('forbidden');
      for (const id of [hidden, randomUUID(), 'x']) expect(outcome(await change(partner, id))).toBe('not-found');
      expect(outcome(await change(cast.anonymous, hidden))).toBe('not-found');
    }
  });

  test('puts nothing back into a section that is in the trash, and says so to who may bring that back', async () => {
    const { documentId, open } = await place('read');
    const id = await added(owner, pdf({ documentId, sectionId: open }));
    made(await removeFile(owner, id));
    made(await deleteSection(owner, { id: open }));
    expect(outcome(await restoreFile(owner, id))).toBe('section-gone');
    expect(outcome(await restoreFile(partner, id))).toBe('not-found');
    made(await restoreSection(owner, { id: open }));
    expect(outcome(await restoreFile(owner, id))).toBe('ok');
  });

  test('is not for pictures of texts', async () => {
    const { documentId, open } = await place();
    const id = await added(owner, { documentId, sectionId: open, purpose: 'image', name: 'a.png', bytes: PNG });
    expect(outcome(await removeFile(owner, id))).toBe('not-found');
  });
});

test('names come out as they went in, or without what is unsafe in them (I8)', async () => {
  const { documentId } = await place();
  const names: [string, string][] = [
    ['Õ ü «итоги» 🧑‍🚀 "1".pdf', 'Õ ü «итоги» 🧑‍🚀 "1".pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['inv\u202efdp.exe', 'invfdp.exe.pdf'],
    ["'; drop table users; --", "'; drop table users; --.pdf"],
    ['\ud83d', 'file.pdf'],
  ];
  for (const [sent, kept] of names)
    expect(made(await addFile(owner, pdf({ documentId, sectionId: null }, sent))).name).toBe(kept);
  expect(
    made(await listFiles(owner, documentId))
      .map((file) => file.name)
      .sort(),
  ).toEqual(names.map(([, kept]) => kept).sort());
});
