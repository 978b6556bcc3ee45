// The embedded database computes in this thread, and what it answers resolves without the event loop turning: a loop of
// statements would keep every timer and socket waiting to its end. Here each answer gives way now and then.

import { setImmediate } from 'node:timers/promises';
import type { PGlite, Transaction } from '@electric-sql/pglite';

/** Statements may take so long together before everything else has its turn. */
const LONGEST_MS = 10;

/**
 * The same database; between statements, in a transaction too, the event loop turns whenever 10 ms have passed since
 * it last did, and after each transaction in any case. Nobody else's statements get into a transaction: they queue.
 */
export function givingTurns(pglite: PGlite): PGlite {
  let last = performance.now();
  const turn = async () => {
    await setImmediate();
    last = performance.now();
  };
  const turnWhenDue = () => (performance.now() - last < LONGEST_MS ? undefined : turn());
  const { query, exec } = answersIn(pglite, turnWhenDue);
  const transaction = pglite.transaction.bind(pglite);
  pglite.transaction = async (work) => {
    try {
      return await transaction((tx) => work(Object.assign(tx, answersIn(tx, turnWhenDue))));
    } finally {
      await turn();
    }
  };
  return Object.assign(pglite, { query, exec });
}

/** Also of a statement that fails: whoever goes on after failures gives way as well. */
function answersIn(handle: PGlite | Transaction, turnWhenDue: () => Promise<void> | undefined) {
  const { query, exec } = handle;
  const answers: Pick<Transaction, 'query' | 'exec'> = {
    query: (...asked) => query.call(handle, ...asked).finally(turnWhenDue) as never,
    exec: (...asked) => exec.call(handle, ...asked).finally(turnWhenDue),
  };
  return answers;
}
