// What an open page asks the server for: all texts at once when it has none, else those that have changed.

import { expect, test } from 'vitest';
import { DocumentStore } from '../../../components/document/document-store.ts';
import { type DocumentSource, DocumentSync } from '../../../components/document/document-sync.ts';
import type { DocumentOutline, PresentedBody, PresentedSection } from '../../../domain/document/presented.ts';

const NOTE = '<p><sup class="note-mark">1</sup></p>';
const IDS = Array.from({ length: 120 }, (_, i) => `section-${i}`);

const outlineOf = (revisionOf: (id: string) => number) =>
  ({
    document: {},
    treeRevision: 1,
    sections: IDS.map((id) => ({
      id,
      level: 1,
      number: '',
      title: id,
      bodyRevision: revisionOf(id),
    })) as PresentedSection[],
  }) as DocumentOutline;
const bodyOf = (sectionId: string): PresentedBody => ({ sectionId, bodyRevision: 1, html: NOTE, notesHtml: '' });

/** Answers like the server, and keeps what it was asked for. */
function source(outline: DocumentOutline): DocumentSource & { asked: (readonly string[] | 'all')[] } {
  const asked: (readonly string[] | 'all')[] = [];
  return {
    asked,
    outline: async () => ({ state: 'here', value: outline }),
    bodies: async (ids) => {
      asked.push(ids);
      return { state: 'here', value: (ids === 'all' ? IDS : ids).map(bodyOf) };
    },
  };
}

test('a page opened without texts asks for all of them in one request', async () => {
  const outline = outlineOf(() => 1);
  const store = new DocumentStore(outline, []);
  const server = source(outline);
  expect(store.isIncomplete()).toBe(true);
  await new DocumentSync(store, server).refresh();
  expect([server.asked, store.isIncomplete(), store.read().bodies.size]).toEqual([['all'], false, IDS.length]);
});

test('a page that came with its texts asks for none until one has changed', async () => {
  const store = new DocumentStore(
    outlineOf(() => 1),
    IDS.map(bodyOf),
  );
  const [unchanged, changed] = [source(outlineOf(() => 1)), source(outlineOf((id) => (id === 'section-7' ? 2 : 1)))];
  await new DocumentSync(store, unchanged).refresh();
  await new DocumentSync(store, changed).refresh();
  expect([unchanged.asked, changed.asked]).toEqual([[], [['section-7']]]);
});
