// What the editor's binding makes of a list that two people changed apart from each other: it deletes what the schema does
// not take, so what merging leaves together with words in it must be what the schema takes.

import { Editor } from '@tiptap/core';
import { initProseMirrorDoc, prosemirrorToYXmlFragment, updateYFragment } from '@tiptap/y-tiptap';
import { expect, test } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { bodyExtensions, type EditorSurroundings } from '../../../components/editor/extensions.ts';
import { ROOT } from '../../../domain/collab/vectors.ts';
import { documentSchema } from '../../../domain/document/schema/schema.ts';
import { textOf } from '../../../server/rooms/text.ts';

const { doc, bulletList, listItem, paragraph } = documentSchema.nodes;
const line = (words: string) => paragraph.create(null, documentSchema.text(words));
const list = (...items: Parameters<typeof listItem.create>[1][]) =>
  bulletList.create(
    null,
    items.map((content) => listItem.create(null, content)),
  );

function copyOf(source: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(source));
  return copy;
}

/** As an editor writes a change of its text. */
function write(target: Y.Doc, after: ReturnType<typeof list>): void {
  const root = target.getXmlFragment(ROOT);
  const { meta } = initProseMirrorDoc(root, documentSchema);
  updateYFragment(target, root, doc.create(null, after), meta);
}

test('RO31 a list that one person put into an item whose paragraph another took away loses no word in any editor', () => {
  const first = new Y.Doc();
  prosemirrorToYXmlFragment(doc.create(null, list([line('Ees'), line('Taga')])), first.getXmlFragment(ROOT));
  const [ann, ben] = [copyOf(first), copyOf(first)];
  write(ann, list([line('Ees'), list(line('Sisemine'))]));
  write(ben, list([line('Taga')]));
  Y.applyUpdate(ann, Y.encodeStateAsUpdate(ben));
  const before = Y.encodeStateAsUpdate(ann);
  expect(initProseMirrorDoc(ann.getXmlFragment(ROOT), documentSchema).doc.textContent).toContain('Sisemine');
  expect(Y.encodeStateAsUpdate(ann)).toEqual(before);
  const stored = textOf(ann);
  expect(stored.ok && stored.value.textContent).toContain('Sisemine');
  write(ann, list([paragraph.create(), list(line('Sisemine jutt'))]));
  Y.applyUpdate(ben, Y.encodeStateAsUpdate(ann));
  expect(initProseMirrorDoc(ben.getXmlFragment(ROOT), documentSchema).doc.textContent).toBe('Sisemine jutt');
});

test("RO31 the editor's own schema puts the missing paragraph in, as the server's does", () => {
  const shared = new Y.Doc();
  const undoManager = new Y.UndoManager(shared.getXmlFragment(ROOT));
  const room = { doc: shared, awareness: new Awareness(shared), undoManager };
  const surroundings = { room, refused: () => {}, newId: () => 'a', requests: {}, pasteRequests: {} };
  const content = doc.create(null, line('Ees')).toJSON();
  const extensions = bodyExtensions(surroundings as unknown as EditorSurroundings);
  const { schema } = new Editor({ element: null, content, extensions });
  const inner = schema.node('bulletList', null, [schema.node('listItem', null, [schema.node('paragraph')])]);
  const expected = 'listItem(paragraph, bulletList(listItem(paragraph)))';
  expect(`${schema.node('listItem', null, [inner])}`).toBe(expected);
  room.awareness.destroy();
});
