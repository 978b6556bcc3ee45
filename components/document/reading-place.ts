'use client';
// Marks in the contents list the section that is being read. The mark is put on the element itself: letting React draw
// hundreds of rows anew at every section passed would make scrolling stutter.

import { type RefObject, useEffect } from 'react';
import type { PresentedSection } from '../../domain/document/presented.ts';
import { sectionElementId } from './section-address.ts';

/** The strip of the window in which a section's beginning makes it the one being read. */
const STRIP = '-10% 0px -75% 0px';

export function useReadingPlace(panel: RefObject<HTMLElement | null>, sections: readonly PresentedSection[]): void {
  useEffect(() => {
    const visible = new Set<Element>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) visible.add(target);
          else visible.delete(target);
        }
        const [last] = [...visible].sort((a, b) => b.getBoundingClientRect().top - a.getBoundingClientRect().top);
        if (last) markRow(panel.current, last.id.replace(/^s-/, ''));
      },
      { rootMargin: STRIP },
    );
    for (const { id } of sections) {
      const element = document.getElementById(sectionElementId(id));
      if (element) observer.observe(element);
    }
    return () => observer.disconnect();
  }, [panel, sections]);
}

function markRow(panel: HTMLElement | null, sectionId: string): void {
  if (!panel) return;
  for (const marked of panel.querySelectorAll('[data-is-read]')) marked.removeAttribute('data-is-read');
  const row = panel.querySelector(`[data-outline-row="${CSS.escape(sectionId)}"]`);
  row?.setAttribute('data-is-read', '');
}
