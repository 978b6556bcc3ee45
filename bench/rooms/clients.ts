// The clients of a scenario, seen from the process that measures.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Found, JobName } from './client-jobs.ts';
import type { Order, Report } from './clients-process.ts';
import type { Door } from './door.ts';

const PROGRAM = fileURLToPath(new URL('./clients-process.ts', import.meta.url));

/** `points`: called one after the other, each when the clients have come so far. Answers with what they found. */
export async function runClients(
  { job, door, params = {}, vector = Uint8Array.of(0) }: Job,
  points: readonly (() => void)[],
): Promise<Found> {
  const child = fork(PROGRAM, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  try {
    const order: Order = { job, door, params, vector: Buffer.from(vector).toString('base64') };
    child.send(order);
    for (const point of points) {
      await next(child);
      point();
      child.send('go on');
    }
    const report = await next(child);
    if (report.kind !== 'found') throw new Error(`${job}: one stage more than is measured`);
    return report.found;
  } finally {
    child.kill('SIGKILL');
  }
}

export type Job = { job: JobName; door: Door; params?: Record<string, number>; vector?: Uint8Array };

async function next(child: ReturnType<typeof fork>): Promise<Report> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the clients ended with ${code}`);
  });
  const [report] = (await Promise.race([once(child, 'message'), ended])) as [Report];
  ended.catch(() => {});
  return report;
}
