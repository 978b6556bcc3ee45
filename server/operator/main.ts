// The operator's command line: `npm run -s kaasa -- COMMAND`. One JSON object on standard output, or one on standard
// error.

import { writeSync } from 'node:fs';
import type { Outcome } from './outcome.ts';
import { perform } from './perform.ts';

process.exitCode = report(await perform(process.argv.slice(2), process.env));

function report(outcome: Outcome): number {
  const isAnswer = 'value' in outcome;
  const line = isAnswer ? outcome.value : { error: outcome.error, message: outcome.message };
  writeSync(isAnswer ? 1 : 2, `${JSON.stringify(line)}\n`);
  return outcome.exit;
}
