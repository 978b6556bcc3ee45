'use client';
// What is wrong with a form as a whole, at its top: it takes the focus, is read out, and leads to each field.

import { type MouseEvent, useEffect, useRef } from 'react';

export type FieldMistake = {
  name: string;
  /** Absent when the field is not on the page. */
  label?: string;
  message: string;
  href?: string;
  /** Brings the control into view and gives it the focus. */
  goTo?: () => void;
};

type ErrorSummaryProps = { title: string; errors: readonly FieldMistake[] };

/** Give it a `key` that changes with each answer, so that the second failure is told like the first. */
export function ErrorSummary({ title, errors }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} className="notice notice-danger error-summary" role="alert" tabIndex={-1}>
      <h2>{title}</h2>
      {errors.length > 0 && (
        <ul className="error-list">
          {errors.map((error) => (
            <li key={error.name}>
              <Mistake {...error} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Mistake({ label, message, href, goTo }: FieldMistake) {
  const text = label ? `${label}: ${message}` : message;
  if (!href) return text;
  const follow = (event: MouseEvent) => {
    if (!goTo) return;
    event.preventDefault();
    goTo();
  };
  return (
    <a href={href} onClick={follow}>
      {text}
    </a>
  );
}
