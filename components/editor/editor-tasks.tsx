'use client';
// What the toolbar opens: the address of a link beneath it; a picture, a reference or a table's title in a dialog.

import type { Editor } from '@tiptap/core';
import { useTranslations } from 'next-intl';
import { ActionForm } from '../ui/action-form.tsx';
import { OpenDialog } from '../ui/dialog.tsx';
import { FileField } from '../ui/file-field.tsx';
import { type FormState, typedValues } from '../ui/form-state.ts';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { afterMenu } from './after-menu.ts';
import { insertImage, insertReference } from './commands.ts';
import { LinkPanel } from './link-panel.tsx';
import type { EditorTask } from './toolbar.tsx';

/** A section that a reference may point at. */
export type ReferenceTarget = { id: string; title: string };

/** Sends a picture to the document's files; the answer is its id, or a sentence that says why not. */
export type UploadImage = (file: File) => Promise<{ ok: true; id: string } | { ok: false; message: string }>;

type TaskProps = { editor: Editor; onClose: () => void };
type EditorTasksProps = TaskProps & {
  task: EditorTask | null;
  targets: readonly ReferenceTarget[];
  uploadImage: UploadImage;
};

export function EditorTasks({ task, targets, uploadImage, ...props }: EditorTasksProps) {
  switch (task) {
    case null:
      return null;
    case 'link':
      return <LinkPanel {...props} />;
    case 'image':
      return <ImageDialog {...props} uploadImage={uploadImage} />;
    case 'reference':
      return <ReferenceDialog {...props} targets={targets} />;
    case 'caption':
      return <CaptionDialog {...props} />;
  }
}

function ImageDialog({ editor, onClose, uploadImage }: TaskProps & { uploadImage: UploadImage }) {
  const t = useTranslations('editor.imageDialog');
  const add = async (_before: FormState, data: FormData): Promise<FormState> => {
    const [file, alt] = [data.get('file'), String(data.get('alt') ?? '').trim()];
    const wrong = (field: string, why: string): FormState => {
      return { state: 'failed', message: t('failed'), fields: { [field]: why }, values: typedValues(data) };
    };
    if (!(file instanceof File) || file.size === 0) return wrong('file', t('noFile'));
    if (alt === '') return wrong('alt', t('altMissing'));
    const answer = await uploadImage(file);
    if (!answer.ok) return wrong('file', answer.message);
    onClose();
    afterMenu(() => insertImage(editor, { attachmentId: answer.id, alt }))();
    return { state: 'done' };
  };
  return (
    <OpenDialog title={t('title')} onClose={onClose}>
      <ActionForm action={add} submitLabel={t('add')}>
        <FileField
          name="file"
          label={t('file')}
          hint={t('fileHint')}
          accept="image/png,image/jpeg,image/webp,image/gif"
        />
        <TextField name="alt" label={t('alt')} hint={t('altHint')} maxLength={500} />
      </ActionForm>
    </OpenDialog>
  );
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
