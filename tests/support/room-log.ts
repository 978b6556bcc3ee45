// The log of one room as tests write it, without sockets, and all that is read off it.

import { asc, eq } from 'drizzle-orm';
import * as Y from 'yjs';
import { rooms, roomUpdates, sectionBlame, sectionContents, writingSessions } from '../../db/schema/rooms.ts';
import { ROOT } from '../../domain/collab/vectors.ts';
import { type BodyJson, bodyJson } from '../../domain/document/body.ts';
import { SCHEMA_VERSION } from '../../domain/document/schema/schema.ts';
import type { Context } from '../../server/context.ts';
import { saveBody } from '../../server/documents/bodies.ts';
import { append, load } from '../../server/rooms/log.ts';
import { type Outcome, projectRoom } from '../../server/rooms/project-room.ts';
import type { ProjectionThread } from '../../server/rooms/projection-thread.ts';
import { documentOf, textOf } from '../../server/rooms/text.ts';
import { made } from './documents.ts';
import { growDocument, paragraphs, storedBody } from './sections.ts';

const BEGINNING = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;

export class RoomLog {
  readonly sectionId: string;
  readonly documentId: string;
  private readonly ctx: Context;
  private minute = 0;

  private constructor(ctx: Context, documentId: string, sectionId: string) {
    this.ctx = ctx;
    this.documentId = documentId;
    this.sectionId = sectionId;
  }

  /** The room of a new section that says `Algus on siin.` in the block `p1`, by the viewer of `ctx`. */
  static async open(ctx: Context): Promise<RoomLog> {
    const { id, at } = await growDocument(ctx, ['Eesmärk']);
    return RoomLog.openAt(ctx, id, at.Eesmärk ?? '');
  }

  /** The same in a section that is there and has no text yet. */
  static async openAt(ctx: Context, documentId: string, sectionId: string): Promise<RoomLog> {
    const content = paragraphs('p1:Algus on siin.');
    made(await saveBody(ctx, { sectionId, bodyRevision: 1, schemaVersion: SCHEMA_VERSION, content }));
    await load(ctx.db, sectionId);
    return new RoomLog(ctx, documentId, sectionId);
  }

  /** A row, by default a minute after the one before. */
  async write(authorId: string | null, update: Uint8Array, client: number, minute = this.minute + 1): Promise<void> {
    this.minute = minute;
    const row = { sectionId: this.sectionId, authorId, update, claims: [client] };
    await append(this.ctx.db, [row], new Date(BEGINNING + minute * MINUTE), false);
  }

  /** What `change` does to the room as it stands, as a row of the author's. `without`: a row that cannot be read. */
  async change(authorId: string, change: (root: Y.XmlFragment) => void, without?: number): Promise<void> {
    const doc = documentOf(await this.updates(without));
    const before = Y.encodeStateVector(doc);
    doc.transact(() => change(doc.getXmlFragment(ROOT)));
    await this.write(authorId, Y.encodeStateAsUpdate(doc, before), doc.clientID);
  }

  async updates(without?: number): Promise<Uint8Array[]> {
    const loaded = await load(this.ctx.db, this.sectionId);
    const rows = (loaded?.rows ?? []).filter(({ seq }) => seq !== without);
    return [...(loaded?.base ? [loaded.base.update] : []), ...rows.map(({ update }) => update)];
  }

  /** What the log says. */
  async replayed(): Promise<BodyJson> {
    return bodyJson(made(textOf(documentOf(await this.updates()))));
  }

  async rows() {
    const { sectionId, seq } = roomUpdates;
    return this.ctx.db.select().from(roomUpdates).where(eq(sectionId, this.sectionId)).orderBy(asc(seq));
  }

  async room() {
    const [row] = await this.ctx.db.select().from(rooms).where(eq(rooms.sectionId, this.sectionId));
    if (!row) throw new Error('no room');
    return row;
  }

  body() {
    return storedBody(this.ctx, this.sectionId);
  }

  project(thread: ProjectionThread): Promise<Outcome> {
    return projectRoom(this.ctx.app, thread, this.sectionId);
  }

  /** Until nothing is left to be read. */
  async projectAll(thread: ProjectionThread): Promise<void> {
    for (let room = await this.room(); room.historySeq < room.seq; room = await this.room()) {
      const outcome = await this.project(thread);
      if (outcome.kind !== 'done') throw new Error(`not projected: ${JSON.stringify(outcome)}`);
    }
  }

  /** Everything that a projection writes. */
  async state() {
    const { db } = this.ctx;
    const id = this.sectionId;
    const [blame] = await db.select().from(sectionBlame).where(eq(sectionBlame.sectionId, id));
    const ofSessions = db.select().from(writingSessions).where(eq(writingSessions.sectionId, id));
    const ofContents = db.select().from(sectionContents).where(eq(sectionContents.sectionId, id));
    return {
      body: await this.body(),
      blame,
      sessions: await ofSessions.orderBy(asc(writingSessions.firstSeq)),
      contents: await ofContents.orderBy(asc(sectionContents.seq)),
    };
  }
}

/** The text of a paragraph at the top. */
export function textAt(root: Y.XmlFragment, block: number): Y.XmlText {
  return (root.get(block) as Y.XmlElement).get(0) as Y.XmlText;
}
