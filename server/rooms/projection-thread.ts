// Asks the thread that reads texts off logs, one question after the other. It lives as long as the process; one that takes
// too long, or too much memory, is ended and another one started for the next question.

import { Worker } from 'node:worker_threads';
import type { Base } from './log.ts';
import type { Projection, ProjectionJob } from './projection.ts';

export type Ask = { kind: 'project'; job: ProjectionJob } | { kind: 'fold'; updates: readonly Uint8Array[] };

export type Answer =
  | { kind: 'projected'; projection: Projection }
  | { kind: 'folded'; base: Omit<Base, 'seq'> }
  /** What was given followed on a document that is not kept any more. */
  | { kind: 'forgotten' }
  /** These rows are no updates; nothing was done. */
  | { kind: 'broken'; seqs: number[] }
  /** `why`: the stack. Also when it took too long or too much memory. */
  | { kind: 'failed'; why: string };

const TIME_LIMIT_MS = 20_000;
const MEMORY_LIMIT_MB = 512;

export class ProjectionThread {
  private readonly timeLimitMs: number;
  private worker: Worker | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private readonly seqs = new Map<string, number>();

  constructor(timeLimitMs = TIME_LIMIT_MS) {
    this.timeLimitMs = timeLimitMs;
  }

  /** The row that the thread's document of this section is at, as far as anybody knows; 0 for none. */
  reached(sectionId: string): number {
    return this.seqs.get(sectionId) ?? 0;
  }

  ask(ask: Ask): Promise<Answer> {
    const turn = this.last.then(() => this.askNow(ask));
    this.last = turn.catch(() => {});
    return turn;
  }

  /** What is being asked fails. The thread ends; another one is started for the next question. */
  async giveUp(): Promise<void> {
    const { worker } = this;
    this.forget();
    await worker?.terminate();
  }

  private async askNow(ask: Ask): Promise<Answer> {
    const answer = await this.answerOf(this.running(), ask);
    if (ask.kind === 'project') {
      if (answer.kind === 'projected') this.seqs.set(ask.job.sectionId, ask.job.seq);
      else this.seqs.delete(ask.job.sectionId);
    }
    return answer;
  }

  private running(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(new URL('./projection-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
    });
    // nothing waits for a thread that has nothing to do
    worker.unref();
    // what it died of is said where an answer is missing
    worker.on('error', () => {});
    worker.once('exit', () => {
      if (this.worker === worker) this.forget();
    });
    this.worker = worker;
    return worker;
  }

  private async answerOf(worker: Worker, ask: Ask): Promise<Answer> {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    const failed = (why: unknown) => resolve({ kind: 'failed', why: String(why) });
    const ended = () => failed('the thread ended');
    const timer = setTimeout(() => failed(`no answer in ${this.timeLimitMs} ms`), this.timeLimitMs);
    worker.once('message', resolve).once('error', failed).once('exit', ended);
    worker.postMessage(ask);
    const answer = await promise;
    clearTimeout(timer);
    worker.off('message', resolve).off('error', failed).off('exit', ended);
    if (answer.kind === 'failed') await this.giveUp();
    return answer;
  }

  private forget(): void {
    this.worker = null;
    this.seqs.clear();
  }
}
