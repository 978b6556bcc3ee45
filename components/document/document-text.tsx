'use client';
// The text of the document, section after section; or, while there is none, what to do first.

import { useTranslations } from 'next-intl';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { mayEdit } from './command.ts';
import { useDocument, useDocumentPage, useShownSections } from './document-context.ts';
import { SectionView } from './section-view.tsx';
import { TEXTS_KEY } from './texts-on-page.ts';

export function DocumentText({ textsKey }: { textsKey: string }) {
  const sections = useShownSections();
  const language = useDocument((state) => state.outline.document.language);
  const isGone = useDocument((state) => state.connection === 'gone');
  if (sections.length === 0) return isGone ? null : <NothingYet />;
  return (
    <article className="document-text" lang={language} {...{ [TEXTS_KEY]: textsKey }}>
      {sections.map((section) => (
        <SectionView key={section.id} section={section} />
      ))}
    </article>
  );
}

function NothingYet() {
  const t = useTranslations('document.start');
  const tPage = useTranslations('document');
  const { openTask } = useDocumentPage();
  const right = useDocument((state) => state.outline.document.right);
  if (!mayEdit({ right })) return <EmptyState title={tPage('empty')} text={t('reader')} />;
  const add = () => openTask({ task: 'add', place: { parentId: null, beforeId: null } });
  return (
    <EmptyState
      title={t('title')}
      text={t('text')}
      actions={
        <Button variant="primary" onPress={add}>
          {tPage('addSection')}
        </Button>
      }
    />
  );
}
