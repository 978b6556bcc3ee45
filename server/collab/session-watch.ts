// Tells open sockets that their session has ended, whichever process or statement ended it: the database
// announces it at once, and a question every few seconds catches what no announcement says or a cut lost.

import { and, eq, gt, inArray, isNull } from 'drizzle-orm';
import { sessions, users } from '../../db/schema/users.ts';
import { startPolling } from '../polling.ts';
import type { Runtime } from '../runtime.ts';

/** Sent by the trigger on the sessions table; the payload is the session's id. */
const SESSION_ENDED = 'session_ended';
const POLL_MS = 3000;

export type SessionWatch = {
  /** Calls `end` once when the session is over. Returns the function that stops watching. */
  add(sessionId: string, end: () => void): () => void;
  close(): Promise<void>;
};

export async function watchSessions(app: Runtime, pollMs = POLL_MS): Promise<SessionWatch> {
  const watched = new Map<string, Set<() => void>>();
  const finish = (sessionId: string) => {
    const ends = watched.get(sessionId) ?? [];
    watched.delete(sessionId);
    for (const end of ends) end();
  };
  const stopListening = await app.database.listen(SESSION_ENDED, finish);
  const poll = async () => {
    const asked = [...watched.keys()];
    if (asked.length === 0) return;
    const alive = await liveAmong(app, asked);
    for (const id of asked) if (!alive.has(id)) finish(id);
  };
  const polling = startPolling(app.log, pollMs, 'open sessions could not be checked', poll);
  return {
    add: (sessionId, end) => {
      const ends = watched.get(sessionId) ?? new Set();
      watched.set(sessionId, ends.add(end));
      return () => {
        if (ends.delete(end) && ends.size === 0 && watched.get(sessionId) === ends) watched.delete(sessionId);
      };
    },
    close: async () => {
      await polling.stop();
      await stopListening();
    },
  };
}

async function liveAmong(app: Runtime, ids: string[]): Promise<Set<string>> {
  const rows = await app.database.db
    .select({ id: sessions.id })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        inArray(sessions.id, ids),
        gt(sessions.expiresAt, app.clock.now()),
        isNull(users.suspendedAt),
        isNull(users.erasedAt),
      ),
    );
  return new Set(rows.map((row) => row.id));
}
