'use client';
// Marks in the contents list the section that is being read or written. The mark is put on the element itself: letting
// React draw hundreds of rows anew at every section passed would make scrolling stutter.

import { type RefObject, useEffect } from 'react';
import type { PresentedSection } from '../../domain/document/presented.ts';
import { sectionElementId } from './section-address.ts';

/** The strip of the window in which a section's beginning makes it the one being read. */
const STRIP = '-10% 0px -75% 0px';

export function useReadingPlace(panel: RefObject<HTMLElement | null>, sections: readonly PresentedSection[]): void {
  useEffect(() => {
    const visible = new Set<Element>();
    const mark = () => {
      const place = sectionBeingWritten() ?? lowest(visible);
      if (place) markRow(panel.current, place.id.replace(/^s-/, ''));
    };
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) visible.add(target);
          else visible.delete(target);
        }
        mark();
      },
      { rootMargin: STRIP },
    );
    for (const { id } of sections) {
      const element = document.getElementById(sectionElementId(id));
      if (element) observer.observe(element);
    }
    const stopListening = onChangeOf(panel.current, mark);
    return () => {
      observer.disconnect();
      stopListening();
    };
  }, [panel, sections]);
}

/** When the focus goes into a text, and when rows are made anew, which have no mark. Returns how to stop. */
function onChangeOf(panel: HTMLElement | null, mark: () => void): () => void {
  const rows = new MutationObserver(mark);
  if (panel) rows.observe(panel, { childList: true, subtree: true });
  document.addEventListener('focusin', mark);
  return () => {
    rows.disconnect();
    document.removeEventListener('focusin', mark);
  };
}

const lowest = (sections: ReadonlySet<Element>) =>
  [...sections].sort((a, b) => b.getBoundingClientRect().top - a.getBoundingClientRect().top)[0];

/** The one with the focus in its editor, wherever in the window it stands, until it is scrolled away. */
function sectionBeingWritten(): Element | null {
  const section = document.activeElement?.closest('.section-editing')?.closest('.section') ?? null;
  if (section === null) return null;
  const { top, bottom } = section.getBoundingClientRect();
  return top < window.innerHeight && bottom > 0 ? section : null;
}

function markRow(panel: HTMLElement | null, sectionId: string): void {
  const row = panel?.querySelector(`[data-outline-row="${CSS.escape(sectionId)}"]`);
  for (const marked of panel?.querySelectorAll('[data-is-read]') ?? []) {
    if (marked !== row) marked.removeAttribute('data-is-read');
  }
  row?.setAttribute('data-is-read', '');
}
