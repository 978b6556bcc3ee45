// What a command comes to, as the command line prints it: one JSON object and an exit code that scripts can trust.
// docs/operations.md lists the codes for operators.

import { z } from 'zod';
import { DatabaseUnavailable } from '../../db/database.ts';
import type { Failure } from '../../domain/result.ts';
import { SnapshotRefused } from '../backup/format.ts';
import { ConfigError } from '../config.ts';
import { presentFailure } from '../present-failure.ts';

export const EXIT = {
  done: 0,
  /** A rule of Kaasa says no; nothing has changed. Also: `doctor` found something. */
  refused: 1,
  /** The command line cannot be understood. */
  usage: 2,
  /** No instance: wrong configuration, database out of reach, folder in use, server gone. */
  unreachable: 3,
  /** A bug, or the machine is in trouble (disk full). */
  unexpected: 4,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const exitCode = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

/** An answer, or a stable code with a sentence for the operator. */
export const outcomeShape = z.union([
  z.object({ exit: exitCode, value: z.record(z.string(), z.unknown()) }),
  z.object({ exit: exitCode, error: z.string(), message: z.string() }),
]);
export type Outcome = z.infer<typeof outcomeShape>;

/** The command line or a request is wrong; `message` says how to put it right. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A command's `Failure` as an English sentence. */
export function refusal(failure: Failure): Outcome {
  const { message, fields } = presentFailure('en', failure);
  const details = Object.entries(fields).map(([field, sentence]) => `${field}: ${sentence}`);
  return { exit: EXIT.refused, error: failure.code, message: details.join(' ') || message };
}

/** The outcome of an exception whose cause can be named, null for every other. */
export function namedOutcome(error: unknown): Outcome | null {
  if (error instanceof UsageError) return { exit: EXIT.usage, error: 'usage', message: error.message };
  if (error instanceof SnapshotRefused) return { exit: EXIT.refused, error: error.code, message: error.message };
  if (error instanceof ConfigError) return { exit: EXIT.unreachable, error: 'configuration', message: error.message };
  if (error instanceof DatabaseUnavailable) {
    return { exit: EXIT.unreachable, error: error.reason, message: error.message };
  }
  return fileOutcome(error as NodeJS.ErrnoException);
}

const FILE_SENTENCES: Record<string, string> = {
  ENOENT: 'There is no such file or folder.',
  EACCES: 'The file may not be opened by this user.',
  EPERM: 'The file may not be opened by this user.',
  EROFS: 'The file lies on a file system that is read-only.',
  EISDIR: 'This is a folder, not a file.',
  ENOTDIR: 'A part of the path is not a folder.',
  ENAMETOOLONG: 'The name is too long.',
  EIO: 'The file cannot be read.',
};

function fileOutcome({ code, path }: NodeJS.ErrnoException): Outcome | null {
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return {
      exit: EXIT.unexpected,
      error: 'disk-full',
      message: 'The disk is full. Nothing was left half-done; free some space and try again.',
    };
  }
  const sentence = code === undefined ? undefined : FILE_SENTENCES[code];
  if (sentence === undefined || path === undefined) return null;
  return { exit: EXIT.usage, error: 'file', message: `${path}: ${sentence}` };
}
