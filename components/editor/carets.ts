// Where the others are in the text: a caret with a name, and what they have selected. Names and colours are the server's.

import { Extension } from '@tiptap/core';
import { yCursorPlugin } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';

type Person = { name?: unknown; color?: unknown };

export function carets(awareness: Awareness): Extension {
  return Extension.create({
    name: 'carets',
    // after the binding that knows where the text is in the document
    priority: 900,
    addProseMirrorPlugins: () => [
      yCursorPlugin(awareness, {
        cursorBuilder: caret,
        selectionBuilder: ({ color }: Person) => ({ class: 'writer-selection', style: `--writer: ${colourOf(color)}` }),
      }),
    ],
  });
}

function caret({ name, color }: Person): HTMLElement {
  const mark = document.createElement('span');
  mark.className = 'writer-caret';
  mark.style.setProperty('--writer', colourOf(color));
  const label = document.createElement('span');
  label.className = 'writer-name';
  label.textContent = typeof name === 'string' ? name : '';
  // keep the caret in the line at whose end it stands
  mark.append('\u2060', label, '\u2060');
  mark.setAttribute('aria-hidden', 'true');
  return mark;
}

function colourOf(colour: unknown): string {
  return typeof colour === 'string' && /^#[0-9a-f]{6}$/i.test(colour) ? colour : '#5a5a5a';
}
