'use client';
// The search palette: a field and what is suggested for it, over the page. The focus stays in the field; the arrow keys
// move through the places and Enter opens one (a combobox with a listbox, WAI-ARIA APG).

import { useRouter } from 'next/navigation';
import { useLocale } from 'next-intl';
import { type KeyboardEvent, useId, useState } from 'react';
import { goToSection } from '../document/section-address.ts';
import { afterDrawing } from '../ui/focus-lost.ts';
import { LinkButton } from '../ui/link-button.tsx';
import { optionId, PaletteList } from './palette-list.tsx';
import { MAX_TYPED_LENGTH, type SuggestedPlace, searchAddress } from './suggestions.ts';
import { useSuggestions } from './use-suggestions.ts';

export type PaletteTexts = {
  /** On the button. */
  open: string;
  /** Of the field and of the dialog. */
  label: string;
  searching: string;
  failed: string;
  /** What the keys do. */
  keys: string;
  /** Leads to the page with all results. */
  all: string;
};

type PaletteProps = { texts: PaletteTexts; onClose: () => void };

export function Palette({ texts, onClose }: PaletteProps) {
  const [query, setQuery] = useState('');
  const locale = useLocale();
  const { suggestions, answeredQuery, state } = useSuggestions(locale, query.trim());
  const groups = suggestions?.groups ?? [];
  const places = groups.flatMap((group) => group.places);
  const all = searchAddress(locale, query.trim());
  const keys = useCurrentPlace({ places, query, isAnswered: answeredQuery === query.trim(), all, onClose });
  const listId = useId();
  return (
    <div className="palette">
      <input
        type="search"
        role="combobox"
        // biome-ignore lint/a11y/noAutofocus: the palette was opened to type into it
        autoFocus
        className="input palette-input"
        aria-label={texts.label}
        aria-expanded={places.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={keys.current < 0 ? undefined : optionId(listId, keys.current)}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        maxLength={MAX_TYPED_LENGTH}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={keys.onKeyDown}
      />
      <div className="palette-found" aria-busy={state === 'asking'}>
        {suggestions?.notice && <p className="palette-notice">{suggestions.notice}</p>}
        <PaletteList id={listId} label={texts.label} groups={groups} current={keys.current} onOpen={keys.onOpen} />
        <p className={places.length > 0 ? 'visually-hidden' : 'palette-said'} role="status">
          {said(state, suggestions?.said, texts)}
        </p>
      </div>
      <div className="palette-foot">
        <span className="palette-keys">{texts.keys}</span>
        <LinkButton href={all} variant="quiet" isSmall>
          {texts.all}
        </LinkButton>
      </div>
    </div>
  );
}

function said(state: 'asking' | 'answered' | 'failed', answer: string | undefined, texts: PaletteTexts): string {
  if (state === 'failed') return texts.failed;
  // what was said before stays until the next answer is there
  return answer ?? texts.searching;
}

type CurrentPlace = {
  places: readonly SuggestedPlace[];
  query: string;
  /** The places answer what stands in the field; else they are from before. */
  isAnswered: boolean;
  all: string;
  onClose: () => void;
};

/**
 * Which place is marked, the keys that move the mark, and Enter, which opens the marked place, else the page of results.
 * The first answer is marked by itself; what was chosen by a key stays marked when other answers come, as long as it is
 * among them. Places from before are marked by a key only: Enter pressed right after typing means what was typed.
 */
function useCurrentPlace({ places, query, isAnswered, all, onClose }: CurrentPlace) {
  const router = useRouter();
  const [chosen, setChosen] = useState({ query: '', href: '' });
  const at = chosen.query === query ? places.findIndex(({ href }) => href === chosen.href) : -1;
  const first = isAnswered && places.length > 0 ? 0 : -1;
  const current = at < 0 ? first : at;
  const move = (index: number) => {
    const place = places[(index + places.length) % places.length];
    if (place) setChosen({ query, href: place.href });
  };
  const onOpen = (href: string) => {
    onClose();
    focusWhenHere(href);
  };
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    // while an input method composes a word the keys are its own
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      const href = places[current]?.href ?? all;
      router.push(href);
      onOpen(href);
    } else if (event.key === 'ArrowDown' && places.length > 0) move(current + 1);
    else if (event.key === 'ArrowUp' && places.length > 0) move(current < 0 ? -1 : current - 1);
    else return;
    event.preventDefault();
  }
  return { current, onKeyDown, onOpen };
}

/** A section of the page that is open already gets the focus; the router only scrolls to it. */
function focusWhenHere(href: string): void {
  const { pathname, hash } = new URL(href, window.location.href);
  if (pathname !== window.location.pathname || !hash.startsWith('#s-')) return;
  void afterDrawing().then(() => goToSection(hash.slice('#s-'.length)));
}
