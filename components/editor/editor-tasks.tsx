'use client';
// What the toolbar opens: the address of a link beneath it; a picture, a reference or a table's title in a dialog.

import type { Editor } from '@tiptap/core';
import { useTranslations } from 'next-intl';
import { ActionForm } from '../ui/action-form.tsx';
import { OpenDialog } from '../ui/dialog.tsx';
import type { FormState } from '../ui/form-state.ts';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { afterMenu } from './after-menu.ts';
import { insertReference } from './commands.ts';
import { ImageDialog, type UploadImage } from './image-dialog.tsx';
import { LinkPanel } from './link-panel.tsx';
import type { EditorTask } from './toolbar.tsx';

/** A section that a reference may point at. */
export type ReferenceTarget = { id: string; title: string };

type TaskProps = { editor: Editor; onClose: () => void };
type EditorTasksProps = TaskProps & {
  task: EditorTask | null;
  targets: readonly ReferenceTarget[];
  uploadImage: UploadImage;
  /** Pasted or dropped, to be added one after the other; empty to choose one. */
  pictures: readonly File[];
};

export function EditorTasks({ task, targets, uploadImage, pictures, ...props }: EditorTasksProps) {
  switch (task) {
    case null:
      return null;
    case 'link':
      return <LinkPanel {...props} />;
    case 'image':
      return <ImageDialog {...props} uploadImage={uploadImage} pictures={pictures} />;
    case 'reference':
      return <ReferenceDialog {...props} targets={targets} />;
    case 'caption':
      return <CaptionDialog {...props} />;
  }
}

function ReferenceDialog({ editor, onClose, targets }: TaskProps & { targets: readonly ReferenceTarget[] }) {
  const t = useTranslations('editor.referenceDialog');
  const insert = async (_before: FormState, data: FormData): Promise<FormState> => {
    onClose();
    afterMenu(() => insertReference(editor, String(data.get('section'))))();
    return { state: 'done' };
  };
  return (
    <OpenDialog title={t('title')} onClose={onClose}>
      <ActionForm action={insert} submitLabel={t('insert')}>
        <Select
          name="section"
          label={t('label')}
          options={targets.map(({ id, title }) => ({ value: id, label: title }))}
        />
      </ActionForm>
    </OpenDialog>
  );
}

function CaptionDialog({ editor, onClose }: TaskProps) {
  const t = useTranslations('editor.caption');
  const save = async (_before: FormState, data: FormData): Promise<FormState> => {
    const caption = String(data.get('caption') ?? '').trim();
    onClose();
    afterMenu(() => editor.chain().focus().updateAttributes('table', { caption }).run())();
    return { state: 'done' };
  };
  return (
    <OpenDialog title={t('title')} onClose={onClose}>
      <ActionForm action={save} submitLabel={t('save')}>
        <TextField
          name="caption"
          label={t('label')}
          isOptional
          defaultValue={String(editor.getAttributes('table').caption ?? '')}
          maxLength={300}
        />
      </ActionForm>
    </OpenDialog>
  );
}
