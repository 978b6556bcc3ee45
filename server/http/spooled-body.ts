// The body that is a file: it waits in a file without a name until somebody behind the door reads it, so that many
// people on slow lines who send 20 MiB each cost room on the disk and none in memory.

import type { FileHandle } from 'node:fs/promises';
import { IncomingMessage } from 'node:http';
import { bytesOf, openSpool } from '../backup/spool.ts';
import { type Unread, withoutBody } from './body.ts';
import { type Pace, watchPace } from './pace.ts';

/** `close` frees the disk; call it when the request is answered, and again does nothing. */
export type Spooled = { state: 'spooled'; request: IncomingMessage; close(): Promise<void> };

/** Files on disk at once, of all senders. */
const MOST = 64;
let count = 0;

/**
 * Reads a body of up to `limit` bytes into a file in `folder`; `too-slow` when they do not keep `pace`. `full` when too
 * many are there already.
 */
export async function spoolBody(
  req: IncomingMessage,
  folder: string,
  limit: number,
  pace: Pace,
): Promise<Spooled | Unread | { state: 'full' }> {
  if (Number(req.headers['content-length'] ?? 0) > limit) return { state: 'too-large' };
  if (count >= MOST) return { state: 'full' };
  count += 1;
  const file = await openSpool(folder).catch((error) => {
    count -= 1;
    throw error;
  });
  const close = once(async () => {
    count -= 1;
    await file.close();
  });
  try {
    const read = await writeTo(file, req, limit, pace);
    if (typeof read === 'number') return { state: 'spooled', request: replayed(req, file, read), close };
    await close();
    return read;
  } catch (error) {
    await close();
    throw error;
  }
}

/** Resolves to the number of bytes. */
async function writeTo(file: FileHandle, req: IncomingMessage, limit: number, pace: Pace): Promise<number | Unread> {
  let size = 0;
  let isSlow = false;
  const stop = new AbortController();
  const watch = watchPace(pace, () => {
    isSlow = true;
    stop.abort();
  });
  try {
    for await (const chunk of chunksOf(req, stop.signal)) {
      size += chunk.length;
      if (size > limit) return { state: 'too-large' };
      await file.appendFile(chunk);
      watch.heard(chunk.length);
    }
    return req.complete ? size : { state: isSlow ? 'too-slow' : 'gone' };
  } finally {
    watch.stop();
  }
}

/** Ends with the body, with the connection or with `stop`; whoever stops reading early leaves the rest unread. */
async function* chunksOf(req: IncomingMessage, stop: AbortSignal): AsyncGenerator<Buffer> {
  let wake = () => {};
  let isOver = false;
  const over = () => {
    isOver = true;
    wake();
  };
  const more = () => wake();
  req.on('readable', more).on('end', over).on('close', over);
  stop.addEventListener('abort', over);
  try {
    while (!isOver) {
      const chunk = req.read() as Buffer | null;
      if (chunk !== null) yield chunk;
      else if (!isOver) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    req.off('readable', more).off('end', over).off('close', over).pause();
  }
}

function replayed(req: IncomingMessage, file: FileHandle, size: number): IncomingMessage {
  const copy = withoutBody(req, size);
  const chunks = bytesOf(file);
  copy._read = (wanted) => {
    // Node's own marks the message as one that somebody reads; without that it stops at the first pause
    IncomingMessage.prototype._read.call(copy, wanted);
    chunks.next().then(
      ({ done, value }) => copy.push(done ? null : value),
      (error: Error) => copy.destroy(error),
    );
  };
  return copy;
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}
