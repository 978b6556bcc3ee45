'use client';
// Which parts of the contents list are open. A long document begins with its first level only.

import { useCallback, useMemo, useState } from 'react';
import { useSections } from './document-context.ts';

export type OutlineExpansion = {
  expanded: ReadonlySet<string>;
  set: (ids: Iterable<string>) => void;
  toggle: (id: string) => void;
  isAllExpanded: boolean;
  /** Opens everything, or closes everything. */
  toggleAll: () => void;
};

/** More sections than this are more than a look takes in. */
const ALL_OPEN_UP_TO = 80;

export function useOutlineExpansion(): OutlineExpansion {
  const sections = useSections();
  const [closed, setClosed] = useState<ReadonlySet<string>>(
    () => new Set(sections.length > ALL_OPEN_UP_TO ? sections.map(({ id }) => id) : []),
  );
  // new sections are open: what is kept is what was closed
  const expanded = useMemo(
    () => new Set(sections.map(({ id }) => id).filter((id) => !closed.has(id))),
    [sections, closed],
  );
  const set = useCallback(
    (ids: Iterable<string>) => {
      const open = new Set(ids);
      setClosed(new Set(sections.map(({ id }) => id).filter((id) => !open.has(id))));
    },
    [sections],
  );
  const isAllExpanded = sections.every(({ id }) => expanded.has(id));
  return {
    expanded,
    set,
    isAllExpanded,
    toggle: (id) => set(expanded.has(id) ? [...expanded].filter((other) => other !== id) : [...expanded, id]),
    toggleAll: () => set(isAllExpanded ? [] : sections.map((section) => section.id)),
  };
}
