// The shows: what two people at browsers do to a text that they share, and what must be true of it afterwards. Each
// answers with what was wrong, one line a complaint.

import { setTimeout as delay } from 'node:timers/promises';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { ROOT } from '../../domain/collab/vectors.ts';
import { socketWith } from '../../tests/support/room-client.ts';
import { open, type Person, roomOf, type } from './person.ts';
import type { Product } from './product.ts';
import { complaintsOf, lettersOf, settled, until, watch, watched } from './watch.ts';

/** Two who may write. `path`: of the document. */
export type Stage = { product: Product; path: string; writers: readonly [Person, Person]; random: () => number };

/** A pause of a writer's connection after a cut is 2.5 s at most; a machine that is busy takes its time. */
const COME_BACK_MS = 30_000;
/** A connection that swallows everything is given up after 30 s without a word, looked at every 3 s. */
const HANGING_MS = 45_000;
/** "Kept" is due so soon. */
const TOLD_MS = 5000;
const KEPT = /^Ühendus puudub\. Tekst on alles selles seadmes/;
const BASE = '2035 2036 2037';

/** Both write so many letters in one paragraph, each where they happen to begin. */
export async function together({ path, writers, random }: Stage, section: string, letters: number): Promise<string[]> {
  await meet(writers, path, section);
  for (const { page } of writers) {
    await page.keyboard.press('Home');
    for (let steps = Math.floor(random() * BASE.length); steps > 0; steps -= 1) await page.keyboard.press('ArrowRight');
  }
  await Promise.all(writers.map((writer) => type(writer, letters)));
  await settled(writers, COME_BACK_MS);
  return complaintsOf(writers);
}

export type Loss = 'cut' | 'swallow';

/** The first loses the connection for so long while both go on. `cut`: the browser is told; `swallow`: nobody is. */
export async function offline(stage: Stage, section: string, loss: Loss, seconds: number): Promise<string[]> {
  const { path, writers } = stage;
  const [away] = writers;
  await meet(writers, path, section);
  await away.page.context().setOffline(loss === 'cut');
  away.network[loss]();
  const from = Date.now();
  await Promise.all(writers.map((writer) => typeFor(writer, seconds)));
  const words = (await watched(away))?.standings.at(-1)?.words ?? '';
  away.network.mend();
  await away.page.context().setOffline(false);
  await settled(writers, HANGING_MS);
  const told = (await watched(away))?.standings.find(({ at, words }) => at >= from && KEPT.test(words));
  const late = told && told.at - from <= TOLD_MS ? [] : [`told after ${told ? told.at - from : 'more than all'} ms`];
  const silent = KEPT.test(words) ? [] : [`at the end of the cut it said "${words}"`];
  return [...late, ...silent, ...(await complaintsOf(writers))];
}

/** The server is killed in the middle of what both write, and started again, so many times; one answer for each. */
export async function killed(stage: Stage, section: string, kills: number): Promise<string[][]> {
  const { path, writers } = stage;
  await meet(writers, path, section);
  const found: string[][] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    const lost = await killOnce(stage);
    const isBack = await settled(writers, COME_BACK_MS);
    found.push([...lost, ...(isBack ? [] : ['they did not settle']), ...(await complaintsOf(writers))]);
  }
  return found;
}

/** What was promised before and the server has no more afterwards, asked before any browser could bring it again. */
async function killOnce({ product, writers, random }: Stage): Promise<string[]> {
  const typing = Promise.all(writers.map((writer) => type(writer, 40)));
  await delay(300 + random() * 700);
  await product.kill();
  for (const { network } of writers) network.cut();
  const promised = await Promise.all(writers.map(watched));
  await typing;
  await product.start();
  const text = await textOnServer(product, writers[0]);
  for (const { network } of writers) network.mend();
  return writers.flatMap(({ name, letters, typed }, i) => {
    const saved = promised[i]?.saved ?? 0;
    const seen = promised[1 - i]?.seen ?? 0;
    const kept = lettersOf(text, letters);
    const isThere = kept.startsWith(typed.slice(0, Math.max(saved, seen)));
    return isThere ? [] : [`of ${name} ${saved} were saved and ${seen} seen, there are ${JSON.stringify(kept)}`];
  });
}

/** Somebody only looks while so many words are written, one after the other. */
export async function watching(stage: Stage, section: string, reader: Person, words: number): Promise<string[]> {
  const [writer] = stage.writers;
  await open(writer, stage.path, section);
  const before = reader.sockets.length;
  await reader.page.goto(stage.path);
  await reader.page.getByRole('heading', { level: 1 }).waitFor();
  const complaints: string[] = [];
  for (let word = 1; word <= words; word += 1) {
    const shown = `sõna${word}`;
    await writer.page.keyboard.type(`${shown} `, { delay: 10 });
    const typedAt = performance.now();
    await reader.page.getByRole('article').getByText(shown, { exact: false }).waitFor();
    const late = performance.now() - typedAt;
    if (late > TOLD_MS) complaints.push(`${reader.name} saw word ${word} after ${Math.round(late)} ms`);
  }
  const opened = reader.sockets.slice(before).map((url) => new URL(url).pathname);
  const rooms = opened.filter((room) => !/^\/collab\/(account|document\.[0-9a-f-]{36})$/.test(room));
  if (!opened.some((room) => room.startsWith('/collab/document.')))
    complaints.push('it was not in the document’s room');
  return [...complaints, ...rooms.map((room) => `it opened ${room}`)];
}

/** Both in the section, whose text is `BASE` then. */
async function meet(writers: readonly [Person, Person], path: string, section: string): Promise<void> {
  const [first, second] = writers;
  await open(first, path, section);
  await first.page.keyboard.type(BASE);
  await open(second, path, section);
  await watch(first, second);
  await watch(second, first);
  const areIn = await until(async () => (await watched(second))?.text === BASE, COME_BACK_MS);
  if (!areIn) throw new Error('the second did not see what the first had written');
}

async function typeFor(writer: Person, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    await type(writer, 5);
    await delay(500);
  }
}

/** Read by a client of the same person, past their network. */
async function textOnServer({ port, origin }: Product, person: Person): Promise<string> {
  const doc = new Y.Doc();
  const headers = { origin, cookie: await person.cookie() };
  const provider = new WebsocketProvider(`ws://localhost:${port}/collab`, roomOf(person), doc, {
    WebSocketPolyfill: socketWith(headers),
    disableBc: true,
  });
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()));
  const text = doc.getXmlFragment(ROOT).toArray().map(wordsOf).join('');
  provider.destroy();
  doc.destroy();
  return text;
}

function wordsOf(node: unknown): string {
  if (node instanceof Y.XmlText) return node.toString();
  return node instanceof Y.XmlElement ? node.toArray().map(wordsOf).join('') : '';
}
