// Between a section's text and its Yjs document: the text becomes one, is read off one, and a change of the text
// becomes an update of one. @tiptap/y-tiptap does it in the editor; here it must never write while it reads.

import { initProseMirrorDoc, prosemirrorToYXmlFragment, updateYFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { blocksOf, rawOf } from '../../domain/collab/raw-text.ts';
import { ROOT } from '../../domain/collab/vectors.ts';
import { type Body, readBody } from '../../domain/document/body.ts';
import { mended } from '../../domain/document/mending.ts';
import { documentSchema } from '../../domain/document/schema/schema.ts';
import type { Result } from '../../domain/result.ts';

/** The document that the updates make together. @throws for bytes that are no update. */
export function documentOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  return doc;
}

/** The text, mended (RO23). `body-invalid` when it holds what the schema does not all the same. Changes nothing in it. */
export function textOf(doc: Y.Doc): Result<Body> {
  return readBody(mended({ type: 'doc', content: blocksOf(doc).flatMap((block) => rawOf(block)) }));
}

/** Makes the document say `body`, keeping what is equal, and answers the update that does so; null when it says so already. */
export function rewrite(doc: Y.Doc, body: Body): Uint8Array | null {
  const made: Uint8Array[] = [];
  const note = (update: Uint8Array) => made.push(update);
  doc.on('update', note);
  const root = doc.getXmlFragment(ROOT);
  const { doc: now, meta } = initProseMirrorDoc(root, documentSchema);
  if (!now.eq(body)) doc.transact(() => updateYFragment(doc, root, body, meta));
  doc.off('update', note);
  return made.length === 0 ? null : Y.mergeUpdates(made);
}

/** A new document that says `body`, as one update of one client. */
export function firstUpdate(body: Body): { update: Uint8Array; client: number } {
  const doc = new Y.Doc();
  prosemirrorToYXmlFragment(body, doc.getXmlFragment(ROOT));
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return { update, client: doc.clientID };
}
