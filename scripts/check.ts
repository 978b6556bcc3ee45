// Everything that `npm test` checks, stage after stage; the first that fails ends the run and is named. The last
// line counts the tests that really ran.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  captured,
  ensureBuilt,
  environment,
  foreground,
  pinnedNode,
  runScript,
  SetupFailure,
  say,
} from './bootstrap.mjs';
import { ensureBrowser, installDebianPackage, isDebianRoot } from './browser.ts';
import { type PostgresPrograms, postgresPrograms, startPrivatePostgres } from './private-postgres.ts';
import { playwrightTally, sum, type Tally, vitestTally } from './tally.ts';

/** Resolves to whether the stage passed. */
type Stage = { name: string; run: () => Promise<boolean> };

const reports = mkdtempSync(join(tmpdir(), 'kaasa-reports-'));
process.once('exit', () => rmSync(reports, { recursive: true, force: true }));
// Not at once: a running child's own listener passes the signal on first. The exit handlers then clean up.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => setImmediate(() => process.exit(130)));

let tally: Tally = { passed: 0, failed: 0, skipped: [] };

const STAGES: Stage[] = [
  { name: 'browser', run: () => ensureBrowser().then(() => true) },
  { name: 'types', run: async () => (await quietly('next', 'typegen')) && (await quietly('tsc', '--noEmit')) },
  { name: 'style and floors', run: () => quietly('biome', 'check', '--error-on-warnings', '.') },
  { name: 'dead exports', run: () => quietly('knip') },
  { name: 'tests on the embedded database', run: () => vitest('embedded', ['pure', 'embedded']) },
  { name: 'the same on PostgreSQL', run: onPostgres },
  { name: 'build', run: () => ensureBuilt({ quiet: true }).then(() => true) },
  { name: 'tests of the served whole', run: () => vitest('served', ['served']) },
  { name: 'tests in the browser', run: playwright },
];

await runScript(async () => {
  for (const stage of STAGES) {
    if (await passes(stage)) continue;
    say(`\nFailed: ${stage.name}. The stages after it did not run.`);
    return close(1);
  }
  return close(0);
});

async function passes({ name, run }: Stage): Promise<boolean> {
  say(`\n— ${name}…`);
  const started = performance.now();
  const passed = await run().catch((error: unknown) => {
    if (!(error instanceof SetupFailure)) throw error;
    say(error.message);
    return false;
  });
  say(`— ${name}: ${passed ? 'passed' : 'FAILED'} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return passed;
}

/** A stage that fails without a failed test, such as the types, counts as one failure. */
function close(code: number): number {
  for (const name of tally.skipped) say(`skipped: ${name}`);
  const failed = code === 0 ? tally.failed : Math.max(tally.failed, 1);
  process.stdout.write(`${tally.passed} passed, ${failed} failed, ${tally.skipped.length} skipped\n`);
  return code;
}

/** Shows what the program printed only when it fails. */
async function quietly(command: string, ...args: string[]): Promise<boolean> {
  const { code, output } = await captured(command, args);
  if (code !== 0) say(output);
  return code === 0;
}

async function vitest(report: string, projects: string[], extra: Record<string, string> = {}): Promise<boolean> {
  const file = join(reports, `${report}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const selection = projects.flatMap((project) => ['--project', project]);
  const env = environment({ KAASA_TEST_POSTGRES: '', ...extra });
  const code = await foreground('vitest', ['run', ...selection, ...reporters], { env });
  tally = sum(tally, vitestTally(file));
  return code === 0;
}

async function onPostgres(): Promise<boolean> {
  const programs = await findPostgres();
  if (programs === null) {
    say('No PostgreSQL 15 or newer was found on this machine: the tests ran on PGlite only.');
    return true;
  }
  say(`PostgreSQL ${programs.major} of ${programs.folder}, as a private server.`);
  const server = await startPrivatePostgres(programs);
  try {
    return await vitest('postgres', ['postgres'], { KAASA_TEST_POSTGRES: server.url });
  } finally {
    server.stop();
  }
}

/** Only a checker's machine is given a database server it did not ask for. */
async function findPostgres(): Promise<PostgresPrograms | null> {
  const programs = postgresPrograms();
  if (programs !== null || process.env.CI !== 'true' || !isDebianRoot()) return programs;
  await installDebianPackage('postgresql');
  return postgresPrograms();
}

async function playwright(): Promise<boolean> {
  const file = join(reports, 'browser.json');
  const env = environment({ PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  const cli = join('node_modules', '@playwright', 'test', 'cli.js');
  const code = await foreground(pinnedNode(), [cli, 'test', '--reporter=list,json'], { env });
  tally = sum(tally, playwrightTally(file));
  return code === 0;
}
