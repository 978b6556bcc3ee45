'use client';
// Asks before a page with unsaved text is left: by the browser's own question where it asks one, by ours for links inside
// the workspace, which load no page.

import { useEffect } from 'react';

export function useLeaveGuard(isUnsaved: boolean, question: string): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const listeners = new AbortController();
    const { signal } = listeners;
    window.addEventListener('beforeunload', (event) => event.preventDefault(), { signal });
    const onClick = (event: MouseEvent) => {
      if (!leadsAway(event) || window.confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('click', onClick, { signal, capture: true });
    return () => listeners.abort();
  }, [isUnsaved, question]);
}

/** A link in this window, to another page of ours: others load a page, and the browser asks by itself. */
function leadsAway({ target, ctrlKey, metaKey, shiftKey }: MouseEvent): boolean {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null;
  if (!link || link.target === '_blank' || ctrlKey || metaKey || shiftKey) return false;
  return link.origin === window.location.origin && link.pathname !== window.location.pathname;
}
