'use client';
// A text that its writer has and the document has not: what it says, why it is not there, and what can be done with it.

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '../ui/button.tsx';

export type RecoveryPanelProps = {
  /** Of the section. */
  title: string;
  /** Plain, its paragraphs on lines of their own. */
  text: string;
  /** A sentence: why it is not in the document. */
  reason: string;
  onCopy: () => void;
  onDiscard: () => void;
  /** Only where a suggestion can be made of it. */
  onSuggest?: () => void;
};

export function RecoveryPanel({ title, text, reason, onCopy, onDiscard, onSuggest }: RecoveryPanelProps) {
  const t = useTranslations('editor.kept');
  const heading = useId();
  return (
    <section className="recovery" aria-labelledby={heading}>
      <h2 id={heading} className="recovery-title">
        {t('title', { title })}
      </h2>
      <p>{reason}</p>
      <p className="recovery-text">{text === '' ? t('empty') : text}</p>
      <div className="cluster">
        {onSuggest && (
          <Button isSmall variant="primary" onPress={onSuggest}>
            {t('suggest')}
          </Button>
        )}
        <Button isSmall onPress={onCopy}>
          {t('copy')}
        </Button>
        <Button isSmall variant="quiet" onPress={onDiscard}>
          {t('discard')}
        </Button>
      </div>
    </section>
  );
}
