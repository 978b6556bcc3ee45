// What the operating system says of a process that is measured (Linux), and the middle of several runs.

import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Ticks a second of /proc, which is 100 on every Linux that Node runs on. */
const TICKS = 100;
const POLL_MS = 50;

/** Seconds of processor time, user and system, all threads. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  // after the name, which may hold anything
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Resident memory in MiB. */
export function memory(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
  return Number(line?.[1] ?? 0) / 1024;
}

/** Watches from now on; `peak` ends it. */
export function watchMemory(pid: number): { peak(): number } {
  let [highest, isOver] = [memory(pid), false];
  void (async () => {
    while (!isOver) {
      await delay(POLL_MS);
      if (!isOver) highest = Math.max(highest, memory(pid));
    }
  })();
  return {
    peak: () => {
      isOver = true;
      return highest;
    },
  };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that `share` of the values do not exceed; 0 for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
