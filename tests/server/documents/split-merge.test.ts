// Splitting and merging: every word is afterwards in exactly one place, blocks keep their ids, and an undo is exact.

import { and, eq, isNull } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { documentFiles, fileUses } from '../../../db/schema/files.ts';
import { attachments } from '../../../db/schema/instance.ts';
import { bodyJson, readBody } from '../../../domain/document/body.ts';
import type { NodeJson } from '../../../domain/document/reading.ts';
import { saveBody } from '../../../server/documents/bodies.ts';
import { mergeSection, splitSection } from '../../../server/documents/split-merge.ts';
import { undoChange } from '../../../server/documents/tree-changes.ts';
import { listTrashedSections } from '../../../server/documents/tree-history.ts';
import { addFile, removeFile, restoreFile } from '../../../server/files/commands.ts';
import { listFiles, readFile } from '../../../server/files/queries.ts';
import { made, outcome } from '../../support/documents.ts';
import { pdf } from '../../support/file-places.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';
import { randomBody } from '../../support/random-body.ts';
import { plantGrant } from '../../support/rights.ts';
import { growDocument, outlineOf, paragraphs, stateOf, storedBody } from '../../support/sections.ts';
import { onStage, type Stage } from '../../support/stage.ts';

let { app, cast, ctx } = {} as Stage;

onStage((stage) => {
  ({ app, cast, ctx } = stage);
});

const blocksOf = async (id: string) => ((await storedBody(ctx, id)).content as NodeJson).content ?? [];
const textsOf = async (id: string) => (await blocksOf(id)).map((block) => block.content?.[0]?.text ?? '');
const save = async (sectionId: string, content: unknown, bodyRevision = 1) =>
  made(await saveBody(ctx, { sectionId, bodyRevision, schemaVersion: 1, content })).bodyRevision;

test('TR3 what follows the block goes to a new section after it, sections below included', async () => {
  const { id: documentId, at } = await growDocument(ctx, ['a', '-a1', '-a2', 'b']);
  const bodyRevision = await save(at.a ?? '', paragraphs('p1:üks kaks', 'p2:kolm', 'p3:neli'));
  const split = made(await splitSection(ctx, { id: at.a ?? '', bodyRevision, blockId: 'p2', title: 'uus' }));
  expect(await outlineOf(ctx, documentId)).toEqual(['a', 'uus', '-a1', '-a2', 'b']);
  expect(await textsOf(at.a ?? '')).toEqual(['üks kaks']);
  expect((await blocksOf(split.id)).map(({ attrs }) => attrs?.id)).toEqual(['p2', 'p3']);
  expect((await storedBody(ctx, at.a ?? '')).words).toBe(2);
  expect((await storedBody(ctx, split.id)).words).toBe(2);
  made(await undoChange(ctx, { documentId, changeId: split.changeId }));
  expect(await outlineOf(ctx, documentId)).toEqual(['a', '-a1', '-a2', 'b']);
  expect(await textsOf(at.a ?? '')).toEqual(['üks kaks', 'kolm', 'neli']);
  // the new section lies in the trash without the text, which is back where it came from
  expect(made(await listTrashedSections(ctx, documentId))).toMatchObject([{ title: 'uus', words: 0 }]);
});

test('a heading that says what the title says becomes the title', async () => {
  const { at } = await growDocument(ctx, ['a']);
  const heading = { type: 'heading', attrs: { id: 'h', level: 1 }, content: [{ type: 'text', text: 'Eesmärgid' }] };
  const content = {
    type: 'doc',
    content: [...paragraphs('p1:üks').content, heading, ...paragraphs('p2:kaks').content],
  };
  const bodyRevision = await save(at.a ?? '', content);
  const other = { id: at.a ?? '', bodyRevision, blockId: 'h', title: 'Muud' };
  const kept = made(await splitSection(ctx, other));
  expect(await textsOf(kept.id)).toEqual(['Eesmärgid', 'kaks']);
  const [{ bodyRevision: now }] = [{ bodyRevision: (await storedBody(ctx, kept.id)).revision }];
  const same = made(await splitSection(ctx, { id: kept.id, bodyRevision: now, blockId: 'h', title: 'Eesmärgid' }));
  expect([await textsOf(kept.id), await textsOf(same.id)]).toEqual([[''], ['kaks']]);
});

test('a split before everything or at no block of the top level is refused', async () => {
  const { id: documentId, at } = await growDocument(ctx, ['a']);
  const list = {
    ...{ type: 'bulletList', attrs: { id: 'l' } },
    content: [{ type: 'listItem', attrs: { id: 'i' }, content: paragraphs('p2:kaks').content }],
  };
  const content = { type: 'doc', content: [...paragraphs('p1:üks').content, list] };
  const bodyRevision = await save(at.a ?? '', content);
  const before = await stateOf(ctx, documentId);
  for (const blockId of ['p1', 'p2', 'i', 'x', '']) {
    const split = await splitSection(ctx, { id: at.a ?? '', bodyRevision, blockId, title: 'n' });
    expect(outcome(split)).toBe('nothing-to-split');
  }
  expect(outcome(await splitSection(ctx, { id: at.a ?? '', bodyRevision: 1, blockId: 'l', title: 'n' }))).toBe('stale');
  expect(await stateOf(ctx, documentId)).toEqual(before);
});

