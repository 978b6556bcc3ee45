// A remark of the page to its reader: information, warning, danger, or good news.

import type { ReactNode } from 'react';

export type Tone = 'info' | 'warn' | 'danger' | 'good';

type NoticeProps = {
  tone?: Tone;
  title?: string;
  children: ReactNode;
  /** Read out when it appears; for what the page says in answer to the reader. */
  isLive?: boolean;
};

export function Notice({ tone = 'info', title, children, isLive = false }: NoticeProps) {
  return (
    <div className={`notice notice-${tone}`} role={isLive ? 'status' : undefined}>
      {title && <p className="notice-title">{title}</p>}
      {typeof children === 'string' ? <p>{children}</p> : children}
    </div>
  );
}
