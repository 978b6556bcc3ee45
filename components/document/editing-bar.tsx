'use client';
// Saving and leaving a text that is being changed, and how it stands: saved, unsaved, refused, changed by somebody else.

import { useTranslations } from 'next-intl';
import type { PresentedSection } from '../../domain/document/presented.ts';
import { Button } from '../ui/button.tsx';
import { mayEdit } from './command.ts';
import type { EditingActs } from './editing-acts.ts';
import type { EditingSession, EditingState } from './editing-session.ts';

type BarProps = { section: PresentedSection; state: EditingState; session: EditingSession; acts: EditingActs };

export function EditingBar({ section, state, session, acts }: BarProps) {
  const t = useTranslations('editor');
  const { isDirty, isSaving, refusal, theirs, baseRevision } = state;
  const isNewer = section.bodyRevision > baseRevision && theirs === null && !isSaving && baseRevision > 0;
  return (
    <div className="editing-bar">
      {mayEdit(section) && theirs === null && (
        <Button variant="primary" isSmall isPending={isSaving} onPress={acts.finish}>
          {t('save')}
        </Button>
      )}
      <Button variant="quiet" isSmall onPress={acts.discard}>
        {t(isDirty ? 'discard' : 'close')}
      </Button>
      <span className="editing-state" role="status">
        {isSaving ? t('saving') : isDirty ? t('unsaved') : ''}
      </span>
      {refusal !== '' && (
        <p className="field-error" role="alert">
          {refusal}
        </p>
      )}
      {isNewer && (
        <p className="editing-note" role="status">
          {t('newer')}{' '}
          <button type="button" className="text-button" onClick={() => void session.showTheirs()}>
            {t('showTheirs')}
          </button>
        </p>
      )}
    </div>
  );
}
