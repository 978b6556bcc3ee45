'use client';
// Beside a text that is being written: how it stands, who else is in it, and the way out.

import { useTranslations } from 'next-intl';
import type { CSSProperties } from 'react';
import type { Present } from '../editor/room/presence.ts';
import type { RoomState } from '../editor/room/room-state.ts';
import { Button } from '../ui/button.tsx';
import type { EditingActs } from './editing-acts.ts';
import { isTrouble, useSavingWords } from './saving-words.ts';

export function EditingBar({ state, acts }: { state: RoomState; acts: EditingActs }) {
  const t = useTranslations('editor');
  const words = useSavingWords(state.saving);
  const isInTrouble = isTrouble(state.saving);
  return (
    <div className="editing-bar">
      <Button variant="primary" isSmall isPending={acts.isClosing} onPress={acts.finish}>
        {t('done')}
      </Button>
      <span className={isInTrouble ? 'editing-state is-trouble' : 'editing-state'}>{words}</span>
      <span className="visually-hidden" role="status">
        {isInTrouble ? words : ''}
      </span>
      {state.others.length > 0 && <Others others={state.others} />}
    </div>
  );
}

function Others({ others }: { others: readonly Present[] }) {
  const t = useTranslations('editor');
  return (
    <ul className="editing-others" aria-label={t('others')}>
      {others.map(({ personId, name, colour }) => (
        <li key={personId} style={{ '--writer': colour } as CSSProperties}>
          {name}
        </li>
      ))}
    </ul>
  );
}
