// From the words of a command line to a request.

import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Command } from './command.ts';
import { COMMANDS, type CommandName, isCommandName } from './commands.ts';
import { UsageError } from './outcome.ts';
import type { Request } from './run.ts';

export type Invocation = { kind: 'help' } | { kind: 'command'; request: Request; file: string | null };

/** @throws {UsageError} */
export function parseInvocation(words: string[]): Invocation {
  if (words[0] === undefined || ['help', '--help', '-h'].includes(words[0])) return { kind: 'help' };
  const [name, rest] = commandOf(words);
  if (rest.includes('--help')) return { kind: 'help' };
  const command: Command = COMMANDS[name];
  const { values, positionals } = parseWords(name, command, rest);
  if (positionals.length !== command.positionals.length) throw new UsageError(`Usage: ${usageOf(name)}`);
  const given = Object.fromEntries(command.positionals.map((key, at) => [key, positionals[at]]));
  const { file, ...input } = { ...given, ...values };
  if (typeof file !== 'string') return { kind: 'command', request: { command: name, input }, file: null };
  const named = command.sendsFileName ? { ...input, fileName: basename(file) } : input;
  return { kind: 'command', request: { command: name, input: named }, file };
}

/** All commands, for people and for programs. */
export function help(): Record<string, unknown> {
  const names = Object.keys(COMMANDS) as CommandName[];
  return { commands: names.map((name) => ({ usage: usageOf(name), summary: COMMANDS[name].summary })) };
}

/** Commands have one or two words. */
function commandOf(words: string[]): [CommandName, string[]] {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ');
    if (isCommandName(name)) return [name, words.slice(length)];
  }
  throw new UsageError(`There is no command "${words[0]}". Commands: ${Object.keys(COMMANDS).join(', ')}, help.`);
}

function parseWords(name: CommandName, command: Command, words: string[]) {
  const options = Object.fromEntries(Object.keys(command.options).map((key) => [key, { type: 'string' as const }]));
  try {
    return parseArgs({ args: words, options, allowPositionals: true, strict: true });
  } catch (error) {
    if (!(error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS_')) throw error;
    throw new UsageError(`Usage: ${usageOf(name)}`);
  }
}

function usageOf(name: CommandName): string {
  const { positionals, options }: Command = COMMANDS[name];
  const optional = Object.entries(options).map(([key, value]) => `[--${key} ${value}]`);
  return ['kaasa', name, ...positionals.map((word) => word.toUpperCase()), ...optional].join(' ');
}
