// Every pair of floors, planted upside down: what house order forbids, Biome must report.

import { expect, test } from 'vitest';
import { plantTree } from '../support/planted-tree.ts';

/** What each floor may not import; the path is as seen from a file two folders deep. */
const FORBIDDEN: Record<string, string[]> = {
  domain: [
    'node:fs',
    'react',
    'next/server',
    'next-intl',
    'drizzle-orm',
    'drizzle-orm/pg-core',
    ...floors('db', 'components', 'server', 'app'),
  ],
  db: ['react', 'next/server', ...floors('components', 'server', 'app')],
  components: ['node:fs', 'drizzle-orm', ...floors('db', 'server', 'app')],
  server: [
    'react',
    'react-dom/server',
    'next',
    'next/cache',
    'next-intl/server',
    'server-only',
    ...floors('components', 'app'),
  ],
  app: ['drizzle-orm', 'postgres', '@electric-sql/pglite', ...floors('db')],
};

const ALLOWED: Record<string, string[]> = {
  domain: floors('domain'),
  db: ['node:fs', 'drizzle-orm', ...floors('domain', 'db')],
  components: ['react', ...floors('domain', 'components')],
  server: ['node:fs', 'drizzle-orm', ...floors('domain', 'db', 'server')],
  app: ['react', 'next/cache', 'next-intl/server', ...floors('domain', 'components', 'server', 'app')],
};

function floors(...names: string[]): string[] {
  return names.map((name) => `../../${name}/room/thing.ts`);
}

function files(imports: Record<string, string[]>): Record<string, string> {
  const planted = Object.entries(imports).flatMap(([floor, sources]) =>
    sources.map((source, index) => [
      `${floor}/room/planted-${index}.ts`,
      `import type { Thing } from '${source}';\n\nexport type Its = Thing;\n`,
    ]),
  );
  return Object.fromEntries(planted);
}

async function reportedIn(planted: Record<string, string>): Promise<string[]> {
  const tree = plantTree(planted);
  try {
    const { output } = await tree.run(
      'biome',
      'lint',
      '--only=style/noRestrictedImports',
      '--reporter=json',
      '--max-diagnostics=none',
      '.',
    );
    const report = JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1)) as {
      diagnostics: { location: { path: string | { file: string } } }[];
    };
    return [
      ...new Set(report.diagnostics.map(({ location: { path } }) => (typeof path === 'string' ? path : path.file))),
    ].sort();
  } finally {
    tree.remove();
  }
}

test('an import from a floor above, or of what a floor must not know, is reported', async () => {
  expect(await reportedIn(files(FORBIDDEN))).toEqual(Object.keys(files(FORBIDDEN)).sort());
});

test('the composition root may start Next, and uses nothing else of it', async () => {
  const start = { 'server/main.ts': "import next from 'next';\n\nexport const pages = next({});\n" };
  const cache = {
    'server/main.ts': "import { revalidateTag } from 'next/cache';\n\nexport const drop = revalidateTag;\n",
  };
  expect(await reportedIn(start)).toEqual([]);
  expect(await reportedIn(cache)).toEqual(['server/main.ts']);
});

test('an import from the same floor or one below is not', async () => {
  expect(await reportedIn(files(ALLOWED))).toEqual([]);
});
