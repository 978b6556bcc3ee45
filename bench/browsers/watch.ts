// What a person sees in their browser while they and another write: looked at in every frame, kept in the page, so that it
// is gone should the page be loaded anew.

import { setTimeout as delay } from 'node:timers/promises';
import type { Person } from './person.ts';

/** How the text stands, in the words of the page, since `at` (milliseconds since 1970). */
export type Standing = { words: string; at: number };

export type Watched = {
  /** So many of one's own letters stood there when the page said "saved". */
  saved: number;
  /** So many letters of the other one have been seen. */
  seen: number;
  standings: Standing[];
  /** Without the names at carets. */
  text: string;
};

type WatchingWindow = { kaasaWatched?: Watched };

const POLL_MS = 50;
const SAVED = 'Salvestatud';

/** From now on; the editor must be open. */
export async function watch(person: Person, other: Person): Promise<void> {
  await person.page.evaluate(watchInPage, [person.letters, other.letters, SAVED] as const);
}

/** Null when the page was loaded anew since. */
export async function watched({ page }: Person): Promise<Watched | null> {
  return page.evaluate(() => (window as WatchingWindow).kaasaWatched ?? null);
}

/** Runs in the page, so everything that it needs is in it. */
function watchInPage([own, others, savedWords]: readonly [string, string, string]): void {
  const noted: Watched = { saved: 0, seen: 0, standings: [], text: '' };
  (window as WatchingWindow).kaasaWatched = noted;
  const shownText = (place: Element) => {
    const words: string[] = [];
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement?.closest('.writer-caret')) words.push(node.nodeValue ?? '');
    }
    return words.join('');
  };
  const count = (text: string, letters: string) => [...text].filter((letter) => letters.includes(letter)).length;
  const look = () => {
    requestAnimationFrame(look);
    const place = document.querySelector('[role="textbox"][aria-label^="Jaotise tekst"]');
    const words = document.querySelector('.editing-state')?.textContent ?? '';
    if (words !== noted.standings.at(-1)?.words) noted.standings.push({ words, at: Date.now() });
    if (!place) return;
    noted.text = shownText(place);
    noted.seen = Math.max(noted.seen, count(noted.text, others));
    if (words === savedWords) noted.saved = Math.max(noted.saved, count(noted.text, own));
  };
  look();
}

/** Waits until all pages say "saved", show the same, and hold as many letters as were typed; at most so long. */
export async function settled(people: readonly Person[], patienceMs: number): Promise<boolean> {
  return until(async () => {
    const all = await Promise.all(people.map(watched));
    return all.every((one) => isDone(one, people) && one?.text === all[0]?.text);
  }, patienceMs);
}

function isDone(one: Watched | null, people: readonly Person[]): boolean {
  if (one?.standings.at(-1)?.words !== SAVED) return false;
  return people.every(({ letters, typed }) => lettersOf(one.text, letters).length >= typed.length);
}

/** What is wrong with the texts that people see in the end. */
export async function complaintsOf(people: readonly Person[]): Promise<string[]> {
  const all = await Promise.all(people.map(watched));
  const reloads = people.filter((_, i) => all[i] === null).map(({ name }) => `the page of ${name} was loaded anew`);
  const texts = all.map((one) => one?.text ?? '');
  const isSame = texts.every((text) => text === texts[0]);
  const wrong = people.flatMap((person) => texts.flatMap((text, i) => wrongIn(text, person, people[i]?.name ?? '')));
  return [...reloads, ...(isSame ? [] : [`they see different texts: ${JSON.stringify(texts)}`]), ...wrong];
}

function wrongIn(text: string, { name, letters, typed }: Person, reader: string): string[] {
  const shown = lettersOf(text, letters);
  return shown === typed ? [] : [`${name} typed ${JSON.stringify(typed)}, ${reader} sees ${JSON.stringify(shown)}`];
}

/** Only those letters, in their order. */
export function lettersOf(text: string, letters: string): string {
  return [...text].filter((letter) => letters.includes(letter)).join('');
}

/** Asks until the answer is yes; false when it is not in time. */
export async function until(check: () => Promise<boolean>, patienceMs: number): Promise<boolean> {
  const end = performance.now() + patienceMs;
  while (!(await check())) {
    if (performance.now() > end) return false;
    await delay(POLL_MS);
  }
  return true;
}
