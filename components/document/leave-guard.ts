'use client';
// Asks before a page with unsaved text is left by a link inside the workspace, which loads no page. Where one is loaded the
// browser asks (components/editor/room/use-room.ts).

import { useEffect } from 'react';

/** `mustAsk` must be the same function as long as the caller is on the page. */
export function useLeaveGuard(mustAsk: () => boolean, question: string): void {
  useEffect(() => {
    const listeners = new AbortController();
    const { signal } = listeners;
    const onClick = (event: MouseEvent) => {
      if (!leadsAway(event) || !mustAsk() || window.confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('click', onClick, { signal, capture: true });
    return () => listeners.abort();
  }, [mustAsk, question]);
}

/** A link in this window, to another page of ours: others load a page, and the browser asks by itself. */
function leadsAway({ target, ctrlKey, metaKey, shiftKey }: MouseEvent): boolean {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null;
  if (!link || link.target === '_blank' || ctrlKey || metaKey || shiftKey) return false;
  return link.origin === window.location.origin && link.pathname !== window.location.pathname;
}
