// The few signs of the document page that the interface has nowhere else.

const PATHS = {
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M5.5 11h13v9h-13z',
  restricted: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM6.5 6.5l11 11',
  behind: 'M4 12a8 8 0 0 1 14-5.3M20 12a8 8 0 0 1-14 5.3M18 3v4h-4M6 21v-4h4',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  grip: 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01',
  plus: 'M12 5v14M5 12h14',
  unsaved: 'M5 19l1-4L16 5l3 3L9 18zM14 7l3 3',
  list: 'M4 6h16M4 12h16M4 18h10',
} as const;

export type DocumentIconName = keyof typeof PATHS;

/** Repeats what words beside it say. */
export function DocumentIcon({ name }: { name: DocumentIconName }) {
  const isDots = name === 'more' || name === 'grip';
  return (
    <svg className="document-icon" viewBox="0 0 24 24" width="16" height="16" aria-hidden="true">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth={isDots ? 3 : 2}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** Says something by itself. */
export function DocumentSign({ name, label }: { name: DocumentIconName; label: string }) {
  return (
    <span className="document-sign" title={label}>
      <DocumentIcon name={name} />
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
