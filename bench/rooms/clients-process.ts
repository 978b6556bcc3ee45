// The process in which clients live. Is told by its parent what to do, tells it how far it is, and ends.

import { type Found, JOBS, type JobName } from './client-jobs.ts';
import type { Door } from './door.ts';

export type Order = { job: JobName; door: Door; params: Record<string, number>; vector: string };
export type Report = { kind: 'reached' } | { kind: 'found'; found: Found };

const said: unknown[] = [];
const waiting: ((message: unknown) => void)[] = [];
process.on('message', (message) => {
  const next = waiting.shift();
  if (next) next(message);
  else said.push(message);
});

function heard(): Promise<unknown> {
  return said.length > 0 ? Promise.resolve(said.shift()) : new Promise((resolve) => waiting.push(resolve));
}

function tell(report: Report): void {
  process.send?.(report);
}

const { job, door, params, vector } = (await heard()) as Order;
const reached = async () => {
  tell({ kind: 'reached' });
  await heard();
};
const found = await JOBS[job]({ door, params, vector: new Uint8Array(Buffer.from(vector, 'base64')), reached });
process.send?.({ kind: 'found', found } satisfies Report, () => process.exit(0));
