'use client';
// What can be done to the text, in one row: its parts by arrow keys, as a toolbar is. Menus for what is rarer.

import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useRef } from 'react';
import { Toolbar as AriaToolbar } from 'react-aria-components/Toolbar';
import { canBeHeading, canInsertFootnote, insertFootnote, setTextKind, toggleList } from './commands.ts';
import { insertTable } from './insert-block.ts';
import { MoreMenu } from './more-menu.tsx';
import { TableMenu } from './table-menu.tsx';
import { ToolButton } from './tool-button.tsx';

/** What the toolbar opens beside or over the text. */
export type EditorTask = 'link' | 'image' | 'reference' | 'caption';

type ToolbarProps = { editor: Editor; onTask: (task: EditorTask) => void };

export function EditorToolbar({ editor, onTask }: ToolbarProps) {
  const t = useTranslations('editor');
  const state = useEditorState({ editor, selector: ({ editor: current }) => toolbarState(current) });
  const toolbar = useRef<HTMLDivElement>(null);
  useEffect(() => onEscape(toolbar, () => editor.commands.focus()), [editor]);
  const toggle = (name: string) => () => void editor.chain().focus().toggleMark(name).run();
  return (
    <AriaToolbar ref={toolbar} className="toolbar" aria-label={t('toolbar')}>
      <KindChoice editor={editor} level={state.level} canBeHeading={state.canBeHeading} />
      <span className="toolbar-group">
        <ToolButton icon="bold" label={t('bold')} keys="Ctrl+B" isPressed={state.bold} onPress={toggle('bold')} />
        <ToolButton
          icon="italic"
          label={t('italic')}
          keys="Ctrl+I"
          isPressed={state.italic}
          onPress={toggle('italic')}
        />
        <ToolButton icon="link" label={t('link')} keys="Ctrl+K" isPressed={state.link} onPress={() => onTask('link')} />
      </span>
      <BlockTools editor={editor} state={state} />
      <span className="toolbar-group">
        <ToolButton
          icon="footnote"
          label={t('footnote')}
          keys="Ctrl+Alt+F"
          isDisabled={!state.canFootnote}
          onPress={() => insertFootnote(editor)}
        />
        {state.table ? (
          <TableMenu editor={editor} onCaption={() => onTask('caption')} />
        ) : (
          <ToolButton icon="table" label={t('table')} onPress={() => insertTable(editor)} />
        )}
        <ToolButton icon="image" label={t('image')} onPress={() => onTask('image')} />
        <MoreMenu editor={editor} onReference={() => onTask('reference')} />
      </span>
      <HistoryTools editor={editor} state={state} />
    </AriaToolbar>
  );
}

/** On the window, for an open tooltip lets no Escape come further. Returns how to stop. */
function onEscape(toolbar: RefObject<HTMLElement | null>, act: () => void): () => void {
  const onKey = ({ key, target }: KeyboardEvent) => {
    if (key === 'Escape' && target instanceof Node && toolbar.current?.contains(target)) act();
  };
  window.addEventListener('keydown', onKey, { capture: true });
  return () => window.removeEventListener('keydown', onKey, { capture: true });
}

function toolbarState(editor: Editor) {
  return {
    level: editor.isActive('heading') ? Number(editor.getAttributes('heading').level) : 0,
    bold: editor.isActive('bold'),
    italic: editor.isActive('italic'),
    link: editor.isActive('link'),
    bulletList: editor.isActive('bulletList'),
    orderedList: editor.isActive('orderedList'),
    quote: editor.isActive('blockquote'),
    table: editor.isActive('table'),
    canBeHeading: canBeHeading(editor.state),
    canQuote: editor.can().toggleWrap('blockquote'),
    canFootnote: canInsertFootnote(editor.state),
    canUndo: editor.can().undo(),
    canRedo: editor.can().redo(),
  };
}

type ToolState = { editor: Editor; state: ReturnType<typeof toolbarState> };

function BlockTools({ editor, state }: ToolState) {
  const t = useTranslations('editor');
  const quote = () => void editor.chain().focus().toggleWrap('blockquote').run();
  return (
    <span className="toolbar-group">
      <ToolButton
        icon="bulletList"
        label={t('bulletList')}
        keys="Ctrl+Shift+8"
        isPressed={state.bulletList}
        onPress={() => toggleList(editor, 'bulletList')}
      />
      <ToolButton
        icon="orderedList"
        label={t('orderedList')}
        keys="Ctrl+Shift+7"
        isPressed={state.orderedList}
        onPress={() => toggleList(editor, 'orderedList')}
      />
      <ToolButton
        icon="quote"
        label={t('quote')}
        keys="Ctrl+Shift+B"
        isPressed={state.quote}
        isDisabled={!state.canQuote}
        onPress={quote}
      />
    </span>
  );
}

function HistoryTools({ editor, state: { canUndo, canRedo } }: ToolState) {
  const t = useTranslations('editor');
  const undo = () => void editor.chain().focus().undo().run();
  const redo = () => void editor.chain().focus().redo().run();
  return (
    <span className="toolbar-group">
      <ToolButton icon="undo" label={t('undo')} keys="Ctrl+Z" isDisabled={!canUndo} onPress={undo} />
      <ToolButton icon="redo" label={t('redo')} keys="Ctrl+Y" isDisabled={!canRedo} onPress={redo} />
    </span>
  );
}

type KindProps = { editor: Editor; level: number; canBeHeading: boolean };

function KindChoice({ editor, level, canBeHeading: isFree }: KindProps) {
  const t = useTranslations('editor');
  return (
    <select
      className="tool-select"
      aria-label={t('kind')}
      value={level}
      onChange={(event) => setTextKind(editor, Number(event.target.value))}
    >
      <option value={0}>{t('paragraph')}</option>
      {[1, 2, 3].map((one) => (
        <option key={one} value={one} disabled={!isFree}>
          {t('heading', { level: one })}
        </option>
      ))}
    </select>
  );
}
