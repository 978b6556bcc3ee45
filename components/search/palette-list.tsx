'use client';
// The places that the palette suggests: one list of options in groups, of which one is the current one.

import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { Highlighted } from './highlighted.tsx';
import type { SuggestedPlace, Suggestions } from './suggestions.ts';

type PaletteListProps = {
  id: string;
  label: string;
  groups: Suggestions['groups'];
  /** Index over all groups; -1 when none is current. */
  current: number;
  onOpen: (href: string) => void;
};

/** The id of an option, for `aria-activedescendant`. */
export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

export function PaletteList({ id, label, groups, current, onOpen }: PaletteListProps) {
  const starts = groups.map((_, i) => groups.slice(0, i).reduce((sum, group) => sum + group.places.length, 0));
  return (
    <div id={id} role="listbox" aria-label={label} className="palette-list" tabIndex={-1}>
      {groups.map((group, i) => (
        // biome-ignore lint/a11y/useSemanticElements: options of a listbox are grouped by role, a fieldset is no part of one
        <div key={group.label} role="group" aria-labelledby={`${id}-group-${i}`}>
          <p id={`${id}-group-${i}`} className="palette-group">
            {group.label}
          </p>
          {group.places.map((place, j) => {
            const index = (starts[i] ?? 0) + j;
            return (
              <PlaceOption
                key={place.href}
                id={optionId(id, index)}
                place={place}
                isCurrent={index === current}
                onOpen={onOpen}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
}

type PlaceOptionProps = { id: string; place: SuggestedPlace; isCurrent: boolean; onOpen: (href: string) => void };

function PlaceOption({ id, place, isCurrent, onOpen }: PlaceOptionProps) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isCurrent) link.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <Link
      ref={link}
      id={id}
      role="option"
      aria-selected={isCurrent}
      tabIndex={-1}
      href={place.href}
      prefetch={false}
      onClick={() => onOpen(place.href)}
      className="palette-option"
    >
      <span className="palette-title" lang={place.language}>
        <Highlighted parts={place.title} />
      </span>
      <span className="palette-detail">{place.detail}</span>
      {place.passage && (
        <span className="palette-passage" lang={place.language}>
          <Highlighted parts={place.passage} />
        </span>
      )}
    </Link>
  );
}
