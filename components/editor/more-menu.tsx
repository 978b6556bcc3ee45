'use client';
// What is done to a text more rarely: references, call-outs, marks, each with a sign while the cursor is in it.

import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { CALLOUT_KINDS, type CalloutKind } from '../../domain/document/schema/attributes.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { afterMenu } from './after-menu.ts';
import { setCallout } from './commands.ts';

const MARKS = ['underline', 'strike', 'subscript', 'superscript'] as const;

type MoreMenuProps = { editor: Editor; onReference: () => void };

export function MoreMenu({ editor, onReference }: MoreMenuProps) {
  const t = useTranslations('editor');
  const state = useEditorState({ editor, selector: ({ editor: current }) => moreState(current) });
  return (
    <MenuTrigger>
      <Button variant="quiet" isSmall>
        {t('more')}
        <Icon name="down" />
      </Button>
      <Popover className="popover">
        <Menu className="menu" aria-label={t('more')} shouldCloseOnSelect>
          <MenuItem id="reference" className="menu-item" onAction={onReference}>
            {t('reference')}
          </MenuItem>
          <CalloutChoices editor={editor} kind={state.callout} isPossible={state.canCallout} />
          <MarkChoices editor={editor} chosen={MARKS.filter((name) => state[name])} />
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function moreState(editor: Editor) {
  const isInCallout = editor.isActive('callout');
  return {
    ...(Object.fromEntries(MARKS.map((name) => [name, editor.isActive(name)])) as Record<
      (typeof MARKS)[number],
      boolean
    >),
    callout: isInCallout ? (editor.getAttributes('callout').kind as CalloutKind) : null,
    canCallout: isInCallout || editor.can().wrapIn('callout'),
  };
}

type CalloutProps = { editor: Editor; kind: CalloutKind | null; isPossible: boolean };

function CalloutChoices({ editor, kind, isPossible }: CalloutProps) {
  const t = useTranslations('editor.callouts');
  const choices = [...CALLOUT_KINDS, ...(kind === null ? [] : (['none'] as const))];
  return (
    <MenuSection aria-label={t('label')} selectionMode="single" selectedKeys={kind === null ? [] : [kind]}>
      {choices.map((choice) => (
        <MenuItem
          key={choice}
          id={choice}
          className="menu-item menu-choice"
          isDisabled={!isPossible}
          onAction={afterMenu(() => setCallout(editor, choice === 'none' || choice === kind ? null : choice))}
        >
          {t(choice)}
        </MenuItem>
      ))}
    </MenuSection>
  );
}

function MarkChoices({ editor, chosen }: { editor: Editor; chosen: readonly string[] }) {
  const t = useTranslations('editor');
  const clear = () => editor.chain().focus().unsetAllMarks().run();
  return (
    <>
      <MenuSection aria-label={t('toolbar')} selectionMode="multiple" selectedKeys={chosen}>
        {MARKS.map((name) => (
          <MenuItem
            key={name}
            id={name}
            className="menu-item menu-choice"
            onAction={afterMenu(() => editor.chain().focus().toggleMark(name).run())}
          >
            {t(name)}
          </MenuItem>
        ))}
      </MenuSection>
      <MenuItem id="clear" className="menu-item" onAction={afterMenu(clear)}>
        {t('clear')}
      </MenuItem>
    </>
  );
}
