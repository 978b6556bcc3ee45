// One planted violation a rule of the house: each is reported, and its lawful neighbour is not.

import { describe, expect, test } from 'vitest';
import { plantTree } from '../support/planted-tree.ts';

type Planted = { rule: string; files: Record<string, string> };
type Case = { name: string; violation: Planted; lawful: Record<string, string> };

const lines = (count: number) => Array.from({ length: count }, (_, i) => `export const line${i} = ${i};\n`).join('');
const longFunction = (count: number) =>
  `export function long(): number[] {\n  const list: number[] = [];\n${'  list.push(1);\n'.repeat(count - 4)}  return list;\n}\n`;

const BIOME: Case[] = [
  {
    name: 'two files that import each other',
    violation: {
      rule: 'lint/suspicious/noImportCycles',
      files: {
        'server/a.ts': "import { b } from './b.ts';\n\nexport const a = () => b;\n",
        'server/b.ts': "import { a } from './a.ts';\n\nexport const b = () => a;\n",
      },
    },
    lawful: {
      'server/a.ts': "import { b } from './b.ts';\n\nexport const a = () => b;\n",
      'server/b.ts': 'export const b = 1;\n',
    },
  },
  {
    name: 'a file of 301 lines',
    violation: { rule: 'lint/style/noExcessiveLinesPerFile', files: { 'server/a.ts': lines(301) } },
    lawful: { 'server/a.ts': lines(300) },
  },
  {
    name: 'a function of 41 lines',
    violation: { rule: 'lint/complexity/noExcessiveLinesPerFunction', files: { 'server/a.ts': longFunction(41) } },
    lawful: { 'server/a.ts': longFunction(40), 'tests/a.ts': longFunction(41) },
  },
  {
    name: 'a promise that nobody waits for',
    violation: {
      rule: 'lint/nursery/noFloatingPromises',
      files: { 'server/a.ts': 'export async function save() {}\n\nexport function press() {\n  save();\n}\n' },
    },
    lawful: {
      'server/a.ts': 'export async function save() {}\n\nexport async function press() {\n  await save();\n}\n',
    },
  },
  {
    name: 'a promise that nobody waits for, made in another file',
    violation: {
      rule: 'lint/nursery/noFloatingPromises',
      files: {
        'server/a.ts': 'export async function save() {}\n',
        'server/b.ts': "import { save } from './a.ts';\n\nexport function press() {\n  save();\n}\n",
      },
    },
    lawful: { 'server/a.ts': 'export async function save() {}\n' },
  },
  {
    name: 'any',
    violation: { rule: 'lint/suspicious/noExplicitAny', files: { 'server/a.ts': 'export const a = 1 as any;\n' } },
    lawful: { 'server/a.ts': 'export const a = 1 as unknown;\n' },
  },
  {
    name: 'a default export outside the files that Next reads',
    violation: { rule: 'lint/style/noDefaultExport', files: { 'app/a.ts': 'export default 1;\n' } },
    lawful: { 'app/[locale]/page.tsx': 'export default function Page() {\n  return null;\n}\n' },
  },
  {
    name: 'a barrel',
    violation: { rule: 'lint/performance/noBarrelFile', files: { 'server/a.ts': "export { b } from './b.ts';\n" } },
    lawful: { 'server/a.ts': "import { b } from './b.ts';\n\nexport const a = b;\n" },
  },
  {
    name: 'a file name in camel case',
    violation: { rule: 'lint/style/useFilenamingConvention', files: { 'server/sendMail.ts': 'export const a = 1;\n' } },
    lawful: { 'server/send-mail.ts': 'export const a = 1;\n' },
  },
  {
    name: 'the environment read outside the configuration',
    violation: {
      rule: 'lint/style/noProcessEnv',
      files: { 'server/a.ts': 'export const port = process.env.PORT;\n' },
    },
    lawful: { 'server/config.ts': 'export const port = process.env.PORT;\n' },
  },
  {
    name: 'a skipped test',
    violation: {
      rule: 'lint/suspicious/noSkippedTests',
      files: { 'tests/a.test.ts': "import { test } from 'vitest';\n\ntest.skip('later', () => {});\n" },
    },
    lawful: {},
  },
  {
    name: 'a type error silenced',
    violation: {
      rule: 'lint/suspicious/noTsIgnore',
      files: { 'server/a.ts': "// @ts-ignore\nexport const a: number = 'a';\n" },
    },
    lawful: {},
  },
  {
    name: 'an earlier capability that imports a later one',
    violation: {
      rule: 'plugin',
      files: { 'server/people/a.ts': "import { b } from '../rounds/b.ts';\n\nexport const a = b;\n" },
    },
    lawful: { 'server/rounds/a.ts': "import { b } from '../people/b.ts';\n\nexport const a = b;\n" },
  },
  ...['Date.now()', 'new Date()', 'Math.random()', 'crypto.randomUUID()', 'performance.now()'].map((call) => ({
    name: `${call} in the domain`,
    violation: { rule: 'plugin', files: { 'domain/a.ts': `export const a = () => ${call};\n` } },
    lawful: { 'server/a.ts': `export const a = () => ${call};\n`, 'domain/b.ts': 'export const b = new Date(0);\n' },
  })),
];

async function reportedRules(files: Record<string, string>): Promise<string[]> {
  const tree = plantTree(files);
  try {
    const { output } = await tree.run('biome', 'lint', '--reporter=json', '--max-diagnostics=none', '.');
    const report = JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1)) as {
      diagnostics: { category: string; severity: string }[];
    };
    return report.diagnostics.filter(({ severity }) => severity === 'error').map(({ category }) => category);
  } finally {
    tree.remove();
  }
}

describe.concurrent('Biome reports', () => {
  test.each(BIOME)('$name', async ({ violation, lawful }) => {
    expect(await reportedRules(violation.files)).toContain(violation.rule);
    expect(await reportedRules(lawful)).toEqual([]);
  });
});

const WITH_DEAD_EXPORT = {
  'server/main.ts': "import { used } from './thing.ts';\n\nused();\n",
  'server/thing.ts': 'export function used() {}\n\nexport function forgotten() {}\n',
};

async function knip(files: Record<string, string>): Promise<{ code: number; output: string }> {
  const tree = plantTree(files);
  try {
    return await tree.run('knip', '--include', 'files,exports,types');
  } finally {
    tree.remove();
  }
}

describe('knip reports', () => {
  test('an export that nobody imports, and not the one that somebody does', async () => {
    const { code, output } = await knip(WITH_DEAD_EXPORT);
    expect(code).toBe(1);
    expect(output).toContain('forgotten');
    expect(output).not.toMatch(/^used /m);
  });

  test('a file that nobody imports', async () => {
    const { code, output } = await knip({ ...WITH_DEAD_EXPORT, 'domain/orphan.ts': 'export const orphan = 1;\n' });
    expect(code).toBe(1);
    expect(output).toContain('domain/orphan.ts');
  });

  test('nothing in a tree without either', async () => {
    const lawful = {
      'server/main.ts': "import { used } from './thing.ts';\n\nused();\n",
      'server/thing.ts': 'export function used() {}\n',
    };
    expect(await knip(lawful)).toMatchObject({ code: 0 });
  });
});

test('the compiler reports an unhandled null', async () => {
  const tree = plantTree({ 'server/a.ts': 'export const length = (list: string[]) => list[0].length;\n' });
  try {
    expect((await tree.run('tsc', '--noEmit')).output).toContain('TS2532');
  } finally {
    tree.remove();
  }
});
