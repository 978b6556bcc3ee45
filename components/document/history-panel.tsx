'use client';
// What was done to the contents lately, by whom, each to be undone where possible; and the deleted sections, to be put
// back. Asked for when it is opened.

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import type { TreeChange } from '../../domain/document/presented.ts';
import { Button } from '../ui/button.tsx';
import { OpenDialog } from '../ui/dialog.tsx';
import { useDates } from '../ui/use-dates.ts';
import type { DocumentHistory, TrashedSection } from './command.ts';
import { useDocument, useDocumentPage } from './document-context.ts';
import type { Fetched } from './document-sync.ts';

export function HistoryPanel({ load }: { load: () => Promise<Fetched<DocumentHistory>> }) {
  const t = useTranslations('document.history');
  const { openTask } = useDocumentPage();
  const [history, setHistory] = useState<Fetched<DocumentHistory> | null>(null);
  const treeRevision = useDocument((state) => state.outline.treeRevision);
  const reload = useCallback(() => void load().then(setHistory), [load]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer tree has a newer history
  useEffect(reload, [reload, treeRevision]);
  return (
    <OpenDialog title={t('title')} onClose={() => openTask(null)}>
      {history === null && <p role="status">{t('loading')}</p>}
      {history?.state === 'here' && <HistoryLists history={history.value} />}
      {history !== null && history.state !== 'here' && <p role="alert">{t('failed')}</p>}
    </OpenDialog>
  );
}

function HistoryLists({ history }: { history: DocumentHistory }) {
  const t = useTranslations('document.history');
  const { changes, trashed } = history;
  return (
    <div className="stack">
      {trashed.length > 0 && (
        <section>
          <h3 className="history-title">{t('trashed')}</h3>
          <ul className="plain-list">
            {trashed.map((section) => (
              <TrashedLine key={section.id} section={section} />
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3 className="history-title">{t('changes')}</h3>
        {changes.length === 0 && <p>{t('noChanges')}</p>}
        <ul className="plain-list">
          {changes.map((change) => (
            <ChangeLine key={change.id} change={change} />
          ))}
        </ul>
      </section>
    </div>
  );
}

function TrashedLine({ section }: { section: TrashedSection }) {
  const t = useTranslations('document.history');
  const tDone = useTranslations('document.done');
  const { runner } = useDocumentPage();
  const format = useDates();
  const { id, title, by, at } = section;
  const when = format(new Date(at), { dateStyle: 'medium', timeStyle: 'short' });
  const restore = () => runner.change(runner.commands.restoreSection, { id }, { done: tDone('restored', { title }) });
  return (
    <li className="list-line">
      <div>
        {title}
        <p className="details">{t('deletedBy', { name: by?.name || t('somebody'), at: when })}</p>
      </div>
      <Button isSmall aria-label={t('restoreNamed', { title })} onPress={() => void restore()}>
        {t('restore')}
      </Button>
    </li>
  );
}

/** What was done: of an undo, what it took back. */
function deed(t: ReturnType<typeof useTranslations<'document.history'>>, { kind, undid }: TreeChange): string {
  if (undid === null) return t(`what.${kind}`);
  return t(undid.isDoneAgain ? 'didAgain' : 'undid', { act: t(`acts.${undid.kind}`) });
}

function ChangeLine({ change }: { change: TreeChange }) {
  const t = useTranslations('document.history');
  const { runner } = useDocumentPage();
  const format = useDates();
  const { id, by, at, titles, isUndoable, isUndone } = change;
  const what = [by?.name || t('somebody'), deed(t, change), titles.map((title) => `„${title}”`).join(', ')].join(' ');
  return (
    <li className={isUndone ? 'list-line is-undone' : 'list-line'}>
      <div>
        {what}
        <p className="details">{format(new Date(at), { dateStyle: 'medium', timeStyle: 'short' })}</p>
      </div>
      {isUndone && <span className="details">{t('undone')}</span>}
      {isUndoable && !isUndone && (
        <Button isSmall aria-label={t('undoNamed', { what })} onPress={() => void runner.undo(id)}>
          {t('undo')}
        </Button>
      )}
    </li>
  );
}
