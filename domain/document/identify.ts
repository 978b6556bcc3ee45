// Every block of a stored body has an id of its own: comments, permalinks, the diff and blame point at blocks by it.
// The editor copies ids when it splits or pastes, and imports have none, so ids are repaired before storing.

import { Fragment, type Node } from '@tiptap/pm/model';

const ID_CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
export const BLOCK_ID_LENGTH = 12;

/** A new block's id from at least twelve random bytes: 62 bits, enough for all documents of an instance together. */
export function blockIdFrom(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, BLOCK_ID_LENGTH), (byte) => ID_CHARACTERS[byte % ID_CHARACTERS.length]).join('');
}

/**
 * The body with an id on everything that may have one. Of several with the same id the first in document order keeps
 * it. The same object when nothing had to change. `newId` is asked again while its answer is taken.
 */
export function identify(body: Node, newId: () => string): Node {
  const own: (string | null)[] = [];
  body.descendants((node) => {
    if ('id' in node.attrs) own.push(node.attrs.id);
  });
  const settled = settleIds(own, newId);
  let at = 0;
  return identified(body, () => settled[at++] as string);
}

/** The ids that blocks get which have these, in document order; see `identify`. `newId` hears which of them asks. */
export function settleIds(own: readonly (string | null)[], newId: (at: number) => string): string[] {
  const present = new Set(own.filter((id) => id !== null));
  const kept = new Set<string>();
  return own.map((id, at) => {
    const settled = id === null || kept.has(id) ? freshId(present, () => newId(at)) : id;
    kept.add(settled);
    return settled;
  });
}

function freshId(present: Set<string>, newId: () => string): string {
  let id = newId();
  while (present.has(id)) id = newId();
  present.add(id);
  return id;
}

function identified(node: Node, nextId: () => string): Node {
  if (node.isText) return node;
  const attrs = 'id' in node.attrs ? { ...node.attrs, id: nextId() } : node.attrs;
  const content = node.children.map((child) => identified(child, nextId));
  const unchanged = attrs.id === node.attrs.id && content.every((child, i) => child === node.child(i));
  return unchanged ? node : node.type.create(attrs, Fragment.from(content), node.marks);
}
