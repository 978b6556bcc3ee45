'use client';
// The side of the page: the contents list with what is done to it as a whole. On a phone it is folded away behind a line
// that stays at the top.

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { mayEdit } from './command.ts';
import { useDocument, useDocumentPage, useSections } from './document-context.ts';
import { DocumentIcon } from './document-icon.tsx';
import { type OutlineExpansion, useOutlineExpansion } from './outline-expansion.ts';
import { OutlineList } from './outline-list.tsx';
import { OutlineTree } from './outline-tree.tsx';
import { useReadingPlace } from './reading-place.ts';
import { followFocus } from './section-focus.ts';

export function OutlinePanel() {
  const t = useTranslations('document');
  const [isOpen, setOpen] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLElement>(null);
  const expansion = useOutlineExpansion();
  const sections = useSections();
  useReadingPlace(panel, sections);
  useEffect(followFocus, []);
  useEffect(() => (isOpen ? onPressOutside(panel.current, () => setOpen(false)) : undefined), [isOpen]);
  const close = () => setOpen(false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    close();
    toggle.current?.focus();
  };
  return (
    <nav ref={panel} className={isOpen ? 'outline is-open' : 'outline'} aria-label={t('outline')} onKeyDown={onKeyDown}>
      <button
        ref={toggle}
        type="button"
        className="outline-toggle"
        aria-expanded={isOpen}
        aria-controls="outline-panel"
        onClick={() => setOpen(!isOpen)}
      >
        <DocumentIcon name="list" />
        {t('outline')}
      </button>
      <div id="outline-panel" className="outline-panel">
        <OutlineHead expansion={expansion} />
        <OutlineContents expansion={expansion} onGo={close} />
        <OutlineFoot onGo={close} />
      </div>
    </nav>
  );
}

/** Not on what the list itself has opened over the page. Returns how to stop. */
function onPressOutside(panel: HTMLElement | null, act: () => void): () => void {
  const onPress = ({ target }: PointerEvent) => {
    const isOutside = target instanceof Element && !panel?.contains(target) && target.closest('main') !== null;
    if (isOutside) act();
  };
  document.addEventListener('pointerdown', onPress);
  return () => document.removeEventListener('pointerdown', onPress);
}

function OutlineHead({ expansion }: { expansion: OutlineExpansion }) {
  const t = useTranslations('document');
  const isNested = useSections().some(({ level }) => level > 1);
  return (
    <div className="outline-head">
      <p className="outline-label">{t('outline')}</p>
      {isNested && (
        <button type="button" className="text-button" onClick={expansion.toggleAll}>
          {t(expansion.isAllExpanded ? 'collapseAll' : 'expandAll')}
        </button>
      )}
    </div>
  );
}

/** A tree for whoever may change a part of it, else links. Links too until the page's script is there. */
function OutlineContents({ expansion, onGo }: { expansion: OutlineExpansion; onGo: () => void }) {
  const t = useTranslations('document');
  const sections = useSections();
  const [isScripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  if (sections.length === 0) return <p className="outline-empty">{t('outlineEmpty')}</p>;
  const isTree = isScripted && sections.some(mayEdit);
  return isTree ? <OutlineTree expansion={expansion} onGo={onGo} /> : <OutlineList expansion={expansion} onGo={onGo} />;
}

function OutlineFoot({ onGo }: { onGo: () => void }) {
  const t = useTranslations('document');
  const { openTask } = useDocumentPage();
  const right = useDocument((state) => state.outline.document.right);
  const add = () => {
    onGo();
    openTask({ task: 'add', place: { parentId: null, beforeId: null } });
  };
  const mayChange = useSections().some(mayEdit) || mayEdit({ right });
  if (!mayChange) return null;
  return (
    <div className="outline-foot">
      {mayEdit({ right }) && (
        <button type="button" className="text-button" onClick={add}>
          <DocumentIcon name="plus" />
          {t('addSection')}
        </button>
      )}
      <button type="button" className="text-button text-button-soft" onClick={() => openTask({ task: 'keys' })}>
        {t('keys')}
      </button>
    </div>
  );
}
