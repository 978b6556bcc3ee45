'use client';
// Asks for suggestions while somebody types: after a pause, one question at a time, and only the newest answer counts.

import { useEffect, useState } from 'react';
import { type Suggestions, suggestAddress } from './suggestions.ts';

const PAUSE_MS = 140;

type Asked = {
  /** The newest answer that came, also while the next one is on its way: nothing on the screen jumps. */
  suggestions: Suggestions | null;
  /** What the newest answer answers; null before the first. */
  answeredQuery: string | null;
  state: 'asking' | 'answered' | 'failed';
};

export function useSuggestions(locale: string, query: string): Asked {
  const [asked, setAsked] = useState<Asked>({ suggestions: null, answeredQuery: null, state: 'asking' });
  useEffect(() => {
    const question = new AbortController();
    setAsked((before) => ({ ...before, state: 'asking' }));
    const ask = () =>
      readSuggestions(suggestAddress(locale, query), question.signal).then(
        (suggestions) => question.signal.aborted || setAsked({ suggestions, answeredQuery: query, state: 'answered' }),
        () => question.signal.aborted || setAsked({ suggestions: null, answeredQuery: null, state: 'failed' }),
      );
    const timer = setTimeout(ask, query === '' ? 0 : PAUSE_MS);
    return () => {
      clearTimeout(timer);
      question.abort();
    };
  }, [locale, query]);
  return asked;
}

/** A refusal that says why suggests nothing and tells that; whatever else is not an answer rejects. */
async function readSuggestions(address: string, signal: AbortSignal): Promise<Suggestions> {
  const answer = await fetch(address, { signal, headers: { accept: 'application/json' } });
  if (answer.ok) return answer.json();
  const { error } = await answer.json();
  return { groups: [], notice: '', said: String(error.message) };
}
