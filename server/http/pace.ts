// How fast a body must come: bytes keep coming, and after a start enough of them, so that a phone on a slow line gets its
// file through and nobody holds a place by sending a byte now and then.

import { MAX_FILE_BYTES } from '../../domain/document/file.ts';

export type Pace = {
  /** How long nothing may come. */
  idleMs: number;
  /** From then on what has come must be this much a second on average. */
  startMs: number;
  bytesPerSecond: number;
};

/** 16 KiB a second: what the slowest mobile lines carry. */
export const PACE: Pace = { idleMs: 10_000, startMs: 120_000, bytesPerSecond: 16 * 1024 };

/** The most that any request takes to arrive at this pace, with time for its headers. */
export const LONGEST_REQUEST_MS = 60_000 + Math.max(PACE.startMs, (MAX_FILE_BYTES / PACE.bytesPerSecond) * 1000);

export type Watch = {
  /** `bytes` more have come. */
  heard(bytes: number): void;
  stop(): void;
};

/** Begins now; calls `onSlow` once when the sender falls behind. */
export function watchPace({ idleMs, startMs, bytesPerSecond }: Pace, onSlow: () => void): Watch {
  const begun = performance.now();
  let received = 0;
  const wait = () => {
    const due = begun + Math.max(startMs, (received / bytesPerSecond) * 1000);
    return setTimeout(onSlow, Math.max(0, Math.min(idleMs, due - performance.now())));
  };
  let timer = wait();
  return {
    heard: (bytes) => {
      received += bytes;
      clearTimeout(timer);
      timer = wait();
    },
    stop: () => clearTimeout(timer),
  };
}
