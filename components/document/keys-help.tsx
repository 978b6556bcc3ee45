'use client';
// The keys of the contents list and of the text, in one place.

import { useTranslations } from 'next-intl';
import { OpenDialog } from '../ui/dialog.tsx';
import { useDocumentPage } from './document-context.ts';

const OUTLINE_KEYS = [
  ['arrows', ['↑ ↓ ← →']],
  ['go', ['Enter']],
  ['step', ['Alt+↑', 'Alt+↓']],
  ['level', ['Alt+←', 'Alt+→']],
  ['rename', ['F2']],
  ['delete', ['Del']],
  ['menu', ['Shift+F10']],
  ['undo', ['Ctrl+Z', 'Ctrl+Y']],
  ['drag', ['Enter', '↑ ↓', 'Enter']],
] as const;

const TEXT_KEYS = [
  ['save', ['Ctrl+S', 'Esc']],
  ['format', ['Ctrl+B', 'Ctrl+I', 'Ctrl+K']],
  ['heading', ['Ctrl+Alt+0–3']],
  ['lists', ['Ctrl+Shift+7', 'Ctrl+Shift+8']],
  ['note', ['Ctrl+Alt+F']],
  ['undo', ['Ctrl+Z', 'Ctrl+Y']],
] as const;

export function KeysHelp() {
  const t = useTranslations('document.keysHelp');
  const { openTask } = useDocumentPage();
  return (
    <OpenDialog title={t('title')} onClose={() => openTask(null)}>
      <h3 className="history-title">{t('outline')}</h3>
      <KeyList keys={OUTLINE_KEYS} />
      <h3 className="history-title">{t('text')}</h3>
      <KeyList keys={TEXT_KEYS} />
    </OpenDialog>
  );
}

type KeyLine = (typeof OUTLINE_KEYS | typeof TEXT_KEYS)[number];

function KeyList({ keys }: { keys: readonly KeyLine[] }) {
  const t = useTranslations('document.keysHelp');
  return (
    <dl className="key-list">
      {keys.map(([what, pressed]) => (
        <div key={what}>
          <dt>
            {pressed.map((key, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same key may be pressed twice
              <kbd key={at}>{key}</kbd>
            ))}
          </dt>
          <dd>{t(what)}</dd>
        </div>
      ))}
    </dl>
  );
}
