// "Something changed": commands of documents announce it inside their transaction, and whoever holds a document open
// in any process hears it after the commit. A question every few seconds catches what no announcement says.

import { eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from '../../db/database.ts';
import { grants } from '../../db/schema/document-rights.ts';
import { documents, sections } from '../../db/schema/documents.ts';
import { memberships, organisations } from '../../db/schema/organisations.ts';
import { users } from '../../db/schema/users.ts';
import type { DocumentSignal } from '../../domain/document/presented.ts';
import { startPolling } from '../polling.ts';
import type { Runtime } from '../runtime.ts';

const DOCUMENT_CHANGED = 'document_changed';
/** Sent by triggers when a person's role, state or organisations change; the payload is the person's id. */
const PERSON_RIGHTS_CHANGED = 'person_rights_changed';
const POLL_MS = 3000;

const announcement = z.object({
  documentId: z.string(),
  what: z.enum(['tree', 'body', 'rights', 'document', 'gone']),
  sectionId: z.string().optional(),
  treeRevision: z.number(),
}) satisfies z.ZodType<Announcement>;
type Announcement = DocumentSignal & { documentId: string };

/** Tells everybody who has the document open; delivered at commit, and only then. */
export async function announce(tx: Db, signal: Announcement): Promise<void> {
  await tx.execute(sql`select pg_notify(${DOCUMENT_CHANGED}, ${JSON.stringify(signal)})`);
}

/** What a watcher hears: a signal, or null when something may have changed and nobody knows what. */
export type Heard = DocumentSignal | null;

export type DocumentWatch = {
  /** Calls `hear` for every change of the document. Returns the function that stops watching. */
  onDocument(documentId: string, hear: (signal: Heard) => void): () => void;
  /** Calls `hear` when what the person may do may have changed by their role, state or organisations. */
  onPerson(personId: string, hear: () => void): () => void;
  close(): Promise<void>;
};

/** One a process. */
export async function watchDocuments(app: Runtime, pollMs = POLL_MS): Promise<DocumentWatch> {
  const open = hearers<Heard>();
  const people = hearers<null>();
  const everything = () => {
    for (const id of open.keys()) open.tell(id, null);
  };
  const { database } = app;
  const receive = (payload: string) => {
    const { documentId, ...signal } = announcement.parse(JSON.parse(payload));
    open.tell(documentId, signal);
  };
  const stops = [
    await database.listen(DOCUMENT_CHANGED, receive, everything),
    await database.listen(PERSON_RIGHTS_CHANGED, (id) => people.tell(id, null), everything),
  ];
  const compareDocuments = comparison(open, (ids) => printsOfDocuments(database.db, ids));
  const comparePeople = comparison(people, (ids) => printsOfPeople(database.db, ids));
  const polling = startPolling(app.log, pollMs, 'open documents could not be checked', async () => {
    await compareDocuments();
    await comparePeople();
  });
  return {
    onDocument: open.add,
    onPerson: (id, hear) => people.add(id, hear),
    close: async () => {
      await polling.stop();
      for (const stop of stops) await stop();
    },
  };
}

type Hearers<T> = {
  add(key: string, hear: (what: T) => void): () => void;
  tell(key: string, what: T): void;
  keys(): string[];
  /** Was anything told of it since the last call? */
  wasTold(key: string): boolean;
};

function hearers<T>(): Hearers<T> {
  const all = new Map<string, Set<(what: T) => void>>();
  const told = new Set<string>();
  return {
    add: (key, hear) => {
      const those = all.get(key) ?? new Set();
      all.set(key, those.add(hear));
      return () => {
        if (!those.delete(hear) || those.size > 0 || all.get(key) !== those) return;
        all.delete(key);
        told.delete(key);
      };
    },
    tell: (key, what) => {
      const those = all.get(key);
      if (!those) return;
      told.add(key);
      for (const hear of those) hear(what);
    },
    keys: () => [...all.keys()],
    wasTold: (key) => told.delete(key),
  };
}

/** Asks for a fingerprint of everything watched and tells what differs from the last time without anybody having said so. */
function comparison<T>(watched: Hearers<T | null>, ask: (keys: string[]) => Promise<Map<string, string>>) {
  let before = new Map<string, string>();
  return async () => {
    const keys = watched.keys();
    const silent = new Set(keys.filter((key) => !watched.wasTold(key)));
    const now = keys.length === 0 ? new Map<string, string>() : await ask(keys);
    const changed = keys.filter((key) => before.has(key) && before.get(key) !== (now.get(key) ?? ''));
    before = new Map(keys.map((key) => [key, now.get(key) ?? '']));
    for (const key of changed) if (silent.has(key)) watched.tell(key, null);
    for (const key of changed) watched.wasTold(key);
  };
}

/** A text that differs when the tree, the texts or the rights of a document do. */
async function printsOfDocuments(db: Db, ids: string[]): Promise<Map<string, string>> {
  const { revision, treeRevision, updatedAt, trashedAt } = documents;
  const given = sql`(select md5(string_agg(${grants.id}::text || ${grants.right}, ' ' order by ${grants.id}))
    from ${grants} where ${grants.documentId} = ${documents.id})`;
  const held = sql`(select md5(string_agg(concat_ws(' ', ${sections.id}, ${sections.lockedBy}, ${sections.inheritsRights}), ' ' order by ${sections.id}))
    from ${sections} where ${sections.documentId} = ${documents.id} and (${sections.lockedBy} is not null or not ${sections.inheritsRights}))`;
  const rows = await db
    .select({
      id: documents.id,
      print: sql<string>`concat_ws('|', ${revision}, ${treeRevision}, ${updatedAt}, coalesce(${trashedAt}::text, ''), coalesce(${given}, ''), ${held})`,
    })
    .from(documents)
    .where(inArray(documents.id, ids));
  return new Map(rows.map(({ id, print }) => [id, print]));
}

/** A text that differs when what a person may do may differ. */
async function printsOfPeople(db: Db, ids: string[]): Promise<Map<string, string>> {
  const belongs = sql`(select string_agg(${memberships.organisationId}::text, ' ' order by ${memberships.organisationId})
    from ${memberships} join ${organisations} on ${eq(organisations.id, memberships.organisationId)}
    where ${memberships.userId} = ${users.id} and ${organisations.archivedAt} is null)`;
  const ended = sql`coalesce(${users.suspendedAt}, ${users.erasedAt}) is null`;
  const rows = await db
    .select({ id: users.id, print: sql<string>`concat_ws('|', ${users.role}, ${ended}, ${belongs})` })
    .from(users)
    .where(inArray(users.id, ids));
  return new Map(rows.map(({ id, print }) => [id, print]));
}
