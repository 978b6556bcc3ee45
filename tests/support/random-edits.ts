// What people do to a text in an editor, at random and of every kind: each a real ProseMirror transaction, as commands and
// keys make them.

import { joinBackward } from '@tiptap/pm/commands';
import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { liftListItem, splitListItem, wrapInList } from '@tiptap/pm/schema-list';
import { type Command, EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow } from '@tiptap/pm/tables';
import { canSplit } from '@tiptap/pm/transform';
import type { Body } from '../../domain/document/body.ts';
import { MARK_SPECS } from '../../domain/document/schema/marks.ts';
import { documentSchema } from '../../domain/document/schema/schema.ts';
import { randomBody } from './random-body.ts';

const WORDS = 'kogukond strateegia eesmärk vald 👩‍👩‍👧 e\u0301 kool 🇪🇪 mõju ja või съезд'.split(' ');
const { nodes } = documentSchema;
const SIMPLE_MARKS = Object.keys(MARK_SPECS).filter((name) => !['link', 'language'].includes(name));

type Place = { node: Node; pos: number; parent: Node | null };

/** The text after one random edit; the same when what was chosen cannot be done here. */
export function randomEdit(body: Body, random: () => number): Body {
  return new Editing(body, random).edit()?.doc ?? body;
}

class Editing {
  private readonly state: EditorState;
  private readonly random: () => number;
  private readonly textblocks: Place[] = [];

  constructor(doc: Body, random: () => number) {
    this.state = EditorState.create({ doc });
    this.random = random;
    doc.descendants((node, pos, parent) => {
      if (node.isTextblock) this.textblocks.push({ node, pos, parent });
      return !node.isTextblock;
    });
  }

  edit(): Transaction | null {
    return this.pick([
      this.typing,
      this.typing,
      this.typing,
      this.erasing,
      this.replacing,
      this.erasingAcross,
      this.splitting,
      this.joining,
      this.marking,
      this.retyping,
      this.listing,
      this.tabling,
      this.deletingBlock,
      this.movingBlock,
      this.insertingBlock,
      this.pasting,
    ]).call(this);
  }

  private typing(): Transaction | null {
    const at = this.somewhere();
    return at === null ? null : this.state.tr.insertText(`${this.pick(WORDS)} `, at);
  }

  private erasing(): Transaction | null {
    const range = this.range();
    return range && this.state.tr.delete(...range);
  }

  private replacing(): Transaction | null {
    const range = this.range();
    return range && this.state.tr.insertText(this.pick(WORDS), ...range);
  }

  /** From within one paragraph into the next. */
  private erasingAcross(): Transaction | null {
    const first = this.below(this.textblocks.length - 1);
    const [from, to] = [this.textblocks[first], this.textblocks[first + 1]];
    if (!from || !to || from.parent !== to.parent) return null;
    return this.state.tr.delete(this.inside(from), this.inside(to));
  }

  private splitting(): Transaction | null {
    const at = this.somewhere();
    return at !== null && canSplit(this.state.doc, at) ? this.state.tr.split(at) : null;
  }

  /** As Backspace does it at the start of a paragraph. */
  private joining(): Transaction | null {
    const place = this.pick(this.textblocks);
    return place ? this.command(joinBackward, place.pos + 1) : null;
  }

  private marking(): Transaction | null {
    const range = this.range();
    const mark = documentSchema.marks[this.pick(SIMPLE_MARKS) as 'bold'].create();
    if (!range) return null;
    const { tr } = this.state;
    return this.state.doc.rangeHasMark(...range, mark.type)
      ? tr.removeMark(...range, mark.type)
      : tr.addMark(...range, mark);
  }

  private retyping(): Transaction | null {
    const { pos } = this.pick(this.textblocks) ?? { pos: null };
    if (pos === null) return null;
    const [type, attrs] = this.random() < 0.5 ? [nodes.paragraph, null] : [nodes.heading, { level: 1 + this.below(3) }];
    const { node } = this.textblocks.find((place) => place.pos === pos) ?? {};
    return this.state.tr.setBlockType(pos + 1, pos + 1, type, { ...attrs, id: node?.attrs.id });
  }

  private listing(): Transaction | null {
    return this.command(
      this.pick<Command>([
        wrapInList(nodes.bulletList),
        wrapInList(nodes.orderedList),
        liftListItem(nodes.listItem),
        splitListItem(nodes.listItem),
      ]),
    );
  }

  private tabling(): Transaction | null {
    return this.command(this.pick<Command>([addRowAfter, addColumnAfter, deleteRow, deleteColumn]));
  }

  private deletingBlock(): Transaction | null {
    const { pos, node } = this.block();
    return this.state.doc.childCount < 2 ? null : this.state.tr.delete(pos, pos + node.nodeSize);
  }

  /** As dragging does it: taken away, and put in elsewhere with the id it had. */
  private movingBlock(): Transaction | null {
    const { pos, node } = this.block();
    if (this.state.doc.childCount < 2) return null;
    const target = this.block().pos;
    const tr = this.state.tr.delete(pos, pos + node.nodeSize);
    return tr.insert(tr.mapping.map(target), node);
  }

  /** Any kind that the schema has. */
  private insertingBlock(): Transaction | null {
    return this.state.tr.insert(this.block().pos, randomBody(this.random, 1).child(0));
  }

  private pasting(): Transaction | null {
    const at = this.somewhere();
    const line = () => nodes.paragraph.create(null, documentSchema.text(this.pick(WORDS)));
    return at === null ? null : this.state.tr.replace(at, at, new Slice(Fragment.from([line(), line()]), 1, 1));
  }

  private command(command: Command, at = this.somewhere()): Transaction | null {
    if (at === null) return null;
    const state = this.state.apply(this.state.tr.setSelection(TextSelection.create(this.state.doc, at)));
    let done: Transaction | null = null;
    command(state, (tr) => {
      done = tr;
    });
    return done;
  }

  private block(): { pos: number; node: Node } {
    const { doc } = this.state;
    const index = this.below(doc.childCount);
    const pos = doc.children.slice(0, index).reduce((sum, { nodeSize }) => sum + nodeSize, 0);
    return { pos, node: doc.child(index) };
  }

  private somewhere(): number | null {
    const place = this.pick(this.textblocks);
    return place ? this.inside(place) : null;
  }

  private inside({ node, pos }: Place): number {
    // not within a footnote, nor between the halves of a letter
    const starts = [0];
    node.forEach((child, offset) => {
      starts.push(
        offset + (child.isText ? Math.min(child.nodeSize, this.wholeLetters(child.text ?? '')) : child.nodeSize),
      );
    });
    return pos + 1 + (this.pick(starts) ?? 0);
  }

  private wholeLetters(text: string): number {
    const letters = [...text];
    return letters.slice(0, this.below(letters.length + 1)).join('').length;
  }

  private range(): [number, number] | null {
    const place = this.pick(this.textblocks);
    if (!place || place.node.content.size === 0) return null;
    const ends = [this.inside(place), this.inside(place)].sort((a, b) => a - b) as [number, number];
    return ends[0] === ends[1] ? null : ends;
  }

  private pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }
}
