// The operator's socket: a Unix socket in DATA_DIR that only the instance's own user can open. Both ends speak lines
// of JSON. The caller begins with a request. The serving process answers with one outcome; before it may stand
// chunks of a file that the caller is to write, or `send`, upon which the caller sends its file in chunks.
//
// Files cross the socket, though both processes see the same disk: so they are read and written with the caller's
// rights and from the caller's folder, and nobody can make the serving process open a path.

import { closeSync, openSync } from 'node:fs';
import type { Socket } from 'node:net';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { outcomeShape } from './outcome.ts';

export const SOCKET_NAME = 'operator.sock';

/** Bytes of one line; a chunk has 256 KiB before it becomes text. */
export const LONGEST_LINE = 1024 * 1024;

const chunk = z.strictObject({ chunk: z.base64() });

export const requestLine = z.strictObject({ command: z.string(), input: z.record(z.string(), z.unknown()) });
export const uploadLine = z.union([chunk, z.strictObject({ end: z.literal(true) })]);
export const answerLine = z.union([
  chunk,
  z.strictObject({ send: z.literal(true) }),
  z.strictObject({ outcome: outcomeShape }),
]);

type CallerLine = z.infer<typeof requestLine> | z.infer<typeof uploadLine>;
export type AnswerLine = z.infer<typeof answerLine>;

/** The other end of the socket has gone. */
export class PeerGone extends Error {
  override readonly name = 'PeerGone';
}

/**
 * Resolves when the kernel has taken the line, so that a slow reader slows its writer.
 * @throws {PeerGone}
 */
export function sendLine(socket: Socket, line: CallerLine | AnswerLine): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(`${JSON.stringify(line)}\n`, (error) => {
      if (error) reject(new PeerGone('the other end of the socket has gone', { cause: error }));
      else resolve();
    });
  });
}

/** Null for what is not such a line. */
export function parseLine<T>(shape: z.ZodType<T>, text: string): T | null {
  try {
    return shape.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** What the kernel takes as a socket's path, less a reserve (Linux 107 bytes, macOS 103). */
const LONGEST_PATH = 100;

/**
 * Calls `use` with a path that the kernel takes for `path`, however long that is: through the folder's descriptor
 * where Linux names it, else relative to the working directory.
 * @returns what to call once the socket is closed
 */
export function withReachable(path: string, use: (reachable: string) => void): () => void {
  if (Buffer.byteLength(path) <= LONGEST_PATH) {
    use(path);
    return () => {};
  }
  if (process.platform !== 'linux') {
    use(relative(process.cwd(), path));
    return () => {};
  }
  const folder = openSync(dirname(path), 'r');
  use(join('/proc/self/fd', String(folder), basename(path)));
  return () => closeSync(folder);
}
