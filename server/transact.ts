// The sandwich's lower half: a command's writes, its audit entry and its jobs in one transaction.

import type { Db } from '../db/database.ts';
import type { Result } from '../domain/result.ts';
import type { Context } from './context.ts';

class Rollback extends Error {
  readonly result: Result<never>;
  constructor(result: Result<never>) {
    super('rolled back');
    this.result = result;
  }
}

/** Runs `work` in one transaction; a failed `Result` rolls back and is returned, an exception rolls back and is thrown. */
export async function transact<T>(ctx: Context, work: (tx: Db) => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await ctx.db.transaction(async (tx) => {
      const result = await work(tx);
      if (!result.ok) throw new Rollback(result);
      return result;
    });
  } catch (error) {
    if (error instanceof Rollback) return error.result;
    throw error;
  }
}
