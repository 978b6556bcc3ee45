// Rooms as people meet them: the product as its operator starts it, and Chromium for each person, with real keys. Two write in
// one paragraph; one of them is offline for a minute; the server is killed and started again; others only watch, on a
// desktop without the right to write and on a phone with it. Prints bad / N of each, and what was bad.
// `node bench/rooms-in-browsers.ts [together offline killed watching …] [--rounds 6] [--seconds 60] [--kills 5] [--seed N]`

import { parseArgs } from 'node:util';
import { printedSeed, randomFrom } from '../tests/support/random.ts';
import { arrive, type Person } from './browsers/person.ts';
import { product } from './browsers/product.ts';
import { killed, offline, type Stage, together, watching } from './browsers/shows.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '6' },
    seconds: { type: 'string', default: '60' },
    kills: { type: 'string', default: '5' },
    seed: { type: 'string' },
  },
});
const [rounds, seconds, kills] = [values.rounds, values.seconds, values.kills].map(Number) as [number, number, number];
const seed = values.seed === undefined ? printedSeed('rooms in browsers') : Number(values.seed);
const LETTERS_EACH = 80;
const WORDS_WATCHED = 10;

const MARI = { name: 'Mari Tamm', letters: 'abcdefghijklmnopqrstuvwxyzõäöüšž ', random: randomFrom(seed) };
const KATRIN = { name: 'Katrin Saar', letters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZÕÄÖÜ,', random: randomFrom(seed + 1) };
const LIIS = { name: 'Liis Võsu', letters: '', random: randomFrom(seed + 2) };
const ON_PHONE = { ...KATRIN, letters: '!?;', device: 'Pixel 7' } as const;

/** Each answers with what one round of it is called, and with the complaints of each round. */
const SHOWS: Record<string, () => Promise<[what: string, found: string[][]]>> = {
  together: async () => {
    const found: string[][] = [];
    for (let round = 0; round < rounds; round += 1) {
      const writers = [mari, round % 2 === 0 ? katrin : phone] as const;
      found.push(await together({ ...stage, writers, path: await newDocument(mari) }, 'Visioon', LETTERS_EACH));
    }
    return ['texts of two at once', found];
  },
  offline: async () => {
    const cut = await offline(stage, 'Mõõdikud', 'cut', seconds);
    const swallowed = await offline(stage, 'Mõjud', 'swallow', seconds);
    return [`times of ${seconds} s without a connection`, [cut, swallowed]];
  },
  killed: async () => ['kills of the server', await killed(stage, 'Visioon', kills)],
  watching: async () => {
    const onDesktop = await watching(stage, 'Juhtimine ja seire', liis, WORDS_WATCHED);
    const onPhone = await watching(stage, 'Hinnanguline maksumus', phone, WORDS_WATCHED);
    return ['people who watch', [onDesktop, onPhone]];
  },
};

const names = positionals.length > 0 ? positionals : Object.keys(SHOWS);
const unknown = names.filter((name) => !(name in SHOWS));
if (unknown.length > 0) throw new Error(`no show ${unknown.join(', ')}; there are ${Object.keys(SHOWS).join(', ')}`);

const server = await product();
await server.start();
const [mari, katrin] = [await arrive(server, MARI), await arrive(server, KATRIN)] as const;
const [liis, phone] = [await arrive(server, LIIS), await arrive(server, ON_PHONE)];
const path = await newDocument(mari);
await letComment(mari, path, liis.name);
const stage: Stage = { product: server, path, writers: [mari, katrin], random: randomFrom(seed + 3) };
let bad = 0;
for (const name of names) bad += await show(name);
for (const person of [mari, katrin, liis, phone]) await person.leave();
await server.remove();
process.exit(bad === 0 ? 0 : 1);

/** How many rounds of it were bad. */
async function show(name: string): Promise<number> {
  const [what, found] = (await SHOWS[name]?.()) ?? ['', []];
  const wrong = found.filter((complaints) => complaints.length > 0);
  process.stdout.write(`${wrong.length} / ${found.length} ${what}, seed ${seed}\n`);
  for (const complaint of wrong.flat()) process.stdout.write(`  ${complaint}\n`);
  return wrong.length;
}

/** A strategy of their organisation; its path. */
async function newDocument({ page }: Person): Promise<string> {
  await page.goto('/et/documents/new');
  await page.getByLabel('Pealkiri').fill('Noorte osaluse strateegia');
  await page.getByRole('radio', { name: 'Strateegia' }).check();
  await page.getByRole('button', { name: 'Loo dokument' }).click();
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname;
}

async function letComment({ page }: Person, document: string, name: string): Promise<void> {
  await page.goto(`${document}/rights`);
  const form = page.getByRole('form', { name: 'Anna õigus' });
  const subject = form.getByRole('combobox', { name: 'Kellele' });
  await subject.click();
  await subject.pressSequentially(name);
  await page.getByRole('option', { name }).waitFor();
  await subject.press('ArrowDown');
  await subject.press('Enter');
  await form.getByRole('radio', { name: 'Kommenteerida' }).check();
  await form.getByRole('button', { name: 'Anna õigus' }).click();
  await page.getByText('Õigus on antud.').waitFor();
}
