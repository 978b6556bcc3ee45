'use client';
// Where files are added: by choosing them or by dropping them here. They go one after the other; each shows how far it
// has come, and why it was not taken.

import { useLocale, useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { type AddedFile, MAX_FILE_BYTES } from '../../domain/document/file.ts';
import { ACCEPTED_FILES, IMAGE_TYPES } from '../../domain/file/type.ts';
import { Button } from '../ui/button.tsx';
import { Progress } from '../ui/progress.tsx';
import { type FilePlace, sendFile } from './file-sending.ts';

type FileUploadProps = {
  place: FilePlace;
  onAdded: (file: AddedFile) => void;
};

/** `share` from 0 to 1; `error` when it was not taken. */
type Sending = { key: number; name: string; share: number; error: string | null };

/** Of purpose `image` one picture is chosen at a time, else any number of files. */
export function FileUpload({ place, onAdded }: FileUploadProps) {
  const t = useTranslations('document.files');
  const { sendings, send } = useSending(place, onAdded);
  const isImage = place.purpose === 'image';
  const accepted = isImage ? [...IMAGE_TYPES] : ACCEPTED_FILES.split(',');
  return (
    <div className="stack stack-tight">
      <DropZone
        className="file-drop"
        aria-label={t(isImage ? 'dropImage' : 'drop')}
        getDropOperation={() => 'copy'}
        onDrop={async ({ items }) => {
          const files = items.filter((item) => item.kind === 'file').map((item) => item.getFile());
          await send(await Promise.all(files));
        }}
      >
        <FileTrigger
          acceptedFileTypes={accepted}
          allowsMultiple={!isImage}
          onSelect={(files) => send([...(files ?? [])])}
        >
          <Button>{t(isImage ? 'chooseImage' : 'choose')}</Button>
        </FileTrigger>
        <p className="field-hint">{t(isImage ? 'hintImage' : 'hint', { limit: MAX_FILE_BYTES / 2 ** 20 })}</p>
      </DropZone>
      <ul className="file-sendings" aria-live="polite">
        {sendings.map(({ key, name, share, error }) => (
          <li key={key}>
            {error === null ? (
              <Progress label={name} value={share} text={t('sent', { share })} />
            ) : (
              <p className="field-error">{t('notAdded', { name, reason: error })}</p>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function useSending(place: FilePlace, onAdded: (file: AddedFile) => void) {
  const t = useTranslations('document.files');
  const [locale, form] = [useLocale(), useTranslations('ui.form')];
  const [sendings, setSendings] = useState<Sending[]>([]);
  const next = useRef(0);

  async function sendOne({ key, file }: { key: number; file: File }): Promise<void> {
    const change = (to: Partial<Sending>) =>
      setSendings((all) => all.map((one) => (one.key === key ? { ...one, ...to } : one)));
    if (file.size > MAX_FILE_BYTES) return change({ error: t('tooLarge', { limit: MAX_FILE_BYTES / 2 ** 20 }) });
    const sent = await sendFile(locale, place, file, (share) => change({ share }));
    if (!sent.ok) return change({ error: sent.message ?? form('notSent') });
    setSendings((all) => all.filter((one) => one.key !== key));
    onAdded(sent.file);
  }

  async function send(files: readonly File[]): Promise<void> {
    const fresh = files.map((file) => ({ key: next.current++, file }));
    const waiting = fresh.map(({ key, file }) => ({ key, name: file.name, share: 0, error: null }));
    // what was refused before has been read by now
    setSendings((all) => [...all.filter((one) => one.error === null), ...waiting]);
    for (const one of fresh) await sendOne(one);
  }
  return { sendings, send };
}