test('TR3 a section is merged into the one before it with its text and what lies below it', async () => {
  const { id: documentId, at } = await growDocument(ctx, ['a', '-a1', 'b', '-b1', '--b1x', '-b2', 'c']);
  const intoBodyRevision = await save(at.a ?? '', paragraphs('p1:üks'));
  const bodyRevision = await save(at.b ?? '', paragraphs('p1:kaks', 'p2:kolm'));
  const before = await stateOf(ctx, documentId);
  const stale = await mergeSection(ctx, { id: at.b ?? '', bodyRevision, intoBodyRevision: 1 });
  expect(outcome(stale)).toBe('stale');
  expect(outcome(await mergeSection(ctx, { id: at.a ?? '', bodyRevision, intoBodyRevision }))).toBe(
    'no-section-before',
  );
  expect(await stateOf(ctx, documentId)).toEqual(before);
  const merged = made(await mergeSection(ctx, { id: at.b ?? '', bodyRevision, intoBodyRevision }));
  expect(merged.intoId).toBe(at.a);
  expect(await outlineOf(ctx, documentId)).toEqual(['a', '-a1', '-b1', '--b1x', '-b2', 'c']);
  expect(await textsOf(at.a ?? '')).toEqual(['üks', 'kaks', 'kolm']);
  // the same id in both: the first keeps it
  const ids = (await blocksOf(at.a ?? '')).map(({ attrs }) => attrs?.id);
  expect([ids[0], ids[2], new Set(ids).size]).toEqual(['p1', 'p2', 3]);
  expect(await textsOf(at.b ?? '')).toEqual(['']);
  const undone = made(await undoChange(ctx, { documentId, changeId: merged.changeId }));
  const after = await stateOf(ctx, documentId);
  const contents = ({ bodies }: typeof before) => bodies.map(({ content, words }) => [content, words]);
  expect(contents(after)).toEqual(contents(before));
  expect(after.rows).toEqual(before.rows);
  made(await undoChange(ctx, { documentId, changeId: undone.changeId }));
  expect(await textsOf(at.a ?? '')).toEqual(['üks', 'kaks', 'kolm']);
});

test('TR4 an undo of a merge is refused once the joined text was written on, and loses nothing', async () => {
  const { id: documentId, at } = await growDocument(ctx, ['a', 'b']);
  const [into, from] = [await save(at.a ?? '', paragraphs('p1:üks')), await save(at.b ?? '', paragraphs('p2:kaks'))];
  const merge = { id: at.b ?? '', bodyRevision: from, intoBodyRevision: into };
  const { changeId } = made(await mergeSection(ctx, merge));
  await save(at.a ?? '', paragraphs('p1:üks', 'p2:kaks', 'p3:kolm'), into + 1);
  const before = await stateOf(ctx, documentId);
  expect(outcome(await undoChange(ctx, { documentId, changeId }))).toBe('changed-since');
  expect(await stateOf(ctx, documentId)).toEqual(before);
});

test('BO3 of random texts split at random blocks and merged again not a block, an id or a word is lost', async () => {
  const seed = printedSeed('texts split and merged');
  const random = randomFrom(seed);
  for (let round = 0; round < 12; round += 1) {
    const { id: documentId, at } = await growDocument(ctx, ['a']);
    const id = at.a ?? '';
    const body = randomBody(random, 6);
    const whole = bodyJson(body);
    // pictures are files of the document: other tests
    const content = {
      ...whole,
      content: (whole.content ?? []).filter((block) => !JSON.stringify(block).includes('"image"')),
    };
    if (content.content.length < 2) continue;
    let bodyRevision = await save(id, content);
    const stored = (await storedBody(ctx, id)).content;
    const blocks = await blocksOf(id);
    const cut = 1 + Math.floor(random() * (blocks.length - 1));
    const block = blocks[cut];
    const split = made(await splitSection(ctx, { id, bodyRevision, blockId: String(block?.attrs?.id), title: 'uus' }));
    const parts = [...(await blocksOf(id)), ...(await blocksOf(split.id))];
    expect(parts).toEqual(blocks);
    expect(
      [await storedBody(ctx, id), await storedBody(ctx, split.id)].every(({ content: half }) => readBody(half).ok),
    ).toBe(true);
    bodyRevision = (await storedBody(ctx, id)).revision;
    const half = (await storedBody(ctx, split.id)).revision;
    made(await mergeSection(ctx, { id: split.id, bodyRevision: half, intoBodyRevision: bodyRevision }));
    // an empty paragraph that is all of one half adds nothing
    const isBare = (half: NodeJson[]) => half.length === 1 && half[0]?.type === 'paragraph' && !half[0].content;
    const halves = [blocks.slice(0, cut), blocks.slice(cut)];
    if (!halves.some(isBare)) expect((await storedBody(ctx, id)).content).toEqual(stored);
    expect(await outlineOf(ctx, documentId)).toEqual(['a']);
  }
});

