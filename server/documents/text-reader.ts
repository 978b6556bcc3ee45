// Has text files read by a thread (reading-worker.ts), one after the other, each within a time and a memory of its own.
// Lives in the runtime: Next's bundle could not start a thread from a source file.

import { Worker } from 'node:worker_threads';
import type { BodyJson } from '../../domain/document/body.ts';
import type { ImportedSection, Untitled } from '../../domain/document/import/sections.ts';
import { fail, type Result } from '../../domain/result.ts';

export type TextFormat = 'markdown' | 'plain';

export type ReadingJob = { bytes: Uint8Array; format: TextFormat; untitled: Untitled };

export type ReadSection = Omit<ImportedSection, 'body'> & { body: BodyJson };

/** What a thread says: that it reads from now on, then what it has read. */
export type ThreadSays = 'begun' | Result<ReadSection[]>;

export type TextReader = {
  /**
   * Fails `import-too-complex` when a file takes too long or too much memory, `too-many-requests` when many wait, or one
   * of the same `askerId` does. Null for the operator, who may send any number.
   */
  read(job: ReadingJob, askerId: string | null): Promise<Result<ReadSection[]>>;
  /** Ends what is being read. */
  close(): Promise<void>;
};

/** For one file, from when the thread has begun with it. A hundred pages of Markdown take two seconds. */
const TIME_LIMIT_MS = 20_000;
const MEMORY_LIMIT_MB = 256;
const MAX_WAITING = 10;
/** One that is read and one that waits: a file is let in while its preview is still being made. */
const MAX_OF_ONE = 2;

export function createTextReader(timeLimitMs = TIME_LIMIT_MS): TextReader {
  const waiting: (string | null)[] = [];
  let last: Promise<unknown> = Promise.resolve();
  let running: Worker | null = null;
  const inThread = async (job: ReadingJob) => {
    running = new Worker(new URL('./reading-worker.ts', import.meta.url), {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
    });
    try {
      return await answerOf(running, timeLimitMs);
    } finally {
      running = null;
    }
  };
  return {
    read: async (job, askerId) => {
      const own = askerId === null ? [] : waiting.filter((id) => id === askerId);
      if (waiting.length >= MAX_WAITING || own.length >= MAX_OF_ONE) return fail('too-many-requests');
      waiting.push(askerId);
      const turn = last.then(() => inThread(job));
      last = turn.catch(() => {});
      return turn.finally(() => {
        waiting.splice(waiting.indexOf(askerId), 1);
      });
    },
    close: async () => {
      await running?.terminate();
    },
  };
}

/** A thread that was ended, by the clock or by us, has said nothing of the file. */
function answerOf(worker: Worker, timeLimitMs: number): Promise<Result<ReadSection[]>> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    worker.on('message', (said: ThreadSays) => {
      if (said !== 'begun') return resolve(said);
      // on a busy machine a thread takes seconds to start: they are not the file's
      timer = setTimeout(() => void worker.terminate(), timeLimitMs);
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      const isTooMuch = error.code === 'ERR_WORKER_OUT_OF_MEMORY' || error instanceof RangeError;
      if (isTooMuch) resolve(fail('import-too-complex'));
      else reject(error);
    });
    worker.once('exit', () => {
      clearTimeout(timer);
      resolve(fail('import-too-complex'));
    });
  });
}
