'use client';
// Moving a section by choosing a place, for those who do not drag: below which section, and before which one there.

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { PresentedSection } from '../../domain/document/presented.ts';
import { mayEdit } from './command.ts';
import { useDocument, useDocumentPage, useSections } from './document-context.ts';
import { branchOf, childrenOf, titleOf, withMoved } from './outline-places.ts';
import { useSaidMoved } from './section-actions.ts';
import { TaskDialog } from './section-dialogs.tsx';

/** Stands for the document itself, and for the end. */
const NONE = '';

export function MoveDialog({ section }: { section: PresentedSection }) {
  const t = useTranslations('document.dialogs');
  const saidMoved = useSaidMoved();
  const { runner } = useDocumentPage();
  const [parentId, setParentId] = useState(section.parentId ?? NONE);
  const { id, title } = section;
  const move = (read: (name: string) => string) => {
    const place = { parentId: parentId || null, beforeId: read('beforeId') || null };
    const expected = (now: readonly PresentedSection[]) => withMoved(now, id, place);
    const run = { done: () => saidMoved(id), expected, about: [id], isQuiet: true };
    return runner.change(runner.commands.moveSection, { id, ...place }, run);
  };
  return (
    <TaskDialog title={t('moveTitle', { title })} submitLabel={t('move')} onSubmit={move}>
      <ParentChoice section={section} value={parentId} onChange={setParentId} />
      <PlaceChoice key={parentId} section={section} parentId={parentId || null} />
    </TaskDialog>
  );
}

type ParentProps = { section: PresentedSection; value: string; onChange: (id: string) => void };

function ParentChoice({ section, value, onChange }: ParentProps) {
  const t = useTranslations('document.dialogs');
  const sections = useSections();
  const right = useDocument((state) => state.outline.document.right);
  const own = new Set(branchOf(sections, section.id).map(({ id }) => id));
  const parents = sections.filter((candidate) => !own.has(candidate.id) && mayEdit(candidate));
  return (
    <label className="field">
      <span className="field-label">{t('moveBelow')}</span>
      <select className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {(mayEdit({ right }) || value === NONE) && <option value={NONE}>{t('topLevel')}</option>}
        {parents.map((parent) => (
          <option key={parent.id} value={parent.id}>
            {`${'\u2003'.repeat(parent.level - 1)}${titleOf(parent)}`}
          </option>
        ))}
      </select>
    </label>
  );
}

function PlaceChoice({ section, parentId }: { section: PresentedSection; parentId: string | null }) {
  const t = useTranslations('document.dialogs');
  const sections = useSections();
  const siblings = childrenOf(sections, parentId).filter(({ id }) => id !== section.id);
  return (
    <label className="field">
      <span className="field-label">{t('movePlace')}</span>
      <select className="input" name="beforeId" defaultValue={NONE}>
        {siblings.map((sibling) => (
          <option key={sibling.id} value={sibling.id}>
            {t('before', { title: titleOf(sibling) })}
          </option>
        ))}
        <option value={NONE}>{t('last')}</option>
      </select>
    </label>
  );
}
