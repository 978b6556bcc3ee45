// One command line from its words to what it comes to. The serving process does the work where one runs; else this
// process opens the instance itself.

import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseUnavailable } from '../../db/database.ts';
import { migrate, migrateOnlyEmpty } from '../../db/migrate.ts';
import { boot, shutDown } from '../boot.ts';
import { type Config, readConfig } from '../config.ts';
import { help, parseInvocation } from './arguments.ts';
import { askServer } from './ask.ts';
import { callersFile } from './callers-file.ts';
import type { CallersFile } from './command.ts';
import { EXIT, namedOutcome, type Outcome } from './outcome.ts';
import { type Request, runCommand, unexpected } from './run.ts';

/** For another command that has the folder, or a server that is starting and not yet listening. */
const PATIENCE_MS = 25_000;
const RETRY_MS = 100;

/** Runs `kaasa …words`; never rejects. `patienceMs`: how long a folder that another process holds is waited for. */
export async function perform(
  words: string[],
  env: NodeJS.ProcessEnv,
  patienceMs: number = PATIENCE_MS,
): Promise<Outcome> {
  try {
    const invocation = parseInvocation(words);
    if (invocation.kind === 'help') return { exit: EXIT.done, value: help() };
    // What the log would say is in the outcome; standard error holds that one line.
    const config: Config = { ...readConfig(env), logLevel: 'silent' };
    // npm runs scripts in the project's folder and says in INIT_CWD where it was called.
    const path = resolve(env.INIT_CWD ?? process.cwd(), invocation.file ?? '');
    return await onInstance(config, invocation.request, callersFile(path), Date.now() + patienceMs);
  } catch (error) {
    return namedOutcome(error) ?? unexpected(error);
  }
}

async function onInstance(config: Config, request: Request, file: CallersFile, patientUntil: number): Promise<Outcome> {
  for (;;) {
    const answered = config.databaseUrl === null ? await askServer(config.dataDir, request, file) : null;
    if (answered) return answered;
    try {
      return await alone(config, request, file);
    } catch (error) {
      const isInUse = error instanceof DatabaseUnavailable && error.reason === 'in-use';
      if (!isInUse || Date.now() > patientUntil) throw error;
    }
    await delay(RETRY_MS);
  }
}

/** @throws {DatabaseUnavailable} */
async function alone(config: Config, request: Request, file: CallersFile): Promise<Outcome> {
  // beside servers on PostgreSQL of an earlier version a command must not change their schema under them
  const app = await boot(config, config.databaseUrl === null ? migrate : migrateOnlyEmpty);
  try {
    return await runCommand(app, request, file);
  } finally {
    await shutDown(app);
  }
}
