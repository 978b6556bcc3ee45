// The layout of long forms: groups of fields one under another, each with a heading and a word of explanation
// beside it where there is room.

import { type ReactNode, useId } from 'react';

/** Holds `FormSection`s and what stands between them. */
export function FormShell({ children }: { children: ReactNode }) {
  return <div className="form-shell">{children}</div>;
}

type FormSectionProps = { title: string; hint?: ReactNode; children: ReactNode };

export function FormSection({ title, hint, children }: FormSectionProps) {
  const id = useId();
  return (
    <section className="form-section" aria-labelledby={id}>
      <div className="form-section-head">
        <h2 id={id}>{title}</h2>
        {hint && <p className="field-hint">{hint}</p>}
      </div>
      <div className="form-section-body">{children}</div>
    </section>
  );
}
