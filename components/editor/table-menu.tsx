'use client';
// What can be done to the table that the cursor is in, in words.

import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { Menu, type MenuChoice } from '../ui/menu.tsx';
import { afterMenu } from './after-menu.ts';
import { toggleHeaderColumn } from './commands.ts';

export function TableMenu({ editor, onCaption }: { editor: Editor; onCaption: () => void }) {
  const t = useTranslations('editor.tableMenu');
  const can = useEditorState({
    editor,
    selector: ({ editor: current }) => ({ merge: current.can().mergeCells(), split: current.can().splitCell() }),
  });
  const act = (run: (chain: ReturnType<Editor['chain']>) => ReturnType<Editor['chain']>) =>
    afterMenu(() => run(editor.chain().focus()).run());
  const choices: MenuChoice[] = [
    { id: 'row-before', label: t('rowBefore'), onAction: act((chain) => chain.addRowBefore()) },
    { id: 'row-after', label: t('rowAfter'), onAction: act((chain) => chain.addRowAfter()) },
    { id: 'column-before', label: t('columnBefore'), onAction: act((chain) => chain.addColumnBefore()) },
    { id: 'column-after', label: t('columnAfter'), onAction: act((chain) => chain.addColumnAfter()) },
    { id: 'row-delete', label: t('rowDelete'), onAction: act((chain) => chain.deleteRow()) },
    { id: 'column-delete', label: t('columnDelete'), onAction: act((chain) => chain.deleteColumn()) },
    {
      id: 'merge',
      label: t('merge'),
      isDisabled: !can.merge,
      onAction: act((chain) => chain.mergeCells()),
    },
    { id: 'split', label: t('split'), isDisabled: !can.split, onAction: act((chain) => chain.splitCell()) },
    { id: 'header-row', label: t('headerRow'), onAction: act((chain) => chain.toggleHeaderRow()) },
    { id: 'header-column', label: t('headerColumn'), onAction: afterMenu(() => toggleHeaderColumn(editor)) },
    { id: 'caption', label: t('caption'), onAction: onCaption },
    { id: 'delete', label: t('delete'), isDangerous: true, onAction: act((chain) => chain.deleteTable()) },
  ];
  return <Menu variant="quiet" isSmall label={t('label')} choices={choices} />;
}
