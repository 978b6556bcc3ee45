// What stands where a list would: why it is empty, and what to do first.

import type { ReactNode } from 'react';

type EmptyStateProps = { title: string; text?: ReactNode; actions?: ReactNode };

export function EmptyState({ title, text, actions }: EmptyStateProps) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {text && <p>{text}</p>}
      {actions && <div className="cluster">{actions}</div>}
    </div>
  );
}
