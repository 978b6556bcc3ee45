// The time that decides deadlines is the database's, so that several processes agree. Its distance to this
// machine's clock is measured at start and every minute; reading the time is then free.

import type { Connection } from '../db/database.ts';

export type Clock = {
  now(): Date;
  /** Milliseconds by which this machine's clock is behind the database's at the last measurement. */
  driftMs(): number;
  measure(): Promise<void>;
};

/** `offsetMs` shifts the whole clock: tests travel with it. */
export function createClock(connection: Connection, offsetMs = 0): Clock {
  let driftMs = 0;
  return {
    now: () => new Date(Date.now() + driftMs + offsetMs),
    driftMs: () => driftMs,
    measure: async () => {
      const before = Date.now();
      const [row] = await connection.query('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms');
      driftMs = Math.round(Number(row?.ms) - (before + Date.now()) / 2);
    },
  };
}
