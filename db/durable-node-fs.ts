// PGlite's file system on Node has no fsync, and PGlite starts PostgreSQL with fsync off: a killed process loses
// nothing, a power cut might. This gives it a real fdatasync; start PGlite with DURABLE_PARAMETERS beside it.

import { fdatasyncSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type EmscriptenModule = { NODEFS: { stream_ops: { fsync?: (stream: { nfd?: number | null }) => number } } };

export const DURABLE_PARAMETERS = ['-c', 'fsync=on', '-c', 'wal_sync_method=fsync', '-c', 'shared_buffers=32MB'];

export class DurableNodeFS extends NodeFS {
  override async init(...args: Parameters<NodeFS['init']>) {
    const result = await super.init(...args);
    const addSync = (module: EmscriptenModule) => {
      module.NODEFS.stream_ops.fsync = (stream) => sync(stream.nfd);
    };
    result.emscriptenOpts.preRun = [...(result.emscriptenOpts.preRun ?? []), addSync] as never;
    return result;
  }
}

let syncs = 0;

/** How often this process has told the disk to keep what was written: `doctor` sees that commits get there. */
export function syncCount(): number {
  return syncs;
}

/** Descriptors without a file behind them (EINVAL) or already closed (EBADF) have nothing to sync. */
function sync(descriptor: number | null | undefined): number {
  if (descriptor === null || descriptor === undefined) return 0;
  try {
    fdatasyncSync(descriptor);
    syncs += 1;
  } catch (error) {
    if (!['EINVAL', 'EBADF'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
  return 0;
}
