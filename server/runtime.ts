// What a running instance consists of, and the one place where Next's separately bundled server code finds it:
// a registered symbol on globalThis exists once per process, a module variable would exist twice.

import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { TextReader } from './documents/text-reader.ts';
import type { Jobs } from './jobs/jobs.ts';

export type Runtime = {
  config: Config;
  database: Database;
  clock: Clock;
  jobs: Jobs;
  textReader: TextReader;
  log: Logger;
};

const KEY = Symbol.for('kaasa.runtime');
type Global = { [KEY]?: Runtime };

/** @throws when the process was not started through server/main.ts or the operator's command line. */
export function runtime(): Runtime {
  const value = (globalThis as Global)[KEY];
  if (!value) throw new Error('no runtime: start with `npm start`');
  return value;
}

export function setRuntime(value: Runtime): void {
  (globalThis as Global)[KEY] = value;
}
