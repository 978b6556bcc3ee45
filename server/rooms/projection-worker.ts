// The thread that reads texts off logs (projection.ts): a Yjs document is large and slow to make, and everybody else is
// answered meanwhile. It keeps the documents of the rooms that were read last. Started by projection-thread.ts.

import { parentPort } from 'node:worker_threads';
import { brokenRows, type ProjectionJob, project } from './projection.ts';
import type { Answer, Ask } from './projection-thread.ts';
import { Replay } from './replay.ts';

/** Bytes of updates whose documents are kept; a document takes some ten times as much. */
const MAX_KEPT_BYTES = 16 * 1024 * 1024;
const MAX_KEPT = 200;

/** By section, the one that was read last at the end. */
const kept = new Map<string, Replay>();

parentPort?.on('message', (ask: Ask) => parentPort?.postMessage(answer(ask)));

function answer(ask: Ask): Answer {
  try {
    return ask.kind === 'fold' ? folded(ask.updates) : projection(ask.job);
  } catch (error) {
    if (ask.kind === 'project') forget(ask.job.sectionId);
    return { kind: 'failed', why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function folded(updates: readonly Uint8Array[]): Answer {
  const replay = new Replay();
  replay.apply(updates);
  const base = replay.folded();
  replay.close();
  return { kind: 'folded', base };
}

function projection(job: ProjectionJob): Answer {
  if (job.after === 0) forget(job.sectionId);
  const replay = job.after === 0 ? new Replay() : kept.get(job.sectionId);
  if (replay === undefined || (job.after > 0 && replay.seq !== job.after)) return { kind: 'forgotten' };
  const broken = brokenRows(job.rows);
  if (broken.length > 0) return { kind: 'broken', seqs: broken };
  const projected = project(replay, job);
  keep(job.sectionId, replay);
  return { kind: 'projected', projection: projected };
}

function keep(sectionId: string, replay: Replay): void {
  kept.delete(sectionId);
  kept.set(sectionId, replay);
  let bytes = kept.values().reduce((sum, each) => sum + each.bytes, 0);
  for (const [id, each] of kept) {
    if (bytes <= MAX_KEPT_BYTES && kept.size <= MAX_KEPT) break;
    bytes -= each.bytes;
    forget(id);
  }
}

function forget(sectionId: string): void {
  kept.get(sectionId)?.close();
  kept.delete(sectionId);
}
