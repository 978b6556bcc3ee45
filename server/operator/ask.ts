// The command line's end of the operator's socket.

import { createConnection, type Socket } from 'node:net';
import { join } from 'node:path';
import { splitLines } from '../lines.ts';
import type { CallersFile } from './command.ts';
import { EXIT, type Outcome } from './outcome.ts';
import type { Request } from './run.ts';
import {
  type AnswerLine,
  answerLine,
  LONGEST_LINE,
  PeerGone,
  parseLine,
  SOCKET_NAME,
  sendLine,
  withReachable,
} from './socket.ts';

const SERVER_GONE: Outcome = {
  exit: EXIT.unreachable,
  error: 'server-gone',
  message: 'The serving process ended before it answered. Look whether the command took effect, then try again.',
};

/** Has the process that serves `dataDir` run the command. Null when nobody serves it. */
export async function askServer(dataDir: string, request: Request, file: CallersFile): Promise<Outcome | null> {
  const socket = await connect(join(dataDir, SOCKET_NAME));
  if (socket === null) return null;
  try {
    await sendLine(socket, request);
    return await converse(socket, file);
  } catch (error) {
    if (error instanceof PeerGone) return SERVER_GONE;
    throw error;
  } finally {
    socket.destroy();
  }
}

async function converse(socket: Socket, file: CallersFile): Promise<Outcome> {
  const lines = splitLines(socket, LONGEST_LINE);
  let line = await nextLine(lines);
  while (!('outcome' in line)) {
    if ('send' in line) {
      await upload(socket, file);
      line = await nextLine(lines);
    } else {
      await file.write(chunks());
    }
  }
  return line.outcome;

  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (; 'chunk' in line; line = await nextLine(lines)) yield Buffer.from(line.chunk, 'base64');
  }
}

async function nextLine(lines: AsyncGenerator<string>): Promise<AnswerLine> {
  const next = await lines.next().catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNRESET') return { done: true as const, value: undefined };
    throw error;
  });
  const line = next.done ? null : parseLine(answerLine, next.value);
  if (line === null) throw new PeerGone('the serving process ended');
  return line;
}

async function upload(socket: Socket, file: CallersFile): Promise<void> {
  for await (const chunk of file.read()) await sendLine(socket, { chunk: Buffer.from(chunk).toString('base64') });
  await sendLine(socket, { end: true });
}

/** Null when there is no socket, or one that a killed process left behind. */
function connect(path: string): Promise<Socket | null> {
  return new Promise((resolve, reject) => {
    const release = withReachable(path, (reachable) => {
      const socket = createConnection(reachable);
      socket.once('connect', () => settle(() => resolve(socket)));
      socket.on('error', (error: NodeJS.ErrnoException) => {
        if (['ENOENT', 'ECONNREFUSED'].includes(error.code ?? '')) settle(() => resolve(null));
        else settle(() => reject(error));
      });
    });
    const settle = (how: () => void) => {
      release();
      how();
    };
  });
}
