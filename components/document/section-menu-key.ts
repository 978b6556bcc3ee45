// The keys that open a menu where one stands, Shift+F10 and the menu key: on a row of the contents list and on a heading
// they open the menu of that section.

import { useEffect } from 'react';
import type { OpenMenu } from './document-context.ts';

export function useMenuKey(open: (menu: OpenMenu) => void): void {
  useEffect(() => {
    let isTaken = false;
    const onKey = (event: KeyboardEvent) => {
      const menu = isMenuKey(event) && event.target instanceof Element ? menuAt(event.target) : null;
      isTaken = menu !== null;
      if (menu === null) return;
      event.preventDefault();
      event.stopPropagation();
      open(menu);
    };
    // some browsers ask for their own menu all the same, when the key is let go
    const onContextMenu = (event: Event) => {
      if (isTaken) event.preventDefault();
      isTaken = false;
    };
    document.addEventListener('keydown', onKey, { capture: true });
    document.addEventListener('contextmenu', onContextMenu, { capture: true });
    return () => {
      document.removeEventListener('keydown', onKey, { capture: true });
      document.removeEventListener('contextmenu', onContextMenu, { capture: true });
    };
  }, [open]);
}

function isMenuKey({ key, shiftKey }: KeyboardEvent): boolean {
  return key === 'ContextMenu' || (key === 'F10' && shiftKey);
}

/** Null elsewhere, such as in a text that is being written. */
function menuAt(target: Element): OpenMenu | null {
  const row = target.closest<HTMLElement>('.outline-item');
  if (row) return { sectionId: row.dataset.key ?? '', anchor: row };
  const heading = target.closest<HTMLElement>('.section-heading :is(h2, h3, h4, h5, h6)');
  const section = heading?.closest('.section');
  return heading && section ? { sectionId: section.id.replace(/^s-/, ''), anchor: heading } : null;
}
