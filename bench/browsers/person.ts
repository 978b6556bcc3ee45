// Somebody of the demo story at a browser of their own, with a network of their own that can be cut, who types letters that
// nobody else types: what each has written can be told apart in the text that they share.

import { setTimeout as delay } from 'node:timers/promises';
import { chromium, devices, type Page } from '@playwright/test';
import { browserArguments, browserProgram } from '../../scripts/browser.ts';
import { editor } from '../../tests/support/editor.ts';
import { type TcpProxy, tcpProxy } from '../../tests/support/tcp-proxy.ts';
import type { Product } from './product.ts';

const PATIENCE_MS = 60_000;
const LONGEST_PIECE = 6;
const LONGEST_PAUSE_MS = 40;

export type Device = 'Desktop Chrome' | 'Pixel 7';

export type Person = {
  name: string;
  device: Device;
  page: Page;
  network: TcpProxy;
  /** What nobody else types. */
  letters: string;
  random: () => number;
  /** Everything typed in the section that is open, in its order. */
  typed: string;
  /** The addresses of all sockets that the page has opened. */
  sockets: string[];
  /** As the browser sends it. */
  cookie(): Promise<string>;
  leave(): Promise<void>;
};

export type Newcomer = Pick<Person, 'name' | 'letters' | 'random'> & { device?: Device };

/** Signs in. */
export async function arrive(product: Product, newcomer: Newcomer): Promise<Person> {
  const { device = 'Desktop Chrome' } = newcomer;
  const network = await tcpProxy(product.port);
  const program = browserProgram();
  if (program === null) throw new Error('no Chromium was found: `npx playwright install chromium`');
  // the address stays the product's own, or it would be a foreign origin
  const way = `--host-resolver-rules=MAP localhost:${product.port} 127.0.0.1:${network.port}`;
  const browser = await chromium.launch({ executablePath: program, args: [...browserArguments(), way] });
  const context = await browser.newContext({
    ...devices[device],
    baseURL: product.origin,
    locale: 'et-EE',
    timezoneId: 'Europe/Tallinn',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const sockets: string[] = [];
  page.on('websocket', (socket) => sockets.push(socket.url()));
  await page.goto('/et/sign-in');
  await page.getByRole('button', { name: newcomer.name }).click();
  await page.getByRole('heading', { level: 1, name: `Tere, ${newcomer.name}` }).waitFor();
  return {
    ...newcomer,
    ...{ device, page, network, sockets, typed: '' },
    cookie: async () => (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; '),
    leave: async () => {
      await browser.close();
      await network.close();
    },
  };
}

/** Begins to write in a section of the document at `path`, which is not open yet. */
export async function open(person: Person, path: string, section: string): Promise<void> {
  person.typed = '';
  await person.page.goto(path);
  await person.page.getByRole('button', { name: `Muuda teksti: ${section}` }).click();
  await editor(person.page).and(person.page.locator(':focus')).waitFor();
}

/** Types so many letters, now faster and now slower. */
export async function type(person: Person, count: number): Promise<void> {
  const { letters, random, page } = person;
  for (let left = count; left > 0; ) {
    const size = Math.min(left, 1 + Math.floor(random() * LONGEST_PIECE));
    const piece = Array.from({ length: size }, () => letters[Math.floor(random() * letters.length)]).join('');
    await page.keyboard.type(piece, { delay: random() * LONGEST_PAUSE_MS });
    person.typed += piece;
    left -= size;
    await delay(random() * LONGEST_PAUSE_MS);
  }
}

/** The id of the section in whose room the page was last. */
export function roomOf({ sockets }: Person): string {
  const rooms = sockets.flatMap((url) => /\/collab\/([0-9a-f]{8}-[0-9a-f-]{27})\b/.exec(url)?.[1] ?? []);
  const last = rooms.at(-1);
  if (last === undefined) throw new Error('the page has opened no room of a section');
  return last;
}
