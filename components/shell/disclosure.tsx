'use client';
// A piece of navigation behind a button. It is the browser's own disclosure and opens without a script; with one it
// closes on Escape, on a click elsewhere, and when the page changes.

import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';

type DisclosureProps = {
  /** On the button. */
  summary: ReactNode;
  /** The button's name where `summary` shows no words. */
  label?: string;
  className: string;
  children: ReactNode;
};

export function Disclosure({ summary, label, className, children }: DisclosureProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const path = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: it closes because the path has changed
  useEffect(() => details.current?.removeAttribute('open'), [path]);
  useEffect(() => closeFromOutside(details.current), []);
  return (
    <details ref={details} className={`disclosure ${className}`}>
      <summary aria-label={label}>{summary}</summary>
      <div className="disclosure-panel">{children}</div>
    </details>
  );
}

function closeFromOutside(details: HTMLDetailsElement | null): (() => void) | undefined {
  if (!details) return;
  const listeners = new AbortController();
  const { signal } = listeners;
  const onPointer = (event: PointerEvent) => {
    if (event.target instanceof Node && !details.contains(event.target)) details.open = false;
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !details.open) return;
    details.open = false;
    details.querySelector('summary')?.focus();
  };
  document.addEventListener('pointerdown', onPointer, { signal });
  details.addEventListener('keydown', onKey, { signal });
  return () => listeners.abort();
}
