'use client';
// How much of the window the on-screen keyboard covers: what sticks to the window's edges keeps clear of it.

import { useEffect } from 'react';

/** Sets `--covered-top` and `--covered-bottom`, in px, on the page as long as the caller is on it. */
export function useCoveredViewport(): void {
  useEffect(() => {
    const { visualViewport: visible } = window;
    if (!visible) return;
    const measure = () => {
      // zoomed in by fingers the visible part is small too; there nothing is to move about
      const isZoomed = visible.scale > 1.01;
      const bottom = isZoomed ? 0 : window.innerHeight - visible.height - visible.offsetTop;
      set('--covered-top', isZoomed ? 0 : visible.offsetTop);
      set('--covered-bottom', bottom);
    };
    measure();
    const listeners = new AbortController();
    visible.addEventListener('resize', measure, { signal: listeners.signal });
    visible.addEventListener('scroll', measure, { signal: listeners.signal });
    return () => {
      listeners.abort();
      set('--covered-top', 0);
      set('--covered-bottom', 0);
    };
  }, []);
}

function set(name: string, pixels: number): void {
  document.documentElement.style.setProperty(name, `${Math.max(0, Math.round(pixels))}px`);
}
