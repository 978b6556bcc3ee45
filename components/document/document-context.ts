'use client';
// What the parts of a document's page share: the store, the runner of commands, and what is open over the page.

import { createContext, useContext, useSyncExternalStore } from 'react';
import type { PresentedSection } from '../../domain/document/presented.ts';
import type { SectionPlace } from './command.ts';
import type { CommandRunner } from './command-runner.ts';
import { type DocumentState, type DocumentStore, shownSections } from './document-store.ts';

/** A dialog or panel over the page. */
export type OpenTask =
  | { task: 'add'; place: SectionPlace }
  | { task: 'rename' | 'move' | 'split' | 'lock' | 'rights'; sectionId: string }
  | { task: 'history' | 'keys' };

/** The menu of one section, opened at a button. */
export type OpenMenu = { sectionId: string; anchor: HTMLElement };

export type DocumentPageContext = {
  documentId: string;
  locale: string;
  personId: string;
  store: DocumentStore;
  runner: CommandRunner;
  /** Opens a dialog; null closes it. */
  openTask: (task: OpenTask | null) => void;
  openMenu: (menu: OpenMenu | null) => void;
};

export const DocumentPage = createContext<DocumentPageContext | null>(null);

export function useDocumentPage(): DocumentPageContext {
  const page = useContext(DocumentPage);
  if (page === null) throw new Error('a part of the document page stands outside it');
  return page;
}

/** A part of the store's state; `select` answers with the same object as long as nothing of it has changed. */
export function useDocument<T>(select: (state: DocumentState) => T): T {
  const { store } = useDocumentPage();
  const read = () => select(store.read());
  return useSyncExternalStore(store.subscribe, read, read);
}

export function useSections(): readonly PresentedSection[] {
  return useDocument((state) => state.outline.sections);
}

/** With those whose unsaved text keeps them on the page. */
export function useShownSections(): readonly PresentedSection[] {
  const { store } = useDocumentPage();
  const lost = useDocument((state) => state.lost);
  const sections = useSections();
  return lost.length === 0 ? sections : shownSections(store.read());
}
