'use client';
// The files beside a text: name, type, size, who added them and when. Taking one away can be undone in the message
// that says so.

import { useLocale, useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import type { PresentedFile } from '../../domain/document/file.ts';
import { endingOf } from '../../domain/file/type.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useFocusWhenGone } from '../ui/focus-when-gone.ts';
import { useToast } from '../ui/toast.tsx';
import { useDates } from '../ui/use-dates.ts';
import type { Command } from './command.ts';
import type { FilePlace } from './file-sending.ts';
import { FileUpload } from './file-upload.tsx';
import { sendCommand } from './send-command.ts';

type FileCommands = { removeFile: Command<{ id: string }>; restoreFile: Command<{ id: string }> };

export type FileListProps = {
  /** Those that the reader may read, in their order. */
  files: readonly PresentedFile[];
  commands: FileCommands;
  /** Where new ones go; null for who may add none. */
  addTo: Omit<FilePlace, 'purpose'> | null;
  /** Something changed: the page asks the server for the list again. */
  onChanged: () => void;
};

export function FileList({ files, commands, addTo, onChanged }: FileListProps) {
  const t = useTranslations('document.files');
  const { hidden, remove } = useRemoval(commands, onChanged);
  const { notify } = useToast();
  const shown = files.filter((file) => !hidden.has(file.id));
  return (
    <div className="stack">
      {shown.length === 0 && <EmptyState title={t('empty')} text={addTo ? t('emptyHint') : undefined} />}
      {shown.length > 0 && (
        <ul className="plain-list" aria-label={t('list')}>
          {shown.map((file) => (
            <FileLine key={file.id} file={file} onRemove={() => void remove(file)} />
          ))}
        </ul>
      )}
      {addTo && (
        <FileUpload
          place={{ ...addTo, purpose: 'file' }}
          onAdded={({ name }) => {
            notify(t('added', { name }));
            onChanged();
          }}
        />
      )}
    </div>
  );
}

function FileLine({ file, onRemove }: { file: PresentedFile; onRemove: () => void }) {
  const t = useTranslations('document.files');
  const format = useDates();
  const size = useSize(file.size);
  const at = format(new Date(file.addedAt), { dateStyle: 'medium', timeStyle: 'short' });
  const line = useRef<HTMLLIElement>(null);
  const followFocus = useFocusWhenGone(line);
  const remove = () => {
    followFocus();
    onRemove();
  };
  return (
    <li ref={line} className="list-line">
      <div className="file-line">
        <a href={`/files/${file.id}`}>{file.name}</a>
        <p className="field-hint">
          {t('about', { type: endingOf(file.name).toUpperCase(), size, name: file.addedBy?.name || t('somebody'), at })}
        </p>
      </div>
      {file.canChange && (
        <Button variant="quiet" isSmall aria-label={t('removeNamed', { name: file.name })} onPress={remove}>
          {t('remove')}
        </Button>
      )}
    </li>
  );
}

/** In the unit that fits: "640 kB", "1.2 MB". */
function useSize(bytes: number): string {
  const locale = useLocale();
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  const digits = unit === 'megabyte' && value < 10 ? 1 : 0;
  const written = new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: digits });
  return written.format(Math.max(value, 1));
}

/** A file leaves the list at once, and comes back when the server says no. */
function useRemoval({ removeFile, restoreFile }: FileCommands, onChanged: () => void) {
  const [t, form, locale] = [useTranslations('document.files'), useTranslations('ui.form'), useLocale()];
  const { notify } = useToast();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const show = (id: string) => setHidden((all) => new Set([...all].filter((one) => one !== id)));

  async function ask(command: FileCommands['removeFile'], id: string): Promise<boolean> {
    const answer = await sendCommand(command, locale, { id }, form('notSent'));
    if (!answer.ok) notify(answer.message, 'danger');
    onChanged();
    return answer.ok;
  }
  async function restore({ id, name }: PresentedFile): Promise<void> {
    if (!(await ask(restoreFile, id))) return;
    show(id);
    notify(t('restored', { name }));
  }
  async function remove(file: PresentedFile): Promise<void> {
    setHidden((all) => new Set([...all, file.id]));
    if (!(await ask(removeFile, file.id))) return show(file.id);
    const undo = { label: t('undo'), onAction: () => void restore(file) };
    notify(t('removed', { name: file.name }), 'good', undo);
  }
  return { hidden, remove };
}
