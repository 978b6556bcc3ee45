// Search as its rules say, in memory and in plain words: what both databases must answer.

import { lexemes, vocabulary } from '../../domain/search/lexemes.ts';
import { probes, type QueryWord, readQuery, requiredWords, respelled } from '../../domain/search/query.ts';
import { allowedEdits, byNearness, nearness } from '../../domain/search/spelling.ts';
import { STEMMED_LANGUAGES, type Stem } from '../../domain/search/stem.ts';
import type { FixturePassage } from './search-fixture.ts';

type ModelAnswer = { ids: string[]; respelt: string[] };
type Entry = { id: string; size: number; lexemes: readonly string[] };

/** Answers queries over these passages, each of which somebody may read: ids in order. */
export function searchModel(passages: readonly FixturePassage[]): (text: string) => ModelAnswer {
  const entries = passages.map(({ id, title, text, language }) => ({
    id,
    size: title.length + text.length,
    lexemes: lexemes(title, text, language),
  }));
  const known = passages.flatMap(({ title, text, language }) => vocabulary(`${title}\n${text}`, language));
  return (text) => {
    const words = readQuery(text, STEMMED_LANGUAGES);
    const taken = words.map((word) => (score([word], entries).length > 0 ? word : respell(word, known)));
    const respelt = words.filter((word, i) => word !== taken[i]).map(({ word }) => word);
    return { ids: score(taken, entries), respelt };
  };
}

function score(words: readonly QueryWord[], entries: readonly Entry[]): string[] {
  const scored = entries.map((entry) => {
    const points = words.map((word) => pointsOf(word, entry.lexemes));
    return { ...entry, words: points.filter(Boolean).length, points: points.reduce((a, b) => a + b, 0) };
  });
  const most = Math.max(...scored.map((entry) => entry.words));
  const least = most === words.length ? most : Math.min(requiredWords(words.length), most);
  return scored
    .filter((entry) => entry.words >= Math.max(1, least))
    .sort((a, b) => b.words - a.words || b.points - a.points || a.size - b.size || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

function pointsOf(word: QueryWord, own: readonly string[]): number {
  const answered = probes(word).find((probe) =>
    probe.lexemes.some(({ lexeme, isPrefix }) =>
      own.some((candidate) => (isPrefix ? candidate.startsWith(lexeme) : candidate === lexeme)),
    ),
  );
  return answered?.points ?? 0;
}

function respell(word: QueryWord, known: readonly Stem[]): QueryWord {
  const near = word.stems.flatMap((asked) =>
    known.flatMap((found) => {
      const edits = allowedEdits(asked.key);
      const like = edits > 0 && found.language === asked.language && nearness(asked.key, found.key, edits);
      return like ? { ...like, ...found, ends: asked.ends.length > 0 ? [found.key] : [] } : [];
    }),
  );
  const [nearest] = near.sort(byNearness);
  return nearest ? respelled(word, nearest) : word;
}
