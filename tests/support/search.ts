// Documents with texts that can be found, put straight into the tables.

import { eq } from 'drizzle-orm';
import { sectionBodies } from '../../db/schema/documents.ts';
import type { Runtime } from '../../server/runtime.ts';
import { refreshDocumentEntries, refreshSectionEntry } from '../../server/search/entries.ts';
import { plantDocument } from './rights.ts';

export type PlantedText = { title: string; text: string };

/** One document whose sections have these titles and texts, one paragraph a line; ids by title. Titles differ. */
export async function plantTexts(app: Runtime, language: string, title: string, texts: readonly PlantedText[]) {
  const planted = await plantDocument(app, Object.fromEntries(texts.map((text) => [text.title, null])), {
    language,
    title,
  });
  for (const text of texts) await setText(app, planted.at[text.title] ?? '', text.text);
  await refreshDocumentEntries(app.database.db, planted.id);
  return planted;
}

/** Gives a section another text, as its writer would. Block ids are `p0`, `p1` …, filled up to their length. */
export async function writeText(app: Runtime, sectionId: string, text: string): Promise<void> {
  await setText(app, sectionId, text);
  await refreshSectionEntry(app.database.db, sectionId);
}

async function setText(app: Runtime, sectionId: string, text: string): Promise<void> {
  const content = text.split('\n').map((line, i) => ({
    type: 'paragraph',
    attrs: { id: `p${i}`.padEnd(10, '0') },
    content: line === '' ? [] : [{ type: 'text', text: line }],
  }));
  await app.database.db
    .update(sectionBodies)
    .set({ content: { type: 'doc', content }, words: text.split(/\s+/).length })
    .where(eq(sectionBodies.sectionId, sectionId));
}
