// A section’s Yjs document as plain nodes, unchecked: for the server, which reads texts off logs without loading an editor,
// and for the browser, which must tell which of somebody’s words were not saved.

import * as Y from 'yjs';
import type { RawMark, RawNode } from '../document/mending.ts';
import { ROOT } from './vectors.ts';

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
