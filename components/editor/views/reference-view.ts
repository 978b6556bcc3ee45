// References in the text while it is edited: a study, a person, a section, shown by the words they stand for. The words
// come from the page; what it does not know is shown by its kind.

import type { Node } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';

/** The words of a citation, mention or cross-reference, by its kind and the id it names. */
export type ReferenceWords = (kind: 'citation' | 'mention' | 'crossReference', id: string) => string;

const ID_ATTRIBUTES = { citation: 'sourceId', mention: 'personId', crossReference: 'targetId' } as const;
const CLASSES = { citation: 'citation', mention: 'mention', crossReference: 'reference' } as const;

export class ReferenceView implements NodeView {
  readonly dom: HTMLElement;

  constructor(node: Node, words: ReferenceWords) {
    const kind = node.type.name as keyof typeof ID_ATTRIBUTES;
    this.dom = document.createElement('span');
    this.dom.className = CLASSES[kind];
    this.dom.textContent = words(kind, node.attrs[ID_ATTRIBUTES[kind]]);
  }
}
