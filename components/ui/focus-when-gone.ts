'use client';
// For a button whose line leaves the list when it has acted: the focus goes to the line beside it.

import { type RefObject, useEffect, useRef } from 'react';
import { afterDrawing, isFocusLost, linesBeside } from './focus-lost.ts';

/** Call the answer when the act begins; `element` stands in the line. */
export function useFocusWhenGone(element: RefObject<HTMLElement | null>): () => void {
  const goOn = useRef<(() => void) | null>(null);
  useEffect(
    () => () => {
      const focusNext = goOn.current;
      if (focusNext) void afterDrawing().then(() => isFocusLost() && focusNext());
    },
    [],
  );
  return () => {
    const { current } = element;
    goOn.current = current?.contains(document.activeElement) ? linesBeside(current) : null;
  };
}
