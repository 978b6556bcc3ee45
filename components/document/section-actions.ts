'use client';
// What can be done with a section from keys, menus and dialogs, each said and undone alike. What cannot be done says why.

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { PresentedSection } from '../../domain/document/presented.ts';
import type { SectionKind } from '../../domain/document/section.ts';
import { useToast } from '../ui/toast.tsx';
import type { SectionPlace } from './command.ts';
import { useDocumentPage } from './document-context.ts';
import { childrenOf, placeAfterStep, type Step, siblingBefore, withMoved, withoutBranch } from './outline-places.ts';
import { type Reason, whyNotDelete, whyNotMerge, whyNotStep } from './outline-reasons.ts';

type MovingActions = {
  step: (section: PresentedSection, step: Step) => Promise<void>;
  /** By dropping it there. */
  drop: (section: PresentedSection, place: SectionPlace) => Promise<void>;
};

export type SectionActions = MovingActions & {
  changeKind: (section: PresentedSection, kind: SectionKind) => Promise<void>;
  merge: (section: PresentedSection) => Promise<void>;
  remove: (section: PresentedSection) => Promise<void>;
  unlock: (section: PresentedSection) => Promise<void>;
  /** Says why something cannot be done. */
  refuse: (reason: Reason) => void;
};

export function useSectionActions(): SectionActions {
  const { runner, store } = useDocumentPage();
  const t = useTranslations('document.done');
  const refuse = useRefusing();
  const moving = useMoving(refuse);
  return useMemo(() => {
    const { commands } = runner;
    return {
      ...moving,
      refuse,
      changeKind: async ({ id, revision, title, kind: before }, kind) => {
        if (kind === before) return;
        const run = { done: t('kindChanged', { title }), about: [id] };
        await runner.change(commands.changeSectionKind, { id, revision, kind }, run);
      },
      merge: async (section) => {
        const { outline } = store.read();
        const reason = whyNotMerge(outline, section);
        const into = siblingBefore(outline.sections, section.id);
        if (reason || !into) return reason ? refuse(reason) : undefined;
        const { id, bodyRevision, title } = section;
        const input = { id, bodyRevision, intoBodyRevision: into.bodyRevision };
        const run = { done: t('merged', { title, into: into.title }), about: [id, into.id] };
        await runner.change(commands.mergeSection, input, run);
      },
      remove: async (section) => {
        const reason = whyNotDelete(store.read().outline, section);
        if (reason) return refuse(reason);
        const { id, title } = section;
        const expected = (now: readonly PresentedSection[]) => withoutBranch(now, id);
        await runner.change(commands.deleteSection, { id }, { done: t('deleted', { title }), expected, about: [id] });
      },
      unlock: async ({ id, title }) => {
        await runner.run(commands.unlockSection, { id }, { done: t('unlocked', { title }), about: [id] });
      },
    };
  }, [runner, store, t, refuse, moving]);
}

function useMoving(refuse: (reason: Reason) => void): MovingActions {
  const { runner, store } = useDocumentPage();
  const saidMoved = useSaidMoved();
  return useMemo(() => {
    const { commands } = runner;
    const moving = ({ id }: PresentedSection, place: SectionPlace) => ({
      done: () => saidMoved(id),
      expected: (now: readonly PresentedSection[]) => withMoved(now, id, place),
      about: [id],
    });
    const drop: MovingActions['drop'] = async (section, place) => {
      const run = { ...moving(section, place), isDropped: true };
      await runner.change(commands.moveSection, { id: section.id, ...place }, run);
    };
    const step: MovingActions['step'] = async (section, direction) => {
      const { outline } = store.read();
      const reason = whyNotStep(outline, section, direction);
      const place = placeAfterStep(outline.sections, section.id, direction);
      if (reason || !place) return reason ? refuse(reason) : undefined;
      // the server knows siblings that this reader does not see
      const command = { in: commands.demoteSection, out: commands.promoteSection, up: null, down: null }[direction];
      const [{ id }, run] = [section, moving(section, place)];
      if (command) await runner.change(command, { id }, run);
      else await runner.change(commands.moveSection, { id, ...place }, run);
    };
    return { drop, step };
  }, [runner, store, saidMoved, refuse]);
}

function useRefusing(): (reason: Reason) => void {
  const sayReason = useReasonWords();
  const { notify } = useToast();
  return useMemo(() => (reason: Reason) => notify(sayReason(reason), 'info'), [sayReason, notify]);
}

/** A reason in the reader's language. */
export function useReasonWords(): (reason: Reason) => string {
  const t = useTranslations('document.reasons');
  return useMemo(
    () =>
      ({ key, ...named }: Reason) =>
        t(key, named),
    [t],
  );
}

/** Where a section that was moved stands now: its number, or which of its siblings it is, and below what. */
export function useSaidMoved(): (id: string) => string {
  const { store } = useDocumentPage();
  const t = useTranslations('document.done');
  return useMemo(
    () => (id: string) => {
      const section = store.section(id);
      if (!section) return '';
      const { title, number, parentId } = section;
      const siblings = childrenOf(store.read().outline.sections, parentId);
      const parent = parentId === null ? undefined : store.section(parentId);
      const where = number === '' ? t('movedPlace', { at: siblings.indexOf(section) + 1 }) : number;
      return parent ? t('movedBelow', { title, where, parent: parent.title }) : t('movedTop', { title, where });
    },
    [store, t],
  );
}
