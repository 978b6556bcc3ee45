// Runs one command on an instance: the serving process for a caller at its socket, or the command line itself when
// nobody serves.

import { OPERATOR } from '../../domain/people/viewer.ts';
import { createContext } from '../context.ts';
import type { Runtime } from '../runtime.ts';
import type { CallersFile, Command } from './command.ts';
import { COMMANDS, isCommandName } from './commands.ts';
import { EXIT, namedOutcome, type Outcome, refusal, UsageError } from './outcome.ts';
import { PeerGone } from './socket.ts';

/** `input`: the command's positionals and options by name, but the file. */
export type Request = { command: string; input: Record<string, unknown> };

/**
 * What nobody foresaw is logged here and answered with `unexpected`.
 * @throws {PeerGone} when the caller left: there is nobody to answer
 */
export async function runCommand(app: Runtime, request: Request, file: CallersFile): Promise<Outcome> {
  try {
    if (!isCommandName(request.command)) throw new UsageError(`There is no command ${request.command}.`);
    const command: Command = COMMANDS[request.command];
    const result = await command.run(createContext(app, OPERATOR, 'command-line'), request.input, file);
    if (!result.ok) return refusal(result.error);
    return { exit: command.exitOf?.(result.value) ?? EXIT.done, value: result.value };
  } catch (error) {
    if (error instanceof PeerGone) throw error;
    const named = namedOutcome(error);
    if (named) return named;
    app.log.error({ err: error, command: request.command }, 'operator');
    return unexpected(error);
  }
}

/** The cause is a bug's; the operator needs it more than a kind sentence. */
export function unexpected(error: unknown): Outcome {
  const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { exit: EXIT.unexpected, error: 'unexpected', message: `This should not happen. ${cause}` };
}
