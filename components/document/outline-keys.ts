// The keys of the contents list. The tree's own (arrows, Home, typing a title) are React Aria's.

import type { KeyboardEvent } from 'react';
import type { Step } from './outline-places.ts';

export type OutlineKeyCommand = { command: 'step'; step: Step } | { command: 'rename' | 'delete' | 'undo' | 'redo' };

const STEPS: Record<string, Step> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'out', ArrowRight: 'in' };

/** Null for a key that means nothing here. */
export function readOutlineKey(event: KeyboardEvent): OutlineKeyCommand | null {
  const { key, altKey, shiftKey } = event;
  const isPlain = !altKey && !event.ctrlKey && !event.metaKey && !shiftKey;
  const step = STEPS[key];
  if (altKey && !event.ctrlKey && !event.metaKey && step) return { command: 'step', step };
  if (isPlain && key === 'F2') return { command: 'rename' };
  if (isPlain && key === 'Delete') return { command: 'delete' };
  if (!(event.ctrlKey || event.metaKey) || altKey) return null;
  if (key.toLowerCase() === 'z') return { command: shiftKey ? 'redo' : 'undo' };
  return key.toLowerCase() === 'y' ? { command: 'redo' } : null;
}
