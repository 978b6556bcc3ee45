// Between a section's text and its Yjs document: the text becomes one, is read off one, and a change of the text
// becomes an update of one. @tiptap/y-tiptap does it in the editor; here it must never write while it reads.

import { initProseMirrorDoc, prosemirrorToYXmlFragment, updateYFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { ROOT } from '../../domain/collab/vectors.ts';
import { type Body, readBody } from '../../domain/document/body.ts';
import { mended, type RawMark, type RawNode } from '../../domain/document/mending.ts';
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

/** What stands at the top of the document. */
export function blocksOf(doc: Y.Doc): (Y.XmlElement | Y.XmlText)[] {
  return doc.getXmlFragment(ROOT).toArray() as (Y.XmlElement | Y.XmlText)[];
}

/** Deeper than any text may be: what lies below would only be refused. */
const DEEPEST = 80;

/** The node that an element is, the nodes of text that a text is; as @tiptap/y-tiptap reads them, but never writing. */
export function rawOf(type: unknown, depth = 1): RawNode[] {
  if (type instanceof Y.XmlText) return (type.toDelta() as Delta[]).map(rawText);
  if (!(type instanceof Y.XmlElement)) return [];
  const children = depth > DEEPEST ? [] : type.toArray().flatMap((child) => rawOf(child, depth + 1));
  return [{ type: type.nodeName, attrs: type.getAttributes(), content: children }];
}

type Delta = { insert: unknown; attributes?: Record<string, unknown> };

/** @tiptap/y-tiptap adds a hash to the name of a mark that may stand on a text twice. */
const HASH = /--[A-Za-z0-9+/=]{8}$/;

function rawText({ insert, attributes = {} }: Delta): RawNode {
  const marks = Object.entries(attributes).map(([name, attrs]): RawMark => {
    return { type: name.replace(HASH, ''), attrs: { ...(attrs as Record<string, unknown>) } };
  });
  return { type: 'text', text: typeof insert === 'string' ? insert : '', marks };
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
