// What one of the operator's commands is made of, and how its input is checked before it runs.

import type { z } from 'zod';
import type { Result } from '../../domain/result.ts';
import type { Context } from '../context.ts';
import { type ExitCode, UsageError } from './outcome.ts';

export type Answer = Record<string, unknown>;

/** The caller's end of a file: whoever typed the command reads and writes it, with their own rights. */
export type CallersFile = {
  read(): AsyncIterable<Uint8Array>;
  write(chunks: AsyncIterable<Uint8Array>): Promise<void>;
};

export type Command = {
  summary: string;
  /** Names of what follows the command, each required. `file` is never sent to the serving process. */
  positionals: readonly string[];
  /** Is the name of the file sent, without its folder? */
  sendsFileName?: boolean;
  /** Name of an option → what stands for its value in the help. */
  options: Readonly<Record<string, string>>;
  /** @throws {UsageError} when `input` is not what the command takes */
  run(ctx: Context, input: unknown, file: CallersFile): Promise<Result<Answer>>;
  /** Of an answer; 0 when absent. */
  exitOf?(answer: Answer): ExitCode;
};

type Specification<S extends z.ZodType> = Pick<Command, 'summary' | 'positionals' | 'sendsFileName' | 'exitOf'> & {
  options?: Command['options'];
  input: S;
  run(ctx: Context, input: z.output<S>, file: CallersFile): Promise<Result<Answer>>;
};

/** A command with its input parsed before it runs. */
export function command<S extends z.ZodType>({ input, run, ...rest }: Specification<S>): Command {
  return { options: {}, ...rest, run: async (ctx, raw, file) => run(ctx, parseInput(input, raw), file) };
}

/** Codes of `fieldErrors` that a command line can meet, as words. */
const PROBLEMS: Record<string, string> = {
  required: 'is missing',
  email: 'is not one plain e-mail address',
  'too-long': 'is too long',
  characters: 'holds characters that cannot be shown',
};

function parseInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${PROBLEMS[message] ?? message}`);
  throw new UsageError(`${problems.join('; ').trim()}.`);
}
