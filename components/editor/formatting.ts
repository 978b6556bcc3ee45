// The keys of the editor and what typing certain signs at the start of a line makes of it, as word processors have it.

import {
  type Editor,
  Extension,
  type InputRule,
  markInputRule,
  textblockTypeInputRule,
  wrappingInputRule,
} from '@tiptap/core';
import type { MarkType, NodeType } from '@tiptap/pm/model';
import { insertFootnote, setTextKind, toggleList } from './commands.ts';

/** What keys ask of the page around the editor. */
export type EditorRequests = {
  /** Leaves the text. */
  done: () => void;
  /** Opens the field for a link's address. */
  openLink: () => void;
};

export function formatting(requests: EditorRequests): Extension {
  return Extension.create({
    name: 'formatting',
    addKeyboardShortcuts() {
      return { ...markKeys(this.editor), ...blockKeys(this.editor), ...listKeys(this.editor), ...pageKeys(requests) };
    },
    addInputRules() {
      return inputRules(this.editor);
    },
  });
}

type Keys = Record<string, () => boolean>;

function markKeys(editor: Editor): Keys {
  const toggle = (name: string) => () => editor.commands.toggleMark(name);
  return {
    'Mod-b': toggle('bold'),
    'Mod-i': toggle('italic'),
    'Mod-u': toggle('underline'),
    'Mod-Shift-x': toggle('strike'),
    'Mod-,': toggle('subscript'),
    'Mod-.': toggle('superscript'),
  };
}

function blockKeys(editor: Editor): Keys {
  const levels = [0, 1, 2, 3].map((level) => [`Mod-Alt-${level}`, () => setTextKind(editor, level)] as const);
  const lineBreak = () => editor.commands.insertContent({ type: 'hardBreak' });
  return {
    ...Object.fromEntries(levels),
    'Mod-Shift-7': () => toggleList(editor, 'orderedList'),
    'Mod-Shift-8': () => toggleList(editor, 'bulletList'),
    'Mod-Shift-b': () => editor.commands.toggleWrap('blockquote'),
    'Mod-Alt-f': () => insertFootnote(editor),
    'Shift-Enter': lineBreak,
    'Mod-Enter': lineBreak,
  };
}

function listKeys(editor: Editor): Keys {
  return Object.fromEntries([
    ['Enter', () => editor.commands.splitListItem('listItem')],
    ['Tab', () => editor.commands.sinkListItem('listItem')],
    ['Shift-Tab', () => editor.commands.liftListItem('listItem')],
  ]);
}

function pageKeys({ done, openLink }: EditorRequests): Keys {
  const asked = (request: () => void) => () => {
    request();
    return true;
  };
  return { Escape: asked(done), 'Mod-k': asked(openLink) };
}

function inputRules({ schema }: Editor): InputRule[] {
  const { heading, bulletList, orderedList, blockquote } = schema.nodes as Record<string, NodeType>;
  const { bold, italic } = schema.marks as Record<string, MarkType>;
  if (!heading || !bulletList || !orderedList || !blockquote || !bold || !italic) return [];
  return [
    textblockTypeInputRule({
      find: /^(#{1,3})\s$/,
      type: heading,
      getAttributes: (match) => ({ level: match[1]?.length ?? 1 }),
    }),
    wrappingInputRule({ find: /^\s*[-+*•]\s$/, type: bulletList }),
    wrappingInputRule({
      find: /^(\d{1,4})[.)]\s$/,
      type: orderedList,
      getAttributes: (match) => ({ start: Math.max(1, Number(match[1])) }),
    }),
    wrappingInputRule({ find: /^\s*>\s$/, type: blockquote }),
    markInputRule({ find: /(?:^|\s)(\*\*(?!\s)([^*]+)\*\*)$/, type: bold }),
    markInputRule({ find: /(?:^|\s)(\*(?!\s|\*)([^*]+)\*)$/, type: italic }),
  ];
}
