'use client';
// A document: the contents list at the side, the whole text in the middle, the margin beside it. The first texts are in the
// page, the others arrive with it; changes by anybody appear as they are made.

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { DocumentOutline, PresentedBody } from '../../domain/document/presented.ts';
import { useToast } from '../ui/toast.tsx';
import type { DocumentCommands } from './command.ts';
import { CommandRunner } from './command-runner.ts';
import { DocumentPage, type DocumentPageContext, type OpenMenu, type OpenTask } from './document-context.ts';
import { DocumentHeader, type DocumentHrefs } from './document-header.tsx';
import { DocumentNotices } from './document-notices.tsx';
import { listenToDocument } from './document-socket.ts';
import { documentSource, fetchBody } from './document-source.ts';
import { DocumentStore } from './document-store.ts';
import { DocumentSync } from './document-sync.ts';
import { DocumentTasks } from './document-tasks.tsx';
import { DocumentText } from './document-text.tsx';
import { OutlinePanel } from './outline-panel.tsx';
import { SectionMenu } from './section-menu.tsx';

export type LaterBodies = { sectionIds: readonly string[]; bodies: Promise<PresentedBody[]> };

export type DocumentViewProps = {
  outline: DocumentOutline;
  /** The texts at the beginning. */
  bodies: readonly PresentedBody[];
  /** The others, in pieces. */
  later: readonly LaterBodies[];
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
  useLiveDocument(page, sync, props.later);
  return (
    <DocumentPage value={page}>
      <div className="document">
        <DocumentHeader hrefs={hrefs} />
        <OutlinePanel />
        <div className="document-main">
          <DocumentNotices listHref={hrefs.list} />
          <DocumentText />
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
  const [made] = useState(() => {
    const { outline, bodies, commands, locale } = props;
    const documentId = outline.document.id;
    const store = new DocumentStore(outline, bodies);
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
  const { locale, personId, later } = props;
  const documentId = props.outline.document.id;
  const page = useMemo<DocumentPageContext>(
    () => ({
      ...{ documentId, locale, personId, openTask, openMenu },
      ...{ store: made.store, runner: made.runner },
      laterBodies: (id) => later.find(({ sectionIds }) => sectionIds.includes(id))?.bodies ?? null,
      readBody: (sectionId) => fetchBody(locale, documentId, sectionId),
    }),
    [documentId, locale, personId, later, made, openTask, openMenu],
  );
  return { page, sync: made.sync };
}

function useLiveDocument(
  { store, documentId }: DocumentPageContext,
  sync: DocumentSync,
  later: readonly LaterBodies[],
) {
  useEffect(() => {
    for (const { bodies } of later) void bodies.then((arrived) => store.addBodies(arrived));
  }, [later, store]);
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
