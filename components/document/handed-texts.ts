// The texts of a page on their way from its request to the components that draw it on the server. They are not given as
// properties: those travel to the browser a second time beside the HTML that holds them already.

import type { PresentedBody } from '../../domain/document/presented.ts';

/** Next bundles this file once for server components and once for the drawing of client components; the two share this. */
const KEY = Symbol.for('kaasa.handed-texts');
type Handed = Map<string, () => Promise<readonly PresentedBody[]>>;
type Global = { [KEY]?: Handed };

/** Pages whose answers are still being written. Each takes its own texts back; this is for those whose end nobody hears. */
const MOST = 200;

function handed(): Handed {
  const holder = globalThis as Global;
  holder[KEY] ??= new Map();
  return holder[KEY];
}

/** Keeps texts for one answer under a key that nobody can guess; they are read when they are first asked for. */
export function handOverTexts(key: string, read: () => Promise<readonly PresentedBody[]>): void {
  let reading: Promise<readonly PresentedBody[]> | null = null;
  const pages = handed();
  pages.set(key, () => {
    reading ??= read();
    return reading;
  });
  const [oldest] = pages.keys();
  if (pages.size > MOST && oldest !== undefined) pages.delete(oldest);
}

/** The same promise at every call; null when they are gone. */
export function handedTexts(key: string): Promise<readonly PresentedBody[]> | null {
  return handed().get(key)?.() ?? null;
}

export function takeBackTexts(key: string): void {
  handed().delete(key);
}
