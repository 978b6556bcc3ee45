'use client';
// A picture for the text, chosen here or pasted: no picture goes in without words for those who do not see it.

import type { Editor } from '@tiptap/core';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { IMAGE_TYPES } from '../../domain/file/type.ts';
import { ActionForm } from '../ui/action-form.tsx';
import { OpenDialog } from '../ui/dialog.tsx';
import { FileField } from '../ui/file-field.tsx';
import { type FormState, typedValues } from '../ui/form-state.ts';
import { TextField } from '../ui/text-field.tsx';
import { afterMenu } from './after-menu.ts';
import { insertImage } from './insert-block.ts';

/** Sends a picture to the document's files; the answer is its id, or a sentence that says why not. */
export type UploadImage = (file: File) => Promise<{ ok: true; id: string } | { ok: false; message: string }>;

type ImageDialogProps = {
  editor: Editor;
  onClose: () => void;
  uploadImage: UploadImage;
  /** Those that were pasted or dropped, asked about one after the other; without any one is chosen. */
  pictures: readonly File[];
};

export function ImageDialog({ editor, onClose, uploadImage, pictures }: ImageDialogProps) {
  const t = useTranslations('editor.imageDialog');
  const [at, setAt] = useState(0);
  const picture = pictures[at];
  const add = async (_before: FormState, data: FormData): Promise<FormState> => {
    const wrong = (field: string, why: string): FormState => {
      return { state: 'failed', message: t('failed'), fields: { [field]: why }, values: typedValues(data) };
    };
    const [file, alt] = [picture ?? data.get('file'), String(data.get('alt') ?? '').trim()];
    if (!(file instanceof File) || file.size === 0) return wrong('file', t('noFile'));
    if (alt === '') return wrong('alt', t('altMissing'));
    const answer = await uploadImage(file);
    if (!answer.ok) return wrong(picture ? 'alt' : 'file', answer.message);
    const isLast = at + 1 >= pictures.length;
    if (isLast) onClose();
    else setAt(at + 1);
    afterMenu(() => insertImage(editor, { attachmentId: answer.id, alt }, isLast))();
    return { state: 'done' };
  };
  return (
    <OpenDialog title={t('title')} onClose={onClose}>
      <ActionForm key={at} action={add} submitLabel={t('add')}>
        {picture ? <Preview file={picture} /> : <PictureField />}
        <TextField name="alt" label={t('alt')} hint={t('altHint')} maxLength={500} />
      </ActionForm>
    </OpenDialog>
  );
}

function PictureField() {
  const t = useTranslations('editor.imageDialog');
  return <FileField name="file" label={t('file')} hint={t('fileHint')} accept={IMAGE_TYPES.join(',')} />;
}

/** Who is to describe a picture sees it. */
function Preview({ file }: { file: File }) {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  // biome-ignore lint/performance/noImgElement: it is on this device and has never been elsewhere
  return address === null ? null : <img className="picture-preview" src={address} alt={file.name} />;
}
