// Looks at a change of the editor before it enters the document: what the room would refuse must not get in, because a
// refusal puts the whole document aside. It asks the very function that the server asks (RO4, RO26).

import { Fragment, type Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import type { Step } from '@tiptap/pm/transform';
import { prosemirrorToYXmlFragment, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { inspectUpdate } from '../../../domain/collab/update.ts';
import { ROOT } from '../../../domain/collab/vectors.ts';
import { documentSchema } from '../../../domain/document/schema/schema.ts';
import { MAX_UPDATE_BYTES } from './outbox.ts';

/** `too-large`: over 512 KiB at once. `not-taken`: something that no section may hold. */
export type ChangeRefusal = 'too-large' | 'not-taken';

/**
 * Null for a change that may be made. What others wrote is never refused, nor is what undo brings back: it comes through
 * the document and not from the editor.
 */
export function judgeChange(transaction: Transaction): ChangeRefusal | null {
  if (!transaction.docChanged || transaction.getMeta(ySyncPluginKey) !== undefined) return null;
  const brought = transaction.steps.flatMap((step, i) => broughtBy(step, transaction.docs[i + 1] ?? transaction.doc));
  if (brought.length === 0) return null;
  const doc = new Y.Doc();
  prosemirrorToYXmlFragment(wrapped(brought), doc.getXmlFragment(ROOT));
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  if (update.length > MAX_UPDATE_BYTES) return 'too-large';
  return inspectUpdate(update) === null ? 'not-taken' : null;
}

/** For an editor's `filterTransaction`: false keeps the change out, and `refused` hears why. */
export function changeFilter(refused: (why: ChangeRefusal) => void): (transaction: Transaction) => boolean {
  return (transaction) => {
    const why = judgeChange(transaction);
    if (why !== null) refused(why);
    return why === null;
  };
}

/** The nodes that a step puts in; for a mark a letter that has it, for an attribute its node without what is in it. */
function broughtBy(step: Step, after: Node): Node[] {
  const { slice, mark, pos } = step as { slice?: { content: Fragment }; mark?: Node['marks'][number]; pos?: number };
  if (slice) return [...slice.content.content];
  if (mark) return [documentSchema.text('x', [mark])];
  const node = pos === undefined ? null : after.nodeAt(pos);
  return node === null ? [] : [node.isText ? node : node.copy(Fragment.empty)];
}

/** As the blocks of a document, whatever they are: only their bytes and their parts are looked at. */
function wrapped(nodes: readonly Node[]): Node {
  const { doc, paragraph } = documentSchema.nodes;
  const blocks = nodes.map((node) => (node.isInline ? paragraph.create(null, node) : node));
  return doc.create(null, blocks);
}
