// The document of one room while rows of its log are put into it: what it says after each of them, without reading again
// what did not change. Lives in the projection's thread, and wherever a text is read off the log.

import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { blocksOf, rawOf } from '../../domain/collab/raw-text.ts';
import { type BlockText, blameTexts } from '../../domain/document/blame.ts';
import { type Body, bodyJson, readBody } from '../../domain/document/body.ts';
import { blockIdFrom, settleIds } from '../../domain/document/identify.ts';
import { mendedBlock, mendedWhole, type RawNode } from '../../domain/document/mending.ts';
import { picturesIn } from '../../domain/document/references.ts';
import { isBlockId } from '../../domain/document/schema/attributes.ts';
import { documentSchema } from '../../domain/document/schema/schema.ts';
import type { Result } from '../../domain/result.ts';

/** A block as the schema takes it, with what blame and file uses ask of it. */
type Read = { nodes: RawNode[]; texts: BlockText[]; pictures: string[] };

export class Replay {
  /** Of the last row that is in it; 0 for none. */
  seq = 0;
  /** Of all updates that were put in. */
  bytes = 0;
  private readonly doc = new Y.Doc();
  private readonly known = new WeakMap<object, Read>();

  constructor() {
    this.doc.on('afterTransaction', ({ changedParentTypes }: Y.Transaction) => {
      for (const type of changedParentTypes.keys()) this.known.delete(type);
    });
  }

  /** @throws for bytes that are no update; then it is no longer of use. */
  apply(updates: readonly Uint8Array[]): void {
    this.doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.doc, update);
    });
    for (const { length } of updates) this.bytes += length;
  }

  /** `body-invalid` when it is not what the schema takes. Blocks may lack an id or share one. */
  text(): Result<Body> {
    return readBody(mendedWhole(this.blocks().flatMap(({ nodes }) => nodes)));
  }

  /** The same as canonical JSON; null when it is not what the schema takes. */
  content(): unknown {
    const body = this.text();
    return body.ok ? bodyJson(body.value) : null;
  }

  blockTexts(): BlockText[] {
    return this.blocks().flatMap(({ texts }) => texts);
  }

  /** The attachments that images show. */
  pictures(): Set<string> {
    return new Set(this.blocks().flatMap(({ pictures }) => pictures));
  }

  /**
   * The update, by whom, that gives missing and double ids anew (RO22); null when nothing is to be done. Whoever asks the
   * same document gets the same ids.
   */
  repair(): { update: Uint8Array; client: number } | null {
    const own = elementsOf(this.doc).map((element) => ownId(element));
    if (new Set(own).size === own.length && !own.includes(null)) return null;
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc));
    const before = Y.encodeStateVector(copy);
    const elements = elementsOf(copy);
    let attempt = 0;
    const ids = settleIds(own, (at) => derivedId(elements[at] as Y.XmlElement, own[at] ?? '', attempt++));
    copy.transact(() => {
      for (const [i, element] of elements.entries()) {
        if (ids[i] !== own[i]) element.setAttribute('id', ids[i] as string);
      }
    });
    const update = Y.encodeStateAsUpdate(copy, before);
    copy.destroy();
    return { update, client: copy.clientID };
  }

  /** All of it as one update, what it has as a state vector, and what is deleted as an update without structs. */
  folded(): { update: Uint8Array; vector: Uint8Array; deletions: Uint8Array } {
    const vector = Y.encodeStateVector(this.doc);
    return { update: Y.encodeStateAsUpdate(this.doc), vector, deletions: Y.encodeStateAsUpdate(this.doc, vector) };
  }

  close(): void {
    this.doc.destroy();
  }

  private blocks(): Read[] {
    return blocksOf(this.doc).map((block) => {
      const known = this.known.get(block) ?? read(block);
      this.known.set(block, known);
      return known;
    });
  }
}

function read(block: Y.XmlElement | Y.XmlText): Read {
  const nodes = rawOf(block).map(mendedBlock);
  return { nodes, texts: blameTexts(nodes), pictures: nodes.flatMap(picturesIn) };
}

/** In document order, those that may have an id. */
function elementsOf(doc: Y.Doc): Y.XmlElement[] {
  return blocksOf(doc).flatMap(elementsIn);
}

function elementsIn(type: unknown): Y.XmlElement[] {
  if (!(type instanceof Y.XmlElement)) return [];
  const specs = documentSchema.spec.nodes.get(type.nodeName)?.attrs ?? {};
  return [...('id' in specs ? [type] : []), ...type.toArray().flatMap(elementsIn)];
}

function ownId(element: Y.XmlElement): string | null {
  const id: unknown = element.getAttribute('id');
  return isBlockId(id) ? id : null;
}

/** Of what Yjs calls the element, which is random and nobody else's; of the id that it shares with another one. */
function derivedId({ _item: item }: Y.XmlElement, own: string, attempt: number): string {
  const name = `${own} ${item?.id.client} ${item?.id.clock} ${attempt}`;
  return blockIdFrom(createHash('sha256').update(name).digest());
}
