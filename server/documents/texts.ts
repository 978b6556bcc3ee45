// The texts of a document with what they point at, in the order of the document. Footnotes are counted over all living
// texts, whoever may read them; so what was found out about a text is remembered, and most requests read few of them.

import { eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { sectionBodies, sections } from '../../db/schema/documents.ts';
import type { Body } from '../../domain/document/body.ts';
import { documentSchema } from '../../domain/document/schema/schema.ts';
import type { Context } from '../context.ts';
import { type BodyFacts, factsOf, rememberedBodies } from './rendered.ts';

export type Text = { body: Body; bodyRevision: number };

export type PlacedFacts = BodyFacts & {
  bodyRevision: number;
  /** The number of the text's first footnote. */
  firstFootnote: number;
};

export type Texts = {
  /** By section, in the order given. */
  facts: ReadonlyMap<string, PlacedFacts>;
  /** The texts that had to be read for it, of those that are wanted. */
  loaded: ReadonlyMap<string, Text>;
};

/**
 * `order`: the living sections of the document in the order of the text. `isWanted`: whose texts the caller needs; the
 * others are dropped as soon as it is known what they point at, for all texts of a document together are large.
 */
export async function loadTexts(
  ctx: Context,
  documentId: string,
  order: readonly string[],
  isWanted: (sectionId: string) => boolean,
): Promise<Texts> {
  const revisions = await loadRevisions(ctx.db, documentId);
  const { facts: remembered } = rememberedBodies(ctx.app);
  const known = new Map<string, KnownFacts>();
  for (const [id, bodyRevision] of revisions) {
    const facts = remembered.get(factsKey(id, bodyRevision));
    if (facts) known.set(id, { facts, bodyRevision });
  }
  const loaded = new Map<string, Text>();
  const unknown = order.filter((id) => !known.has(id));
  for (let from = 0; from < unknown.length; from += TEXTS_AT_ONCE) {
    for (const [id, text] of await readTexts(ctx.db, unknown.slice(from, from + TEXTS_AT_ONCE))) {
      known.set(id, { facts: factsOf(text.body), bodyRevision: text.bodyRevision });
      if (isWanted(id)) loaded.set(id, text);
    }
  }
  for (const [id, { facts, bodyRevision }] of known) remembered.set(factsKey(id, bodyRevision), facts);
  return { facts: placedIn(order, known), loaded };
}

type KnownFacts = { facts: BodyFacts; bodyRevision: number };

/** Footnotes are counted over all of them. */
function placedIn(order: readonly string[], known: ReadonlyMap<string, KnownFacts>): Map<string, PlacedFacts> {
  const placed = new Map<string, PlacedFacts>();
  let firstFootnote = 1;
  for (const id of order) {
    const own = known.get(id);
    if (!own) continue;
    placed.set(id, { ...own.facts, bodyRevision: own.bodyRevision, firstFootnote });
    firstFootnote += own.facts.footnotes;
  }
  return placed;
}

const factsKey = (id: string, bodyRevision: number) => `${id} ${bodyRevision}`;

async function loadRevisions(db: Db, documentId: string): Promise<Map<string, number>> {
  const { sectionId, revision } = sectionBodies;
  const rows = await db
    .select({ sectionId, revision })
    .from(sectionBodies)
    .innerJoin(sections, eq(sections.id, sectionId))
    .where(eq(sections.documentId, documentId));
  return new Map(rows.map((row) => [row.sectionId, row.revision]));
}

/** Statements stay small: nobody else is served while the embedded database runs one. */
const TEXTS_AT_ONCE = 8;

/** What was stored was checked when it was; the renderer trusts none of it all the same. */
export async function readTexts(db: Db, ids: readonly string[]): Promise<Map<string, Text>> {
  const { sectionId, content, revision } = sectionBodies;
  const texts = new Map<string, Text>();
  for (let from = 0; from < ids.length; from += TEXTS_AT_ONCE) {
    const rows = await db
      .select({ sectionId, content, revision })
      .from(sectionBodies)
      .where(inArray(sectionId, ids.slice(from, from + TEXTS_AT_ONCE)));
    for (const row of rows) {
      texts.set(row.sectionId, { body: documentSchema.nodeFromJSON(row.content), bodyRevision: row.revision });
    }
  }
  return texts;
}
