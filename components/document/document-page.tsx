'use client';
// A document: the contents list at the side, the whole text in the middle, the margin beside it. The page's HTML holds all of
// it; changes by anybody appear as they are made.

import { useTranslations } from 'next-intl';
import { type ReactNode, use, useEffect, useMemo, useState } from 'react';
import type { DocumentOutline, PresentedBody } from '../../domain/document/presented.ts';
import { useToast } from '../ui/toast.tsx';
import type { DocumentCommands } from './command.ts';
import { CommandRunner } from './command-runner.ts';
import { DocumentPage, type DocumentPageContext, type OpenMenu, type OpenTask } from './document-context.ts';
import { DocumentHeader, type DocumentHrefs } from './document-header.tsx';
import { DocumentNotices } from './document-notices.tsx';
import { listenToDocument } from './document-socket.ts';
import { documentSource } from './document-source.ts';
import { DocumentStore } from './document-store.ts';
import { DocumentSync } from './document-sync.ts';
import { DocumentTasks } from './document-tasks.tsx';
import { DocumentText } from './document-text.tsx';
import { handedTexts } from './handed-texts.ts';
import { OutlinePanel } from './outline-panel.tsx';
import { PrintedContents } from './printed-contents.tsx';
import { SectionMenu } from './section-menu.tsx';
import { textsOnPage } from './texts-on-page.ts';

export type DocumentViewProps = {
  outline: DocumentOutline;
  /** Under which the texts are handed over while the page is drawn on the server, and found on it afterwards. */
  textsKey: string;
  commands: DocumentCommands;
  locale: string;
  personId: string;
  hrefs: DocumentHrefs;
  /** What stands below the text, such as the document's files. */
  children?: ReactNode;
};

export function DocumentView(props: DocumentViewProps) {
  const { hrefs, children } = props;
  const [task, openTask] = useState<OpenTask | null>(null);
  const [menu, openMenu] = useState<OpenMenu | null>(null);
  const { page, sync } = usePage(props, openTask, openMenu);
  useLiveDocument(page, sync);
  return (
    <DocumentPage value={page}>
      <div className="document">
        <DocumentHeader hrefs={hrefs} />
        <OutlinePanel />
        <PrintedContents />
        <div className="document-main">
          <DocumentNotices listHref={hrefs.list} />
          <DocumentText textsKey={props.textsKey} />
          {children}
        </div>
      </div>
      <SectionMenu menu={menu} />
      <DocumentTasks task={task} />
    </DocumentPage>
  );
}

type Opener<T> = (opened: T | null) => void;

/** Made once: what the server says later reaches the store by itself. */
function usePage(props: DocumentViewProps, openTask: Opener<OpenTask>, openMenu: Opener<OpenMenu>) {
  const t = useTranslations('document.undo');
  const { notify } = useToast();
  const handed = useHandedTexts(props.textsKey);
  const [made] = useState(() => {
    const { outline, textsKey, commands, locale } = props;
    const documentId = outline.document.id;
    const store = new DocumentStore(outline, handed ?? textsOnPage(textsKey));
    const sync = new DocumentSync(store, documentSource(locale, documentId));
    const texts = {
      undo: t('undo'),
      redo: t('redo'),
      undone: t('undone'),
      redone: t('redone'),
      nothingToUndo: t('nothingToUndo'),
      nothingToRedo: t('nothingToRedo'),
      notSent: t('notSent'),
    };
    return { store, sync, runner: new CommandRunner({ documentId, locale, store, sync, commands, notify, texts }) };
  });
  const { locale, personId } = props;
  const documentId = props.outline.document.id;
  const page = useMemo<DocumentPageContext>(
    () => ({
      ...{ documentId, locale, personId, openTask, openMenu },
      ...{ store: made.store, runner: made.runner },
    }),
    [documentId, locale, personId, made, openTask, openMenu],
  );
  return { page, sync: made.sync };
}

/** While the server draws the page; null in the browser. */
function useHandedTexts(key: string): readonly PresentedBody[] | null {
  if (typeof window !== 'undefined') return null;
  const handed = handedTexts(key);
  return handed === null ? [] : use(handed);
}

function useLiveDocument({ store, documentId }: DocumentPageContext, sync: DocumentSync) {
  useEffect(() => {
    if (store.isIncomplete()) void sync.refresh();
  }, [store, sync]);
  useEffect(
    () =>
      listenToDocument({
        documentId,
        hear: () => {
          if (store.read().connection === 'away') store.setConnection('live');
          void sync.refresh();
        },
        away: () => {
          if (store.read().connection === 'live') store.setConnection('away');
        },
      }),
    [documentId, store, sync],
  );
}
