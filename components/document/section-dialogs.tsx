'use client';
// The dialogs of the contents list: adding, renaming, moving, splitting and locking a section. Each is a form like any
// other; what the server refuses is said in it, and what was typed stays.

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { PresentedSection } from '../../domain/document/presented.ts';
import { SECTION_KINDS, type SectionKind } from '../../domain/document/section.ts';
import { ActionForm } from '../ui/action-form.tsx';
import { Button } from '../ui/button.tsx';
import { OpenDialog } from '../ui/dialog.tsx';
import { type FormAction, typedValues } from '../ui/form-state.ts';
import { RadioGroup } from '../ui/radio-group.tsx';
import { TextField } from '../ui/text-field.tsx';
import type { CommandAnswer, SectionPlace } from './command.ts';
import { useDocumentPage } from './document-context.ts';

type TaskDialogProps = {
  title: string;
  submitLabel: string;
  /** Null closes without doing anything, as when nothing was changed. */
  onSubmit: (read: (name: string) => string) => Promise<CommandAnswer<unknown>> | null;
  children: ReactNode;
};

export function TaskDialog({ title, submitLabel, onSubmit, children }: TaskDialogProps) {
  const t = useTranslations('ui');
  const { openTask } = useDocumentPage();
  const close = () => openTask(null);
  const act: FormAction = async (_before, data) => {
    const answer = await onSubmit((name) => String(data.get(name) ?? ''));
    if (answer === null || answer.ok) return { state: 'done' };
    const { message, fields } = answer;
    return { state: 'failed', message, fields, values: typedValues(data) };
  };
  return (
    <OpenDialog title={title} onClose={close}>
      <ActionForm
        action={act}
        submitLabel={submitLabel}
        secondary={<Button onPress={close}>{t('cancel')}</Button>}
        onDone={close}
      >
        {children}
      </ActionForm>
    </OpenDialog>
  );
}

export function AddDialog({ place }: { place: SectionPlace }) {
  const t = useTranslations('document.dialogs');
  const tDone = useTranslations('document.done');
  const { documentId, runner, store } = useDocumentPage();
  const parent = place.parentId === null ? undefined : store.section(place.parentId);
  const add = (read: (name: string) => string) => {
    const kind = read('kind') as SectionKind;
    const input = { documentId, ...place, title: read('title'), kind };
    const done = tDone('added', { title: input.title });
    const about = ({ id }: { id: string }) => [id];
    return runner.change(runner.commands.addSection, input, { done, about, isQuiet: true });
  };
  return (
    <TaskDialog title={t('addTitle')} submitLabel={t('add')} onSubmit={add}>
      {parent && <p className="dialog-text">{t('addBelow', { title: parent.title })}</p>}
      <TextField name="title" label={t('title')} maxLength={300} />
      <KindField value="numbered" />
    </TaskDialog>
  );
}

function KindField({ value }: { value: SectionKind }) {
  const t = useTranslations('document.dialogs');
  const tKind = useTranslations('document.kinds');
  const tHint = useTranslations('document.kindHints');
  const options = SECTION_KINDS.map((kind) => ({ value: kind, label: tKind(kind), hint: tHint(kind) }));
  return <RadioGroup name="kind" label={t('kind')} options={options} defaultValue={value} />;
}

export function RenameDialog({ section }: { section: PresentedSection }) {
  const t = useTranslations('document.dialogs');
  const tDone = useTranslations('document.done');
  const { runner } = useDocumentPage();
  const { id, revision } = section;
  const rename = (read: (name: string) => string) => {
    const title = read('title');
    const run = { done: tDone('renamed', { title }), about: [id], isQuiet: true };
    return title === section.title ? null : runner.change(runner.commands.renameSection, { id, revision, title }, run);
  };
  return (
    <TaskDialog title={t('renameTitle')} submitLabel={t('rename')} onSubmit={rename}>
      <TextField name="title" label={t('title')} defaultValue={section.title} maxLength={300} />
    </TaskDialog>
  );
}

export function LockDialog({ section }: { section: PresentedSection }) {
  const t = useTranslations('document.dialogs');
  const tDone = useTranslations('document.done');
  const { runner } = useDocumentPage();
  const { id, title } = section;
  const lock = (read: (name: string) => string) => {
    const run = { done: tDone('locked', { title }), about: [id], isQuiet: true };
    return runner.run(runner.commands.lockSection, { id, reason: read('reason') }, run);
  };
  return (
    <TaskDialog title={t('lockTitle', { title })} submitLabel={t('lock')} onSubmit={lock}>
      <p className="dialog-text">{t('lockText')}</p>
      <TextField name="reason" label={t('reason')} hint={t('reasonHint')} maxLength={200} />
    </TaskDialog>
  );
}
