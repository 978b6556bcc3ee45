// Writers whose every transaction leaves three traces that belong together: a state in which they differ has never
// existed. A back-up taken meanwhile must show one that has.

import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Connection, Database } from '../../db/database.ts';

export type Traces = { organisations: number; entries: number; total: number; perWriter: Record<string, string> };

export const WRITER_SETTINGS = `INSERT INTO settings (id, name, accent, locales, time_zone, retention, privacy_notice, accessibility_statement, feedback_email, revision)
  VALUES (1, '{}', '#000000', '{et}', 'Europe/Tallinn', '{}', '{}', '{}', '', 1)`;

/** `writers` writers, together about `perSecond` transactions a second, until the returned function resolves to their number. */
export function startWriters(database: Database, writers: number, perSecond: number): () => Promise<number> {
  let isOver = false;
  const each = async (writer: number) => {
    let written = 0;
    for (const started = performance.now(); !isOver; written += 1) {
      await database.connection.exec(pair(writer, written + 1));
      const ahead = (written * 1000 * writers) / perSecond - (performance.now() - started);
      if (ahead > 0) await delay(ahead);
    }
    return written;
  };
  const running = Promise.all(Array.from({ length: writers }, (_, writer) => each(writer)));
  return async () => {
    isOver = true;
    return (await running).reduce((a, b) => a + b, 0);
  };
}

/** Statements sent together are one transaction; the counter makes the writers take turns. */
function pair(writer: number, n: number): string {
  return `UPDATE settings SET revision = revision + 1;
    INSERT INTO organisations (id, name, kind, country, contact_name, contact_email, contact_phone, is_public, created_at)
    VALUES ('${randomUUID()}', '{"et": "${writer}-${n}"}', 'other', 'EE', '', '', '', true, now());
    INSERT INTO audit_entries (at, actor_kind, action, subject_kind, subject_id, client, details)
    VALUES (now(), 'system', 'organisation.created', 'organisation', '${writer}-${n}', 'job', '{}');`;
}

/** `perWriter`: each writer's numbers as "count of highest": equal when none is missing. */
export async function readTraces(connection: Connection): Promise<Traces> {
  const [row] = await connection.query(
    `SELECT (SELECT count(*)::int FROM organisations) AS organisations, (SELECT count(*)::int FROM audit_entries) AS entries,
      (SELECT revision - 1 FROM settings) AS total`,
  );
  const writers = await connection.query(
    `SELECT split_part(subject_id, '-', 1) AS writer, count(*) || ' of ' || max(split_part(subject_id, '-', 2)::int) AS seen
     FROM audit_entries GROUP BY 1`,
  );
  const perWriter = Object.fromEntries(writers.map(({ writer, seen }) => [String(writer), String(seen)]));
  return {
    organisations: Number(row?.organisations),
    entries: Number(row?.entries),
    total: Number(row?.total),
    perWriter,
  };
}
