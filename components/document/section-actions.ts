'use client';
// What can be done with a section from keys, menus and dialogs, each said and undone alike.

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { PresentedSection } from '../../domain/document/presented.ts';
import type { SectionKind } from '../../domain/document/section.ts';
import { useToast } from '../ui/toast.tsx';
import type { SectionPlace } from './command.ts';
import { useDocumentPage } from './document-context.ts';
import { placeAfterStep, type Step, siblingBefore, withMoved, withoutBranch } from './outline-places.ts';

export type SectionActions = {
  step: (section: PresentedSection, step: Step) => Promise<void>;
  move: (section: PresentedSection, place: SectionPlace) => Promise<void>;
  changeKind: (section: PresentedSection, kind: SectionKind) => Promise<void>;
  merge: (section: PresentedSection) => Promise<void>;
  remove: (section: PresentedSection) => Promise<void>;
  unlock: (section: PresentedSection) => Promise<void>;
};

export function useSectionActions(): SectionActions {
  const { runner, store } = useDocumentPage();
  const t = useTranslations('document.done');
  const { notify } = useToast();
  return useMemo(() => {
    const { commands } = runner;
    const sections = () => store.read().outline.sections;
    const move: SectionActions['move'] = async (section, place) => {
      const expected = (now: readonly PresentedSection[]) => withMoved(now, section.id, place);
      await runner.change(
        commands.moveSection,
        { id: section.id, ...place },
        { done: t('moved', { title: section.title }), expected },
      );
    };
    return {
      move,
      step: async (section, step) => {
        const place = placeAfterStep(sections(), section.id, step);
        if (!place) return notify(t('noPlace', { title: section.title }), 'info');
        const expected = (now: readonly PresentedSection[]) => withMoved(now, section.id, place);
        // the server knows siblings that this reader does not see
        const command = { in: commands.demoteSection, out: commands.promoteSection, up: null, down: null }[step];
        if (command)
          await runner.change(command, { id: section.id }, { done: t('moved', { title: section.title }), expected });
        else await move(section, place);
      },
      changeKind: async ({ id, revision, title }, kind) => {
        await runner.change(commands.changeSectionKind, { id, revision, kind }, { done: t('kindChanged', { title }) });
      },
      merge: async ({ id, bodyRevision, title }) => {
        const into = siblingBefore(sections(), id);
        if (!into) return;
        const input = { id, bodyRevision, intoBodyRevision: into.bodyRevision };
        await runner.change(commands.mergeSection, input, { done: t('merged', { title, into: into.title }) });
      },
      remove: async ({ id, title }) => {
        const expected = (now: readonly PresentedSection[]) => withoutBranch(now, id);
        await runner.change(commands.deleteSection, { id }, { done: t('deleted', { title }), expected });
      },
      unlock: async ({ id, title }) => {
        await runner.run(commands.unlockSection, { id }, { done: t('unlocked', { title }) });
      },
    };
  }, [runner, store, t, notify]);
}
