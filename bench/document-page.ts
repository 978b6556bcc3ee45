// How soon the first text of a document of 150,000 words in 60 sections stands on the page, in Chromium over loopback,
// from a server in production mode: of documents that nobody has opened since it started (no rendered text is
// remembered), and of one opened again. Gate: 1,000 ms at the median of both. `node bench/document-page.ts [rounds]`
// after `npm run build`.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { users } from '../db/schema/users.ts';
import { OPERATOR } from '../domain/people/viewer.ts';
import { browserArguments, browserProgram } from '../scripts/browser.ts';
import { boot, shutDown } from '../server/boot.ts';
import { readConfig } from '../server/config.ts';
import { createContext } from '../server/context.ts';
import { seedInstance } from '../server/demo/seed.ts';
import { serve } from '../tests/support/served.ts';
import { makeStrategy, putStrategy } from '../tests/support/strategy.ts';

const [rounds = 9] = process.argv.slice(2).map(Number);
const READER = 'mari.tamm@kysk.example';
const PAGES = 300;

type Seen = { firstText: number; wholeText: number; answered: number; bytes: number };

/** An instance with the demo story and the long documents; answers where it lies and their ids. */
async function prepare(): Promise<{ dataDir: string; documentIds: string[] }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kaasa-bench-'));
  const environment = { DATA_DIR: dataDir, KAASA_SEED: 'demo', LOG_LEVEL: 'error', NODE_ENV: 'production' } as const;
  const app = await boot(readConfig(environment));
  await seedInstance(app);
  const [reader] = await app.database.db.select({ id: users.id }).from(users).where(eq(users.email, READER));
  const documentIds: string[] = [];
  // one for each cold round, and one before them: the process itself begins cold too
  for (let seed = 0; seed <= rounds; seed += 1) {
    const strategy = makeStrategy({ seed: seed + 1, pages: PAGES });
    const { id } = await putStrategy(createContext(app, OPERATOR, 'command-line'), strategy, reader?.id);
    documentIds.push(id);
  }
  await shutDown(app);
  return { dataDir, documentIds };
}

/** Runs in the page before anything else: notes when the first and the last section's text have been painted. */
function watchText(): void {
  const noted = window as unknown as { firstText?: number; wholeText?: number };
  const look = () => {
    const blocks = document.querySelectorAll('main [id^="b-"]');
    if (blocks.length > 0) noted.firstText ??= performance.now();
    if (document.readyState === 'complete') noted.wholeText = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Visits one address after the other, each in a browser profile of its own. */
async function measure(urls: readonly string[], cookie: string): Promise<Seen[]> {
  const program = browserProgram();
  if (program === null) throw new Error('no Chromium was found: `npx playwright install chromium`');
  const browser = await chromium.launch({ executablePath: program, args: browserArguments() });
  const seen: Seen[] = [];
  for (const url of urls) {
    const context = await browser.newContext();
    const [name = '', value = ''] = cookie.split(/=(.*)/);
    await context.addCookies([{ name, value, url }]);
    const page = await context.newPage();
    await page.addInitScript(watchText);
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForFunction(() => 'wholeText' in window);
    seen.push(
      await page.evaluate(() => {
        const { firstText = Number.NaN, wholeText = Number.NaN } = window as unknown as Record<string, number>;
        const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
        return { firstText, wholeText, answered: visit?.responseStart ?? 0, bytes: visit?.encodedBodySize ?? 0 };
      }),
    );
    await context.close();
  }
  await browser.close();
  return seen;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function report(label: string, seen: readonly Seen[]): boolean {
  const of = (key: keyof Seen) => Math.round(median(seen.map((one) => one[key])));
  const figures = {
    answered: of('answered'),
    firstText: of('firstText'),
    wholeText: of('wholeText'),
    bytes: of('bytes'),
  };
  console.log(`${label}, median of ${seen.length}: ${JSON.stringify(figures)} (ms, bytes)`);
  return figures.firstText <= 1000;
}

const { dataDir, documentIds } = await prepare();
const server = await serve({ DATA_DIR: dataDir });
try {
  const [first = '', ...others] = documentIds.map((id) => `${server.origin}/et/documents/${id}`);
  const cookie = await server.cookieOf(READER);
  const [started] = await measure([first], cookie);
  console.log(`first page of a new process: first text after ${Math.round(started?.firstText ?? Number.NaN)} ms`);
  const isMetCold = report('cold', await measure(others, cookie));
  const isMetWarm = report(
    'warm',
    await measure(
      Array.from({ length: rounds }, () => first),
      cookie,
    ),
  );
  console.log(isMetCold && isMetWarm ? 'gate of 1,000 ms: met' : 'gate of 1,000 ms: MISSED');
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
