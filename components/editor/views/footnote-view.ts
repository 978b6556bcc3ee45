// A footnote in the text: its mark, and while it is selected a small field in which its words are written. The field is
// an editor of its own whose steps are carried over into the text, after ProseMirror's example of footnotes.

import type { Editor } from '@tiptap/core';
import { baseKeymap, toggleMark } from '@tiptap/pm/commands';
import { redo, undo } from '@tiptap/pm/history';
import { keymap } from '@tiptap/pm/keymap';
import type { Node } from '@tiptap/pm/model';
import { type Command, EditorState, type Transaction } from '@tiptap/pm/state';
import { StepMap } from '@tiptap/pm/transform';
import { EditorView, type NodeView } from '@tiptap/pm/view';
import { leaveNode } from '../commands.ts';
import { linkPastePlugin } from '../pasting.ts';

export type FootnoteTexts = {
  /** Names the mark: "Joonealune märkus". */
  mark: string;
  /** Names the field. */
  field: string;
};

type Options = { editor: Editor; node: Node; getPos: () => number | undefined; texts: FootnoteTexts };

/** Marks a change that the field takes over from the text and must not send back. */
const FROM_TEXT = 'from-text';

export class FootnoteView implements NodeView {
  readonly dom: HTMLElement;
  readonly #options: Options;
  #node: Node;
  #field: EditorView | null = null;

  constructor(options: Options) {
    this.#options = options;
    this.#node = options.node;
    this.dom = document.createElement('span');
    this.dom.className = 'footnote';
    const mark = document.createElement('button');
    mark.type = 'button';
    mark.className = 'footnote-mark';
    mark.tabIndex = -1;
    mark.setAttribute('aria-label', options.texts.mark);
    this.dom.append(mark);
  }

  selectNode(): void {
    this.dom.classList.add('is-open');
    this.#open();
  }

  deselectNode(): void {
    this.dom.classList.remove('is-open');
    this.#close();
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    this.#node = node;
    this.#takeOver(node);
    return true;
  }

  stopEvent(event: Event): boolean {
    return this.#field?.dom.parentElement?.contains(event.target as globalThis.Node) ?? false;
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    this.#close();
  }

  #open(): void {
    if (this.#field) return;
    const place = document.createElement('span');
    place.className = 'footnote-field';
    // the number is the style's: it counts through the text
    const label = document.createElement('span');
    label.className = 'footnote-label';
    label.textContent = this.#options.texts.mark;
    place.append(label);
    this.dom.append(place);
    this.#field = new EditorView(place, {
      state: EditorState.create({
        doc: this.#node,
        plugins: [keymap(this.#keys()), keymap(baseKeymap), linkPastePlugin()],
      }),
      dispatchTransaction: (change) => this.#dispatch(change),
      attributes: { role: 'textbox', 'aria-label': this.#options.texts.field, class: 'footnote-text' },
    });
    const field = this.#field;
    // the text takes the focus when its selection is drawn; the field has it after that
    requestAnimationFrame(() => !field.isDestroyed && field.focus());
  }

  #close(): void {
    const place = this.#field?.dom.parentElement;
    this.#field?.destroy();
    this.#field = null;
    place?.remove();
  }

  #keys(): Record<string, Command> {
    const { editor, getPos } = this.#options;
    const leave: Command = () => {
      const position = getPos();
      if (position !== undefined) leaveNode(editor, position);
      return true;
    };
    const ofText = (command: Command) => () => command(editor.state, editor.view.dispatch);
    const { bold, italic } = this.#node.type.schema.marks;
    return {
      Enter: leave,
      Escape: leave,
      Tab: leave,
      'Mod-z': ofText(undo),
      'Mod-y': ofText(redo),
      'Mod-Shift-z': ofText(redo),
      ...(bold ? { 'Mod-b': toggleMark(bold) } : {}),
      ...(italic ? { 'Mod-i': toggleMark(italic) } : {}),
    };
  }

  /** A change made in the field: drawn there, then made in the text at the same place. */
  #dispatch(change: Transaction): void {
    const field = this.#field;
    const position = this.#options.getPos();
    if (!field || position === undefined) return;
    const { state, transactions } = field.state.applyTransaction(change);
    field.updateState(state);
    if (change.getMeta(FROM_TEXT)) return;
    const { view } = this.#options.editor;
    const outer = view.state.tr;
    const shift = StepMap.offset(position + 1);
    for (const { steps } of transactions) {
      for (const step of steps) {
        const mapped = step.map(shift);
        if (mapped) outer.step(mapped);
      }
    }
    if (outer.docChanged) view.dispatch(outer);
  }

  /** A change made in the text (undo, say): only what differs is drawn in the field, so its cursor stays. */
  #takeOver(node: Node): void {
    const field = this.#field;
    if (!field) return;
    const { doc, tr } = field.state;
    const start = node.content.findDiffStart(doc.content);
    const ends = node.content.findDiffEnd(doc.content);
    if (start === null || !ends) return;
    const overlap = Math.max(0, start - Math.min(ends.a, ends.b));
    const slice = node.slice(start, ends.a + overlap);
    field.dispatch(tr.replace(start, ends.b + overlap, slice).setMeta(FROM_TEXT, true));
  }
}
