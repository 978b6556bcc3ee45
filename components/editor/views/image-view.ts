// A picture with its caption while the text is edited; the caption is text like any other.

import type { Node } from '@tiptap/pm/model';
import type { NodeView, ViewMutationRecord } from '@tiptap/pm/view';

export type ImageOptions = {
  /** Where the file with this id is served. */
  fileHref: (attachmentId: string) => string;
  /** Shown in an empty caption: "Allkiri". */
  captionHint: string;
};

export class ImageView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  readonly #picture = document.createElement('img');
  readonly #options: ImageOptions;
  #node: Node;

  constructor(node: Node, options: ImageOptions) {
    this.#node = node;
    this.#options = options;
    this.dom = document.createElement('figure');
    this.contentDOM = document.createElement('figcaption');
    this.dom.append(this.#picture, this.contentDOM);
    this.#draw(node);
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    this.#draw(node);
    this.#node = node;
    return true;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return (
      !this.contentDOM.contains(mutation.target) ||
      (mutation.target === this.contentDOM && mutation.type === 'attributes')
    );
  }

  #draw({ attrs, childCount }: Node): void {
    const href = this.#options.fileHref(attrs.attachmentId);
    if (this.#picture.getAttribute('src') !== href) this.#picture.src = href;
    this.#picture.alt = attrs.alt;
    this.dom.style.width = attrs.width === 0 ? '' : `${attrs.width}%`;
    this.contentDOM.dataset.hint = childCount === 0 ? this.#options.captionHint : '';
  }
}
