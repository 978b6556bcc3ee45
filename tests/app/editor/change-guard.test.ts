// What a room would refuse does not get into the document from the editor (RO26); what others write always does. Marks and
// attributes that the schema does not know cannot even be made: ProseMirror throws.

import type { Node } from '@tiptap/pm/model';
import { EditorState } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { expect, test } from 'vitest';
import { type ChangeRefusal, changeFilter, judgeChange } from '../../../components/editor/room/change-guard.ts';
import { documentSchema } from '../../../domain/document/schema/schema.ts';

const { doc, paragraph } = documentSchema.nodes;
const block = (words: string): Node => paragraph.create(null, words === '' ? null : documentSchema.text(words));
const state = () => EditorState.create({ doc: doc.create(null, [block('Algus.')]) });

test('typing, marks and attributes of the schema may come in', () => {
  const transaction = state().tr.insertText('Õ', 1).addMark(1, 3, documentSchema.marks.bold.create());
  expect(judgeChange(transaction)).toBeNull();
  expect(judgeChange(state().tr.setNodeAttribute(0, 'id', 'abcdefgh'))).toBeNull();
  expect(judgeChange(state().tr.delete(1, 3))).toBeNull();
});

test('RO26 characters that no section may hold are not taken, in a text or anywhere in what is pasted', () => {
  expect(judgeChange(state().tr.insertText('\u0000', 1))).toBe('not-taken');
  const quote = documentSchema.nodes.blockquote.create(null, [block('Hea.'), block('Vaenulik\u0000.')]);
  expect(judgeChange(state().tr.insert(8, quote))).toBe('not-taken');
});

test('RO26 more than 512 KiB at once is too large', () => {
  expect(judgeChange(state().tr.insertText('a'.repeat(500 * 1024), 1))).toBeNull();
  expect(judgeChange(state().tr.insertText('a'.repeat(520 * 1024), 1))).toBe('too-large');
});

test('what comes out of the shared document is never kept out', () => {
  const why: ChangeRefusal[] = [];
  const filter = changeFilter((refusal) => why.push(refusal));
  expect(filter(state().tr.insertText('\u0000', 1).setMeta(ySyncPluginKey, { isChangeOrigin: true }))).toBe(true);
  expect(filter(state().tr.insertText('\u0000', 1))).toBe(false);
  expect(why).toEqual(['not-taken']);
});
