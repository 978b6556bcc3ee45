'use client';
// What somebody else has saved meanwhile, beside one's own text: one of them is chosen, or one goes on writing with the
// other in sight. Neither is lost: what was chosen against can be brought back.

import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useId, useRef } from 'react';
import type { PresentedSection } from '../../domain/document/presented.ts';
import { Button } from '../ui/button.tsx';
import { useToast } from '../ui/toast.tsx';
import type { SavedBody } from './command.ts';
import { useDocument } from './document-context.ts';
import type { EditingSession } from './editing-session.ts';

type PanelProps = { section: PresentedSection; session: EditingSession; theirs: SavedBody };

export function StalePanel({ section, session, theirs }: PanelProps) {
  const t = useTranslations('editor.stale');
  const format = useFormatter();
  const heading = useId();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  const html = useDocument(({ bodies }) => bodies.get(section.id)?.html ?? '');
  const at = format.dateTime(new Date(theirs.at), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <section ref={panel} className="theirs" aria-labelledby={heading} tabIndex={-1}>
      <h3 id={heading} className="theirs-title">
        {t('title')}
      </h3>
      <p>{theirs.by?.name ? t('text', { name: theirs.by.name, at }) : t('textNobody', { at })}</p>
      <StaleChoices section={section} session={session} />
      {html === '' ? (
        <p className="theirs-text">{t('empty')}</p>
      ) : (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: made by the one renderer, which writes nothing that runs
        <div className="theirs-text text" dangerouslySetInnerHTML={{ __html: html }} />
      )}
    </section>
  );
}

function StaleChoices({ section, session }: Omit<PanelProps, 'theirs'>) {
  const t = useTranslations('editor.stale');
  const tDone = useTranslations('document.done');
  const { notify } = useToast();
  const saveMine = async () => {
    const theirs = await session.saveMine('');
    if (theirs === null) return;
    const onAction = () => void session.bringBack(theirs, tDone('saved', { title: section.title }));
    notify(t('savedMine'), 'good', { label: t('bringTheirs'), onAction });
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
