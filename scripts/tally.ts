// Counts tests from the JSON reports of Vitest and Playwright, so that the closing line is what really ran.

import { existsSync, readFileSync } from 'node:fs';

/** `skipped`: full names of the tests that did not run. */
export type Tally = { passed: number; failed: number; skipped: string[] };

type VitestReport = {
  testResults: {
    name: string;
    status: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
};
type PlaywrightSuite = {
  title: string;
  suites?: PlaywrightSuite[];
  specs?: { title: string; tests: { projectName: string; status: string }[] }[];
};

/** A test file that could not even be loaded counts as one failed test; a missing report as nothing run. */
export function vitestTally(file: string): Tally {
  const tally: Tally = { passed: 0, failed: 0, skipped: [] };
  for (const { name, status, assertionResults } of readReport<VitestReport>(file)?.testResults ?? []) {
    if (status === 'failed' && assertionResults.every((test) => test.status !== 'failed')) tally.failed += 1;
    for (const test of assertionResults) add(tally, test.status, `${name}: ${test.fullName}`);
  }
  return tally;
}

/** A test that passed only on a second try counts as passed. */
export function playwrightTally(file: string): Tally {
  const tally: Tally = { passed: 0, failed: 0, skipped: [] };
  const visit = (suite: PlaywrightSuite, path: string) => {
    const here = [path, suite.title].filter(Boolean).join(': ');
    for (const child of suite.suites ?? []) visit(child, here);
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) add(tally, test.status, `${here}: ${spec.title} (${test.projectName})`);
    }
  };
  for (const suite of readReport<{ suites: PlaywrightSuite[] }>(file)?.suites ?? []) visit(suite, '');
  return tally;
}

/** All of both. */
export function sum(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: [...a.skipped, ...b.skipped] };
}

function add(tally: Tally, status: string, name: string): void {
  if (['passed', 'expected', 'flaky'].includes(status)) tally.passed += 1;
  else if (['failed', 'unexpected'].includes(status)) tally.failed += 1;
  else tally.skipped.push(name);
}

function readReport<T>(file: string): T | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : null;
}
