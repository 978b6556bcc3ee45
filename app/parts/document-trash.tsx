// The trash of documents, and what is said right after one was moved there.

import { getTranslations } from 'next-intl/server';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { InlineAction } from '../../components/ui/inline-action.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import type { TrashedDocument } from '../../server/documents/list.ts';
import { restoreDocumentAction } from '../[locale]/(workspace)/documents/actions.ts';
import { pageDates } from '../dates.ts';

/** Nothing unless `id` names a document of the trash: it is there after moving one, and gone after restoring. */
export async function TrashedNotice({ documents, id }: { documents: readonly TrashedDocument[]; id: unknown }) {
  const t = await getTranslations('documents');
  const document = documents.find((candidate) => candidate.id === id);
  if (!document) return null;
  return (
    <div className="trashed-notice">
      <Notice tone="good" isLive>
        <div className="list-line">
          <p>{t('trashed', { title: document.title })}</p>
          <InlineAction action={restoreDocumentAction} hidden={{ id: document.id }} label={t('restore')} />
        </div>
      </Notice>
    </div>
  );
}

export async function TrashList({ documents }: { documents: readonly TrashedDocument[] }) {
  const [t, tKind, format] = [
    await getTranslations('documents'),
    await getTranslations('documentKinds'),
    await pageDates(),
  ];
  if (documents.length === 0) return <EmptyState title={t('trashEmpty')} text={t('trashEmptyHint')} />;
  const since = ({ trashedAt, trashedBy }: TrashedDocument) => {
    const when = format(new Date(trashedAt), { dateStyle: 'medium' });
    return trashedBy ? t('trashedBy', { name: trashedBy.name, when }) : t('trashedAt', { when });
  };
  return (
    <ul className="documents">
      {documents.map((document) => (
        <li key={document.id} className="document-group list-line">
          <div>
            <h2 className="document-title" lang={document.language}>
              {document.title}
            </h2>
            <p className="index-facts">{`${tKind(document.kind)} · ${since(document)}`}</p>
          </div>
          <InlineAction
            action={restoreDocumentAction}
            hidden={{ id: document.id }}
            label={t('restore')}
            about={document.title}
            variant={undefined}
          />
        </li>
      ))}
    </ul>
  );
}
