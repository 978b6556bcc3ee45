// Who may write into the section of a room: asked once when they come in, and again for all who are in when something
// of a document, its rights or a person changes. Rules RO1, RO2.

import { eq } from 'drizzle-orm';
import type { WebSocket } from 'ws';
import type { Db } from '../../db/database.ts';
import { sections } from '../../db/schema/documents.ts';
import type { CloseReason } from '../../domain/collab/close-codes.ts';
import { rightsSubject } from '../../domain/document/rights.ts';
import type { Viewer } from '../../domain/people/viewer.ts';
import { isRowId } from '../../domain/text.ts';
import { createContext } from '../context.ts';
import { type Access, accessFor, authoriseAt } from '../documents/access.ts';
import { type DocumentFacts, loadFacts } from '../documents/facts.ts';
import type { DocumentWatch } from '../documents/signals.ts';
import type { Runtime } from '../runtime.ts';
import { inTurns } from './turns.ts';
import { loadViewers } from './viewers.ts';

/** A socket in the room of a section. */
export type Standing = { socket: WebSocket; personId: string; sectionId: string; refuse(reason: CloseReason): void };

export type Standings = {
  /** The document of the section, or why the person may not write there. */
  ask(viewer: Viewer, sectionId: string): Promise<{ documentId: string } | { refusal: CloseReason }>;
  /** From now on the socket is refused when its person may write no more. Ends with the socket. */
  watch(documentId: string, standing: Standing): void;
};

/** Those in the rooms of one document. */
type Group = { members: Set<Standing>; isAsking: boolean; isStale: boolean; leave(): void };

export function openStandings(app: Runtime, documents: DocumentWatch): Standings {
  const read = reading(app.database.db);
  const groups = new Map<string, Group>();
  const askAgain = (documentId: string) => {
    const group = groups.get(documentId);
    if (group) void askGroup(app, read, documentId, group);
  };
  const groupOf = (documentId: string): Group => {
    const known = groups.get(documentId);
    if (known) return known;
    const leave = documents.onDocument(documentId, (signal) => {
      if (signal?.what !== 'body') askAgain(documentId);
    });
    const group: Group = { members: new Set(), isAsking: false, isStale: false, leave };
    groups.set(documentId, group);
    return group;
  };
  return {
    ask: (viewer, sectionId) => ask(app, read, viewer, sectionId),
    watch: (documentId, standing) => {
      const group = groupOf(documentId);
      group.members.add(standing);
      const unhear = documents.onPerson(standing.personId, () => askAgain(documentId));
      const leave = () => {
        unhear();
        if (!group.members.delete(standing) || group.members.size > 0) return;
        group.leave();
        groups.delete(documentId);
      };
      if (standing.socket.readyState === standing.socket.CLOSED) leave();
      else standing.socket.once('close', leave);
      // something may have changed between asking and watching
      askAgain(documentId);
    },
  };
}

type Reading = {
  placeOf(sectionId: string): Promise<{ documentId: string } | undefined>;
  factsOf(documentId: string): Promise<DocumentFacts | null>;
};

/** Each read once for all who ask at the same time. */
function reading(db: Db): Reading {
  return {
    placeOf: inTurns(async (sectionId) => {
      const place = { documentId: sections.documentId };
      const [row] = await db.select(place).from(sections).where(eq(sections.id, sectionId));
      return row;
    }),
    factsOf: inTurns((documentId) => loadFacts(db, documentId)),
  };
}

async function ask(
  app: Runtime,
  read: Reading,
  viewer: Viewer,
  sectionId: string,
): Promise<{ documentId: string } | { refusal: CloseReason }> {
  const row = isRowId(sectionId) ? await read.placeOf(sectionId) : undefined;
  const facts = row ? await read.factsOf(row.documentId) : null;
  const access = facts && accessFor(rightsSubject(viewer), facts);
  const refusal = row && access ? refusalFor(app, viewer, access, sectionId) : 'unknown-room';
  return row && refusal === null ? row : { refusal: refusal ?? 'unknown-room' };
}

/** Null for who may write. */
function refusalFor(app: Runtime, viewer: Viewer, access: Access, sectionId: string): CloseReason | null {
  const allowed = authoriseAt(createContext(app, viewer, 'browser'), access, 'section.edit', sectionId);
  if (allowed.ok) return access.isLiving(sectionId) ? null : 'unknown-room';
  if (allowed.error.code === 'locked') return 'locked';
  return ['forbidden', 'adopted'].includes(allowed.error.code) ? 'no-right' : 'unknown-room';
}

/** Once more when something changed while it was being asked. When rights cannot be read, nobody stays. */
async function askGroup(app: Runtime, read: Reading, documentId: string, group: Group): Promise<void> {
  group.isStale = true;
  if (group.isAsking) return;
  group.isAsking = true;
  try {
    while (group.isStale) {
      group.isStale = false;
      await refuseThoseWithout(app, await read.factsOf(documentId), [...group.members]);
    }
  } catch (err) {
    app.log.warn({ err }, 'rights in open sections could not be read');
    for (const { socket } of group.members) socket.terminate();
  } finally {
    group.isAsking = false;
  }
}

async function refuseThoseWithout(
  app: Runtime,
  facts: DocumentFacts | null,
  members: readonly Standing[],
): Promise<void> {
  const { db } = app.database;
  const viewers = await loadViewers(db, [...new Set(members.map(({ personId }) => personId))]);
  for (const { personId, sectionId, refuse } of members) {
    const viewer = viewers.get(personId);
    const access = viewer && facts ? accessFor(rightsSubject(viewer), facts) : null;
    if (!viewer) refuse('signed-out');
    else {
      const refusal = access ? refusalFor(app, viewer, access, sectionId) : 'unknown-room';
      if (refusal !== null) refuse(refusal);
    }
  }
}
