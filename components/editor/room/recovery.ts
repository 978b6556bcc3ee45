// The words of this page that the server did not take: which blocks they stand in, as text to read and to copy.

import * as Y from 'yjs';
import type { CloseReason } from '../../../domain/collab/close-codes.ts';
import { blocksOf, rawOf } from '../../../domain/collab/raw-text.ts';
import type { Vector } from '../../../domain/collab/vectors.ts';
import { type BodyJson, bodyJson, readBody } from '../../../domain/document/body.ts';
import { mendedBlock, mendedWhole, type RawNode } from '../../../domain/document/mending.ts';
import { plainText } from '../../../domain/document/text.ts';

/** The blocks that held something unsaved, whole. `content`: the same with its form; null when no section may hold it. */
export type UnsavedWords = { text: string; content: BodyJson | null };

/** What is shown and kept of them until somebody has copied or discarded it. */
export type Recovery = UnsavedWords & {
  /** Of the section. */
  title: string;
  reason: CloseReason;
  /** Milliseconds since 1970. */
  at: number;
};

/** `acknowledged`: what the server has. Null when no block holds more than that; what was only deleted leaves no words. */
export function unsavedWords(doc: Y.Doc, acknowledged: Vector): UnsavedWords | null {
  const changed = changedBlocks(doc, acknowledged);
  const blocks = blocksOf(doc).filter((block) => block._item !== null && changed.has(block._item));
  if (blocks.length === 0) return null;
  const raw = blocks.flatMap((block) => rawOf(block));
  const body = readBody(mendedWhole(raw.map(mendedBlock)));
  if (body.ok) return { text: plainText(body.value), content: bodyJson(body.value) };
  return { text: raw.map(wordsIn).join('\n'), content: null };
}

/** The items of the blocks at the top that something unsaved stands in. */
function changedBlocks(doc: Y.Doc, acknowledged: Vector): Set<Y.Item> {
  const found = new Set<Y.Item>();
  for (const [client, structs] of doc.store.clients) {
    const known = acknowledged.get(client) ?? 0;
    for (let i = structs.length - 1; i >= 0; i -= 1) {
      const struct = structs[i];
      if (!struct || struct.id.clock + struct.length <= known) break;
      if (struct instanceof Y.Item && !struct.deleted) found.add(topOf(struct));
    }
  }
  return found;
}

function topOf(item: Y.Item): Y.Item {
  let top = item;
  while (top.parent instanceof Y.AbstractType && top.parent._item) top = top.parent._item;
  return top;
}

function wordsIn({ text = '', content = [] }: RawNode): string {
  return text + content.map(wordsIn).join('');
}
