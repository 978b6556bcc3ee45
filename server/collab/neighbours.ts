// Do other processes serve the same database? Whoever is alone tells nobody what it writes, which halves what a commit
// costs. Processes say every few seconds that they are here; what one misses by that is found by its polling. Rule RO16.

import { startPolling } from '../polling.ts';
import type { Runtime } from '../runtime.ts';

const PROCESS_HERE = 'process_here';
const BEAT_MS = 2000;
/** Who has said nothing for so long has gone. */
const SILENCE_MS = 6000;

export type Neighbours = {
  processId: string;
  /** False only when nobody else has been here for a while. */
  any(): boolean;
  /** The others need not wait for the silence. */
  close(): Promise<void>;
};

/** `processId`: a UUID of this process. */
export async function watchNeighbours(app: Runtime, processId: string): Promise<Neighbours> {
  const { database, log } = app;
  if (database.kind === 'pglite') return { processId, any: () => false, close: async () => {} };
  const heard = new Map<string, number>();
  let unsureUntil = 0;
  const beUnsure = () => {
    unsureUntil = performance.now() + SILENCE_MS;
  };
  const say = (what: Saying) => database.notify(PROCESS_HERE, `${what} ${processId}`);
  const hear = (payload: string) => {
    const [what, id = ''] = payload.split(' ');
    if (id === processId) return;
    if (what === 'gone') heard.delete(id);
    else heard.set(id, performance.now());
    if (what === 'new') void say('here').catch(() => {});
  };
  beUnsure();
  const stopListening = await database.listen(PROCESS_HERE, hear, beUnsure);
  await say('new');
  const beat = startPolling(log, BEAT_MS, 'other processes could not be told that this one is here', () => say('here'));
  return {
    processId,
    any: () => {
      const now = performance.now();
      return now < unsureUntil || heard.values().some((at) => now - at < SILENCE_MS);
    },
    close: async () => {
      await beat.stop();
      await say('gone').catch(() => {});
      await stopListening();
    },
  };
}

type Saying = 'new' | 'here' | 'gone';
