'use client';
// Opens the search palette, by the button or by Ctrl+K (⌘K) from anywhere. Without a script it is a link to the
// search page.

import Link from 'next/link';
import { useLocale } from 'next-intl';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Icon } from '../ui/icon.tsx';
import { Palette, type PaletteTexts } from './palette.tsx';
import { searchAddress } from './suggestions.ts';

export function SearchButton({ texts }: { texts: PaletteTexts }) {
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => openByKey(() => setOpen(true)), []);
  const shortcut = useSyncExternalStore(subscribeToNothing, shortcutOfPlatform, () => '');
  const content = (
    <>
      <Icon name="search" />
      <span className="search-button-label">{texts.open}</span>
      {shortcut && (
        <span className="search-button-keys" aria-hidden="true">
          {shortcut}
        </span>
      )}
    </>
  );
  if (!shortcut) {
    return (
      <Link href={searchAddress(locale, '')} prefetch={false} className="search-button">
        {content}
      </Link>
    );
  }
  return (
    <>
      <button
        type="button"
        className="search-button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpen(true)}
      >
        {content}
      </button>
      <ModalOverlay className="scrim palette-scrim" isDismissable isOpen={isOpen} onOpenChange={setOpen}>
        <Modal className="modal palette-modal">
          <Dialog className="palette-dialog" aria-label={texts.label}>
            <Palette texts={texts} onClose={() => setOpen(false)} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

const subscribeToNothing = () => () => undefined;

function shortcutOfPlatform(): string {
  return /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘ K' : 'Ctrl K';
}

/** Not while a dialog is open: what stands behind it is out of reach. A message is no such dialog. Returns the undoing. */
function openByKey(open: () => void): () => void {
  const onKey = (event: globalThis.KeyboardEvent) => {
    const isShortcut = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey;
    if (!isShortcut || event.shiftKey || event.defaultPrevented) return;
    event.preventDefault();
    if (!document.querySelector('.modal, dialog[open]')) open();
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}
