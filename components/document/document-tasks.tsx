'use client';
// The dialog that is open over the page, if any. One whose section has gone meanwhile closes.

import { useTranslations } from 'next-intl';
import { useCallback, useEffect } from 'react';
import { OpenDialog } from '../ui/dialog.tsx';
import { type OpenTask, useDocumentPage, useSections } from './document-context.ts';
import { fetchHistory } from './document-source.ts';
import { HistoryPanel } from './history-panel.tsx';
import { KeysHelp } from './keys-help.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { LoadedRights } from './rights-loaded.tsx';
import { AddDialog, LockDialog, RenameDialog } from './section-dialogs.tsx';
import { dialogClosed } from './section-focus.ts';
import { SplitDialog } from './split-dialog.tsx';

export function DocumentTasks({ task }: { task: OpenTask | null }) {
  const { locale, documentId } = useDocumentPage();
  const load = useCallback(() => fetchHistory(locale, documentId), [locale, documentId]);
  useEffect(() => (task === null ? undefined : () => void dialogClosed()), [task]);
  if (task === null) return null;
  switch (task.task) {
    case 'add':
      return <AddDialog place={task.place} />;
    case 'history':
      return <HistoryPanel load={load} />;
    case 'keys':
      return <KeysHelp />;
    default:
      return <SectionTask task={task} />;
  }
}

function SectionTask({ task: { task, sectionId } }: { task: Extract<OpenTask, { sectionId: string }> }) {
  const section = useSections().find(({ id }) => id === sectionId);
  if (!section) return null;
  switch (task) {
    case 'rename':
      return <RenameDialog section={section} />;
    case 'move':
      return <MoveDialog section={section} />;
    case 'split':
      return <SplitDialog section={section} />;
    case 'lock':
      return <LockDialog section={section} />;
    case 'rights':
      return <RightsTask sectionId={sectionId} title={section.title} />;
  }
}

function RightsTask({ sectionId, title }: { sectionId: string; title: string }) {
  const t = useTranslations('document.dialogs');
  const { documentId, openTask } = useDocumentPage();
  return (
    <OpenDialog title={t('rightsTitle', { title })} onClose={() => openTask(null)}>
      <LoadedRights documentId={documentId} sectionId={sectionId} />
    </OpenDialog>
  );
}
