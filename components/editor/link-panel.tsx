'use client';
// The address of a link, beneath the toolbar: the text stays in sight. Enter sets it, Escape goes back to the text.

import type { Editor } from '@tiptap/core';
import { useTranslations } from 'next-intl';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { readAddress, setLink } from './commands.ts';

export function LinkPanel({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const t = useTranslations('editor.linkPanel');
  const [isWrong, setWrong] = useState(false);
  const present = String(editor.getAttributes('link').href ?? '');
  const close = (act: () => unknown) => {
    onClose();
    act();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const href = readAddress(String(new FormData(event.currentTarget).get('href') ?? ''));
    setWrong(href === null);
    if (href !== null) close(() => setLink(editor, href));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close(() => editor.commands.focus());
  };
  return (
    <form className="link-panel" onSubmit={submit} onKeyDown={onKeyDown} noValidate ref={focusField}>
      <TextField
        name="href"
        label={t('label')}
        hint={t('hint')}
        defaultValue={present}
        {...(isWrong ? { error: t('wrong') } : {})}
        inputMode="url"
        spellCheck={false}
      />
      <div className="cluster">
        <Button type="submit" isSmall variant="primary">
          {t(present === '' ? 'set' : 'change')}
        </Button>
        {present !== '' && (
          <Button isSmall onPress={() => close(() => setLink(editor, null))}>
            {t('remove')}
          </Button>
        )}
      </div>
    </form>
  );
}

/** It was asked for to be filled in. */
function focusField(form: HTMLFormElement | null): void {
  form?.querySelector('input')?.focus();
}
