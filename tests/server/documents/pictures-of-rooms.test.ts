// Pictures that clients wrote into the room of a section, when commands divide, join or save its text: what stands there
// is no reason to refuse, and what nobody could see nobody sees afterwards. Rules FI17, RO13, RO21, RO24.

import { randomUUID } from 'node:crypto';
import { isNull } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { fileUses } from '../../../db/schema/files.ts';
import type { BodyJson } from '../../../domain/document/body.ts';
import { OPERATOR } from '../../../domain/people/viewer.ts';
import { createContext } from '../../../server/context.ts';
import { saveBody } from '../../../server/documents/bodies.ts';
import { mergeSection, splitSection } from '../../../server/documents/split-merge.ts';
import { undoChange } from '../../../server/documents/tree-changes.ts';
import { load } from '../../../server/rooms/log.ts';
import { projectRoom } from '../../../server/rooms/project-room.ts';
import { ProjectionThread } from '../../../server/rooms/projection-thread.ts';
import { addMemberOf, made, outcome } from '../../support/documents.ts';
import { addFilePlace, addPicture, type FilePlace } from '../../support/file-places.ts';
import { testInstance } from '../../support/instance.ts';
import { RoomLog } from '../../support/room-log.ts';
import { storedBody } from '../../support/sections.ts';

type Person = Awaited<ReturnType<typeof addMemberOf>>;

let app: Awaited<ReturnType<typeof testInstance>>;
let ann: Person;
let bob: Person;
let thread: ProjectionThread;

beforeAll(async () => {
  app = await testInstance({ logLevel: 'silent' });
  const operator = createContext(app, OPERATOR, 'command-line');
  ann = await addMemberOf(app, operator, 'official', 'Sihtkapital');
  bob = await addMemberOf(app, operator, 'official', 'Partner');
  thread = new ProjectionThread();
});
afterAll(async () => {
  await thread.giveUp();
  await app.close();
});

/** The room of a section that Bob may write, in a document of Ann's with another section that he does not see. */
async function roomOfBoth(): Promise<{ log: RoomLog; place: FilePlace }> {
  const place = await addFilePlace(ann.ctx, bob.id, 'edit');
  return { place, log: await RoomLog.openAt(ann.ctx, place.documentId, place.open) };
}

/** Somebody writes the id of a picture into the room, as the block `i1` at the end. */
function bring(log: RoomLog, authorId: string, attachmentId: string): Promise<void> {
  return log.change(authorId, (root) => {
    const image = new Y.XmlElement('image');
    for (const [name, value] of Object.entries({ id: 'i1', attachmentId, alt: 'pilt' }))
      image.setAttribute(name, value);
    root.insert(root.length, [image]);
  });
}

const revisionOf = async (sectionId: string) => (await storedBody(ann.ctx, sectionId)).revision;

async function shownIn(...sectionIds: string[]): Promise<string[][]> {
  const { sectionId, attachmentId, endedAt } = fileUses;
  const rows = await app.database.db.select({ sectionId, attachmentId }).from(fileUses).where(isNull(endedAt));
  return sectionIds.map((id) => rows.filter((row) => row.sectionId === id).map((row) => row.attachmentId));
}

/** Reads off the log all that is there, of a section whose room nobody has opened yet too. */
async function readOff(...sectionIds: string[]): Promise<void> {
  for (const id of sectionIds) {
    await load(ann.ctx.db, id);
    expect(await projectRoom(app, thread, id)).toEqual({ kind: 'done' });
  }
}

async function split(person: Person, id: string, bodyRevision: number) {
  return made(await splitSection(person.ctx, { id, bodyRevision, blockId: 'i1', title: 'Pilt' }));
}

async function mergeBack(person: Person, id: string, into: string) {
  const revisions = { bodyRevision: await revisionOf(id), intoBodyRevision: await revisionOf(into) };
  return made(await mergeSection(person.ctx, { id, ...revisions }));
}

test('FI17 an unknown picture in the text of a room is no reason to refuse a split, a merge, an undo or a save', async () => {
  const { log, place } = await roomOfBoth();
  const { documentId, open } = place;
  await bring(log, bob.id, randomUUID());
  await log.projectAll(thread);
  const { changeId } = await split(ann, open, await revisionOf(open));
  made(await undoChange(ann.ctx, { documentId, changeId }));
  const again = await split(ann, open, await revisionOf(open));
  const merged = await mergeBack(ann, again.id, open);
  made(await undoChange(ann.ctx, { documentId, changeId: merged.changeId }));
  await mergeBack(ann, again.id, open);
  const { content, revision } = await storedBody(ann.ctx, open);
  const blocks = (content as BodyJson).content ?? [];
  expect(blocks.map(({ type }) => type)).toEqual(['paragraph', 'image']);
  const save = { sectionId: open, schemaVersion: 1, bodyRevision: revision };
  made(await saveBody(ann.ctx, { ...save, content: { type: 'doc', content: [...blocks].reverse() } }));
  const other = { type: 'image', attrs: { attachmentId: randomUUID(), alt: 'teine' } };
  const bringing = { ...save, bodyRevision: revision + 1, content: { type: 'doc', content: [...blocks, other] } };
  expect(outcome(await saveBody(ann.ctx, bringing))).toBe('image-unknown');
  expect(await shownIn(open, again.id)).toEqual([[], []]);
});

test('FI17 nobody gains a picture because somebody who may read it divides, joins or saves the text', async () => {
  const { log, place } = await roomOfBoth();
  const { documentId, open } = place;
  await bring(log, bob.id, await addPicture(ann.ctx, documentId, place.shut));
  await log.projectAll(thread);
  const { id } = await split(ann, open, await revisionOf(open));
  await readOff(open, id);
  expect(await shownIn(open, id)).toEqual([[], []]);
  await mergeBack(ann, id, open);
  await readOff(open, id);
  const { content, revision: bodyRevision } = await storedBody(ann.ctx, open);
  const turned = { type: 'doc', content: [...((content as BodyJson).content ?? [])].reverse() };
  made(await saveBody(ann.ctx, { sectionId: open, schemaVersion: 1, bodyRevision, content: turned }));
  await readOff(open);
  expect(await shownIn(open, id)).toEqual([[], []]);
});

test('RO24 a picture that was brought a moment before somebody divides the text is shown where it is then', async () => {
  const { log, place } = await roomOfBoth();
  const { documentId, open } = place;
  const picture = await addPicture(ann.ctx, documentId, open);
  await bring(log, ann.id, picture);
  const { id, changeId } = await split(bob, open, (await revisionOf(open)) + 1);
  expect(await shownIn(open, id)).toEqual([[], [picture]]);
  await readOff(open, id);
  expect(await shownIn(open, id)).toEqual([[], [picture]]);
  made(await undoChange(bob.ctx, { documentId, changeId }));
  await readOff(open, id);
  expect(await shownIn(open, id)).toEqual([[picture], []]);
});
