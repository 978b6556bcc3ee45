// A question asked again and again: what no announcement says, or a cut connection lost, is noticed all the same.

import type { Logger } from 'pino';

export type Polling = { stop(): Promise<void> };

/** Asks `ms` after the last answer. A question that fails is logged with `complaint` and asked again. */
export function startPolling(log: Logger, ms: number, complaint: string, ask: () => Promise<void>): Polling {
  let current = Promise.resolve();
  let isStopped = false;
  const schedule = () =>
    setTimeout(() => {
      current = ask()
        .catch((err: unknown) => log.warn({ err }, complaint))
        .then(() => {
          if (!isStopped) timer = schedule();
        });
    }, ms).unref();
  let timer = schedule();
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      return current;
    },
  };
}
