// The serving process's end of the operator's socket.

import { rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { LineTooLong, splitLines } from '../lines.ts';
import type { Runtime } from '../runtime.ts';
import type { CallersFile } from './command.ts';
import { namedOutcome, UsageError } from './outcome.ts';
import { runCommand } from './run.ts';
import {
  LONGEST_LINE,
  PeerGone,
  parseLine,
  requestLine,
  SOCKET_NAME,
  sendLine,
  uploadLine,
  withReachable,
} from './socket.ts';

/** A caller that says nothing for so long is a mistake. */
const SILENCE_MS = 30_000;

/**
 * Listens for the operator's commands until the returned function is called. An instance on PostgreSQL needs no
 * socket: there the command line connects to the database itself.
 */
export async function serveOperator(app: Runtime): Promise<() => Promise<void>> {
  if (app.config.databaseUrl !== null) return async () => {};
  const path = join(app.config.dataDir, SOCKET_NAME);
  // The folder's lock is ours, so a socket that lies here was left by a killed process.
  await rm(path, { force: true });
  const callers = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    callers.add(socket);
    socket.on('close', () => callers.delete(socket));
    answer(app, socket).catch((error: unknown) => app.log.error({ err: error }, 'operator'));
  });
  const release = await listen(server, path);
  return async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of callers) socket.destroy();
    await closed;
    release();
  };
}

/** The socket is the owner's alone from its first moment: a later chmod would leave a gap. */
async function listen(server: Server, path: string): Promise<() => void> {
  const umask = process.umask(0o177);
  try {
    const release = withReachable(path, (reachable) => server.listen(reachable));
    await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
    return release;
  } finally {
    process.umask(umask);
  }
}

/** One request a connection. */
async function answer(app: Runtime, socket: Socket): Promise<void> {
  // Without a listener a lost caller would end the process; whoever awaits the socket hears of it anyway.
  socket.on('error', (error) => app.log.debug({ err: error }, 'operator'));
  socket.setTimeout(SILENCE_MS, () => socket.destroy());
  const lines = splitLines(socket, LONGEST_LINE);
  try {
    const first = await lines.next();
    const request = first.done ? null : parseLine(requestLine, first.value);
    if (request === null) throw new UsageError('That is not a request.');
    socket.setTimeout(0);
    await sendLine(socket, { outcome: await runCommand(app, request, fileOf(socket, lines)) });
    socket.end();
    socket.setTimeout(SILENCE_MS);
    // A caller that still sends its file would wait for ever if nobody read it.
    while (!(await lines.next()).done);
  } catch (error) {
    await refuseCaller(socket, error);
  }
}

async function refuseCaller(socket: Socket, error: unknown): Promise<void> {
  const cause = error instanceof LineTooLong ? new UsageError('That is not a request.') : error;
  const outcome = namedOutcome(cause);
  const isGone = cause instanceof PeerGone || socket.destroyed;
  if (outcome && !isGone) socket.end(`${JSON.stringify({ outcome })}\n`);
  else socket.destroy();
  if (!outcome && !isGone) throw error;
}

/** The caller's file at the other end of the socket. */
function fileOf(socket: Socket, lines: AsyncGenerator<string>): CallersFile {
  return {
    async *read() {
      await sendLine(socket, { send: true });
      for (;;) {
        const next = await lines.next();
        const line = next.done ? null : parseLine(uploadLine, next.value);
        if (line === null) throw new PeerGone('the file ended in the middle');
        if ('end' in line) return;
        yield Buffer.from(line.chunk, 'base64');
      }
    },
    write: async (chunks) => {
      for await (const chunk of chunks) await sendLine(socket, { chunk: Buffer.from(chunk).toString('base64') });
    },
  };
}
