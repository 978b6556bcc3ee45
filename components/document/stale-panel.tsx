'use client';
// What somebody else has saved meanwhile, beside one's own text: one of them is chosen, or one goes on writing with the
// other in sight. Neither is lost: what was chosen against can be brought back.

import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef } from 'react';
import type { PresentedSection } from '../../domain/document/presented.ts';
import { Button } from '../ui/button.tsx';
import { useToast } from '../ui/toast.tsx';
import { useDates } from '../ui/use-dates.ts';
import type { SavedBody } from './command.ts';
import { useDocument } from './document-context.ts';
import type { EditingSession } from './editing-session.ts';

type PanelProps = { section: PresentedSection; session: EditingSession; theirs: SavedBody };

export function StalePanel({ section, session, theirs }: PanelProps) {
  const t = useTranslations('editor.stale');
  const format = useDates();
  const heading = useId();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  const tEditor = useTranslations('editor');
  const body = useDocument(({ bodies }) => bodies.get(section.id));
  const isHere = body !== undefined && body.bodyRevision >= theirs.bodyRevision;
  const html = body?.html ?? '';
  const at = format(new Date(theirs.at), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <section ref={panel} className="theirs" aria-labelledby={heading} tabIndex={-1}>
      <h3 id={heading} className="theirs-title">
        {t('title')}
      </h3>
      <p>{theirs.by?.name ? t('text', { name: theirs.by.name, at }) : t('textNobody', { at })}</p>
      <StaleChoices session={session} />
      {isHere || <p role="status">{tEditor('opening')}</p>}
      {isHere && html === '' && <p className="theirs-text">{t('empty')}</p>}
      {isHere && html !== '' && (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: made by the one renderer, which writes nothing that runs
        <div className="theirs-text text" dangerouslySetInnerHTML={{ __html: html }} />
      )}
    </section>
  );
}

function StaleChoices({ session }: Pick<PanelProps, 'session'>) {
  const t = useTranslations('editor.stale');
  const { notify } = useToast();
  const offerTheirs = (theirs: SavedBody) => {
    const onAction = async () => {
      const mine = await session.bringBack(theirs, t('theirsSaved'));
      if (mine === 'saved') return;
      if (mine === 'refused') return offerTheirs(theirs);
      notify(t('broughtTheirs'), 'info', { label: t('bringBack'), onAction: () => session.write(mine) });
    };
    notify(t('savedMine'), 'good', { label: t('bringTheirs'), onAction: () => void onAction() });
  };
  const saveMine = async () => {
    const theirs = await session.saveMine('');
    if (theirs === null) return;
    offerTheirs(theirs);
  };
  const takeTheirs = () => {
    const mine = session.takeTheirs();
    if (mine === null) return;
    notify(t('tookTheirs'), 'info', { label: t('bringBack'), onAction: () => session.write(mine.content) });
  };
  return (
    <div className="cluster">
      <Button isSmall variant="primary" onPress={() => void saveMine()}>
        {t('saveMine')}
      </Button>
      <Button isSmall onPress={takeTheirs}>
        {t('takeTheirs')}
      </Button>
      <Button isSmall variant="quiet" onPress={session.hideTheirs}>
        {t('goOn')}
      </Button>
    </div>
  );
}