test('FI9 the files of a section go along when it is merged, and come back with an undo', async () => {
  const { id: documentId, at } = await growDocument(ctx, ['a', 'b']);
  const [a, b] = [at.a ?? '', at.b ?? ''];
  await plantGrant(app, documentId, { userId: cast.partner.id }, 'edit');
  const partner = cast.partner.ctx;
  const add = async (sectionId: string, name: string) =>
    made(await addFile(partner, { ...pdf({ documentId, sectionId }, name) })).id;
  const [own, first, second] = [await add(a, 'a.pdf'), await add(b, 'b1.pdf'), await add(b, 'b2.pdf')];
  const listed = async () =>
    made(await listFiles(ctx, documentId)).map(({ id, sectionId, canChange }) => [id, sectionId, canChange]);
  const before = await listed();
  made(await removeFile(partner, second));
  const merged = made(await mergeSection(ctx, { id: b, bodyRevision: 1, intoBodyRevision: 1 }));
  made(await restoreFile(partner, second));
  const together = [own, first, second].map((id) => [id, a, true]);
  expect(await listed()).toEqual(together);
  expect(outcome(await readFile(ctx, first))).toBe('ok');
  const later = await add(a, 'c.pdf');
  const undone = made(await undoChange(ctx, { documentId, changeId: merged.changeId }));
  expect(await listed()).toEqual([...before, [later, a, true]]);
  made(await undoChange(ctx, { documentId, changeId: undone.changeId }));
  expect(await listed()).toEqual([...together, [later, a, true]]);
});

test('RI7 merging a section with files takes manage where others would read them then', async () => {
  const { id: documentId, at } = await growDocument(ctx, ['a', 'b']);
  const [a, b] = [at.a ?? '', at.b ?? ''];
  const [partner, merge] = [cast.partner.ctx, { id: b, bodyRevision: 1, intoBodyRevision: 1 }];
  await plantGrant(app, documentId, { userId: cast.partner.id }, 'edit');
  await plantGrant(app, documentId, { userId: cast.official.id }, 'none', a);
  made(await addFile(partner, pdf({ documentId, sectionId: b })));
  const before = await stateOf(ctx, documentId);
  expect(outcome(await mergeSection(partner, merge))).toBe('moves-rights');
  expect(await stateOf(ctx, documentId)).toEqual(before);
});

test('the pictures of a text go with it, and come back with an undo', async () => {
  const { id: documentId, at } = await growDocument(ctx, ['a']);
  const id = at.a ?? '';
  const attachmentId = ctx.newId();
  const bytes = new Uint8Array([1]);
  const createdAt = ctx.now;
  await app.database.db
    .insert(attachments)
    .values({ id: attachmentId, sha256: 'x', mediaType: 'image/png', name: 'p.png', size: bytes.length, createdAt });
  const file = {
    attachmentId,
    documentId,
    sectionId: id,
    purpose: 'image',
    addedAt: ctx.now,
    addedBy: cast.official.id,
  } as const;
  await app.database.db.insert(documentFiles).values(file);
  const shows = async (sectionId: string) => {
    const here = and(eq(fileUses.sectionId, sectionId), isNull(fileUses.endedAt));
    return (await app.database.db.select().from(fileUses).where(here)).length;
  };
  const image = { type: 'image', attrs: { id: 'i', attachmentId, alt: 'Kaart' } };
  const content = { type: 'doc', content: [...paragraphs('p1:üks').content, image] };
  const bodyRevision = await save(id, content);
  const split = made(await splitSection(ctx, { id, bodyRevision, blockId: 'i', title: 'n' }));
  expect([await shows(id), await shows(split.id)]).toEqual([0, 1]);
  made(await undoChange(ctx, { documentId, changeId: split.changeId }));
  expect([await shows(id), await shows(split.id)]).toEqual([1, 0]);
  const foreign = { ...image, attrs: { ...image.attrs, attachmentId: ctx.newId() } };
  const refused = await saveBody(ctx, {
    ...{ sectionId: id, bodyRevision: (await storedBody(ctx, id)).revision, schemaVersion: 1 },
    content: { type: 'doc', content: [foreign] },
  });
  expect(outcome(refused)).toBe('image-unknown');
  expect(await textsOf(id)).toEqual(['üks', '']);
});
