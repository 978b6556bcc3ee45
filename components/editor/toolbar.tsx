'use client';
// What can be done to the text, in one row: its parts by arrow keys, as a toolbar is. Menus for what is rarer.

import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { Toolbar as AriaToolbar } from 'react-aria-components/Toolbar';
import { CALLOUT_KINDS } from '../../domain/document/schema/attributes.ts';
import { Menu, type MenuChoice } from '../ui/menu.tsx';
import { afterMenu } from './after-menu.ts';
import { insertFootnote, insertTable, setCallout, setTextKind, toggleList } from './commands.ts';
import { TableMenu } from './table-menu.tsx';
import { ToolButton } from './tool-button.tsx';

/** What the toolbar opens beside or over the text. */
export type EditorTask = 'link' | 'image' | 'reference' | 'caption';

type ToolbarProps = { editor: Editor; onTask: (task: EditorTask) => void };

export function EditorToolbar({ editor, onTask }: ToolbarProps) {
  const t = useTranslations('editor');
  const state = useEditorState({ editor, selector: ({ editor: current }) => toolbarState(current) });
  const toggle = (name: string) => () => void editor.chain().focus().toggleMark(name).run();
  return (
    <AriaToolbar className="toolbar" aria-label={t('toolbar')}>
      <KindChoice editor={editor} level={state.level} />
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
        <ToolButton icon="footnote" label={t('footnote')} keys="Ctrl+Alt+F" onPress={() => insertFootnote(editor)} />
        {state.table ? (
          <TableMenu editor={editor} onCaption={() => onTask('caption')} />
        ) : (
          <ToolButton icon="table" label={t('table')} onPress={() => insertTable(editor)} />
        )}
        <ToolButton icon="image" label={t('image')} onPress={() => onTask('image')} />
        <MoreMenu editor={editor} isInCallout={state.callout} onTask={onTask} />
      </span>
      <HistoryTools editor={editor} state={state} />
    </AriaToolbar>
  );
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
    callout: editor.isActive('callout'),
    table: editor.isActive('table'),
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
      <ToolButton icon="quote" label={t('quote')} keys="Ctrl+Shift+B" isPressed={state.quote} onPress={quote} />
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

function KindChoice({ editor, level }: { editor: Editor; level: number }) {
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
        <option key={one} value={one}>
          {t('heading', { level: one })}
        </option>
      ))}
    </select>
  );
}

function MoreMenu({ editor, isInCallout, onTask }: ToolbarProps & { isInCallout: boolean }) {
  const t = useTranslations('editor');
  const mark = (id: 'underline' | 'strike' | 'subscript' | 'superscript'): MenuChoice => ({
    id,
    label: t(id),
    onAction: afterMenu(() => editor.chain().focus().toggleMark(id).run()),
  });
  const callouts = CALLOUT_KINDS.map((kind) => ({
    id: kind,
    label: t(`callouts.${kind}`),
    onAction: afterMenu(() => setCallout(editor, kind)),
  }));
  const noCallout = { id: 'none', label: t('callouts.none'), onAction: afterMenu(() => setCallout(editor, null)) };
  const clear = () => editor.chain().focus().unsetAllMarks().run();
  return (
    <Menu
      variant="quiet"
      isSmall
      label={t('more')}
      choices={[
        { id: 'reference', label: t('reference'), onAction: () => onTask('reference') },
        ...callouts,
        ...(isInCallout ? [noCallout] : []),
        mark('underline'),
        mark('strike'),
        mark('subscript'),
        mark('superscript'),
        { id: 'clear', label: t('clear'), onAction: afterMenu(clear) },
      ]}
    />
  );
}
