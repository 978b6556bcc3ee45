// What a reader gets of a document: numbers and texts as everybody has them, and nothing of what they may not read.

import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { documents, sections } from '../../../db/schema/documents.ts';
import { users } from '../../../db/schema/users.ts';
import type { Context } from '../../../server/context.ts';
import { saveBody } from '../../../server/documents/bodies.ts';
import { readBodies } from '../../../server/documents/body-pages.ts';
import { lockSection } from '../../../server/documents/locks.ts';
import { readOutline } from '../../../server/documents/outline.ts';
import { undoChange } from '../../../server/documents/tree-changes.ts';
import {
  changeSectionKind,
  deleteSection,
  moveSection,
  renameSection,
} from '../../../server/documents/tree-commands.ts';
import { listTrashedSections, listTreeChanges } from '../../../server/documents/tree-history.ts';
import { made, outcome } from '../../support/documents.ts';
import { addUser } from '../../support/people.ts';
import { plantGrant } from '../../support/rights.ts';
import { growDocument, outlineOf, paragraphs, storedBody } from '../../support/sections.ts';
import { onStage, type Stage } from '../../support/stage.ts';

let { app, cast, ctx } = {} as Stage;
let partner: Context;

onStage((stage) => {
  ({ app, cast, ctx } = stage);
  partner = cast.partner.ctx;
});

const save = async (sectionId: string | undefined, content: unknown) => {
  const { revision } = await storedBody(ctx, sectionId ?? '');
  return made(await saveBody(ctx, { sectionId: sectionId ?? '', bodyRevision: revision, schemaVersion: 1, content }));
};
const reference = (targetKind: 'section' | 'block', targetId: string | undefined) => ({
  ...{ type: 'crossReference', attrs: { targetKind, targetId } },
});
const note = (text: string) => ({ type: 'footnote', content: [{ type: 'text', text }] });
const paragraph = (id: string, ...content: unknown[]) => ({ type: 'paragraph', attrs: { id }, content });
const body = (...content: unknown[]) => ({ type: 'doc', content });
const htmlOf = async (reader: Context, documentId: string, sectionId: string | undefined) => {
  const pages = made(await readBodies(reader, { documentId, sectionIds: [sectionId ?? ''] }, 'et'));
  return pages.map(({ html, notesHtml }) => html + notesHtml).join();
};
const textOf = (html: string) => html.replace(/<[^>]*>/g, '');

describe('RI8 what may not be read is not there', () => {
  test('in outline, texts, trash and list of changes; a section below a hidden one stands at the top with its number', async () => {
    const { id, at } = await growDocument(ctx, ['avalik', 'salajane', '-nähtav', '--sees', '-peidus', 'lõpp']);
    await plantGrant(app, id, { userId: cast.partner.id }, 'edit', at.nähtav);
    await plantGrant(app, id, { userId: cast.partner.id }, 'edit', at.lõpp);
    await save(at.salajane, paragraphs('p1:saladus'));
    await save(at.nähtav, paragraphs('p2:näha'));
    made(await renameSection(ctx, { id: at.salajane ?? '', revision: 1, title: 'salajane nimi' }));
    made(await renameSection(ctx, { id: at.lõpp ?? '', revision: 1, title: 'lõpuks' }));
    made(await deleteSection(ctx, { id: at.peidus ?? '' }));
    const outline = made(await readOutline(partner, id, 'et'));
    expect(outline.sections.map((s) => [s.number, s.level, s.parentId, s.title, s.right])).toEqual([
      ['2.1', 1, null, 'nähtav', 'edit'],
      ['2.1.1', 2, at.nähtav, 'sees', 'edit'],
      ['3', 1, null, 'lõpuks', 'edit'],
    ]);
    expect(outline.document.right).toBe('none');
    const bodies = made(await readBodies(partner, { documentId: id }, 'et'));
    expect(bodies.map(({ sectionId }) => sectionId)).toEqual([at.nähtav, at.sees, at.lõpp]);
    expect(made(await readBodies(partner, { documentId: id, sectionIds: [at.salajane ?? '', 'x'] }, 'et'))).toEqual([]);
    expect(made(await listTrashedSections(partner, id))).toEqual([]);
    const changes = made(await listTreeChanges(partner, id));
    expect(changes.map(({ kind, titles, isUndoable }) => [kind, titles, isUndoable])).toEqual([
      ['rename', ['lõpuks'], true],
      ['import', ['nähtav', 'sees', 'lõpuks'], false],
    ]);
    expect(JSON.stringify([outline, bodies, changes])).not.toMatch(/salajane|saladus|peidus|avalik/);
  });

  test('a reference to what may not be read looks like one to what is gone', async () => {
    const { id, at } = await growDocument(ctx, ['a', 'salajane', 'c', 'eessõna', 'kustutatud']);
    await plantGrant(app, id, { userId: cast.partner.id }, 'read', at.a);
    await plantGrant(app, id, { userId: cast.partner.id }, 'read', at.c);
    made(await changeSectionKind(ctx, { id: at.eessõna ?? '', revision: 1, kind: 'unnumbered' }));
    await save(at.salajane, paragraphs('p1:saladus'));
    await save(at.c, paragraphs('p2:avalik'));
    made(await deleteSection(ctx, { id: at.kustutatud ?? '' }));
    const targets = [at.salajane, at.c, at.eessõna, at.kustutatud].map((target) => reference('section', target));
    await save(at.a, body(paragraph('p3', ...targets, reference('block', 'p1'), reference('block', 'p2'))));
    const gone = '(jaotist ei ole siin)';
    expect(textOf(await htmlOf(ctx, id, at.a))).toBe(`23eessõna${gone}23`);
    expect(textOf(await htmlOf(partner, id, at.a))).toBe(`${gone}3${gone}${gone}(lõiku ei ole siin)3`);
    made(await moveSection(ctx, { id: at.c ?? '', parentId: null, beforeId: at.a ?? '' }));
    expect(textOf(await htmlOf(partner, id, at.a))).toBe(`${gone}1${gone}${gone}(lõiku ei ole siin)1`);
  });

  test('the trash lists to each what they may bring back, not all that they may read', async () => {
    const { id, at } = await growDocument(ctx, ['a', 'b', 'c']);
    for (const [right, place] of [
      ['comment', at.a],
      ['edit', at.b],
    ] as const) {
      await plantGrant(app, id, { userId: cast.partner.id }, right, place);
    }
    for (const place of [at.a, at.b, at.c]) made(await deleteSection(ctx, { id: place ?? '' }));
    await plantGrant(app, id, { userId: cast.partner.id }, 'read');
    const titles = async (reader: Context) => made(await listTrashedSections(reader, id)).map(({ title }) => title);
    expect(await titles(partner)).toEqual(['b']);
    expect((await titles(ctx)).sort()).toEqual(['a', 'b', 'c']);
  });

  test('nobody without a right and nobody signed in learns that there is a document', async () => {
    const { id } = await growDocument(ctx, ['a']);
    for (const read of [
      readOutline(partner, id, 'et'),
      readBodies(partner, { documentId: id }, 'et'),
      listTreeChanges(partner, id),
      listTrashedSections(partner, id),
      readOutline(partner, ctx.newId(), 'et'),
      readOutline(partner, 'x', 'et'),
    ]) {
      expect(outcome(await read)).toBe('not-found');
    }
    for (const read of [
      readOutline(cast.anonymous, id, 'et'),
      readBodies(cast.anonymous, { documentId: id }, 'et'),
      listTreeChanges(cast.anonymous, id),
      listTrashedSections(cast.anonymous, id),
    ]) {
      expect(outcome(await read)).toBe('signed-out');
    }
  });

  test('a lock on a section that the reader does not see is said to lie where they see it', async () => {
    const { id, at } = await growDocument(ctx, ['a', '-a1']);
    await plantGrant(app, id, { userId: cast.partner.id }, 'edit', at.a1);
    made(await lockSection(ctx, { id: at.a ?? '', reason: 'kooskõlastamisel' }));
    const lock = {
      by: { id: cast.official.id, name: 'official' },
      at: ctx.now.toISOString(),
      reason: 'kooskõlastamisel',
    };
    const [seen] = made(await readOutline(partner, id, 'et')).sections;
    expect(seen).toMatchObject({
      right: 'comment',
      granted: 'edit',
      lock: { ...lock, sectionId: at.a1, isOwn: false },
    });
    const own = made(await readOutline(ctx, id, 'et')).sections[1];
    expect(own).toMatchObject({ right: 'manage', lock: { ...lock, sectionId: at.a, isOwn: true } });
  });
});

describe('the texts of a document', () => {
  test('count footnotes through all living sections, whoever may read them', async () => {
    const { id, at } = await growDocument(ctx, ['a', 'salajane', 'c', 'd']);
    await plantGrant(app, id, { userId: cast.partner.id }, 'read', at.c);
    await save(at.a, body(paragraph('p1', note('esimene'))));
    await save(at.salajane, body(paragraph('p2', note('teine'), note('kolmas'))));
    await save(at.c, body(paragraph('p3', note('neljas'))));
    await save(at.d, body(paragraph('p4', note('viies'))));
    expect(await htmlOf(partner, id, at.c)).toContain('aria-label="Joonealune märkus 4"');
    expect(await htmlOf(partner, id, at.c)).toContain('<ol start="4">');
    expect(await htmlOf(ctx, id, at.d)).toContain('<ol start="5">');
    made(await deleteSection(ctx, { id: at.salajane ?? '' }));
    expect(await htmlOf(partner, id, at.c)).toContain('<ol start="2">');
  });

  test('are as they are saved now, whatever was rendered before: text, names, levels, language', async () => {
    const { id, at } = await growDocument(ctx, ['a', 'b']);
    const { id: personId } = await addUser(app, 'mari@asutus.ee', { name: 'Mari Maasikas' });
    const heading = { type: 'heading', attrs: { id: 'h', level: 1 }, content: [{ type: 'text', text: 'Alapealkiri' }] };
    await save(at.b, body(heading, paragraph('p1', { type: 'mention', attrs: { personId } })));
    expect(await htmlOf(ctx, id, at.b)).toMatch(/<h3.*Mari Maasikas/);
    expect(await htmlOf(ctx, id, at.b)).toBe(await htmlOf(ctx, id, at.b));
    made(await moveSection(ctx, { id: at.b ?? '', parentId: at.a ?? '', beforeId: null }));
    expect(await htmlOf(ctx, id, at.b)).toMatch(/<h4.*Mari Maasikas/);
    await app.database.db.update(users).set({ name: 'Mari Mets' }).where(eq(users.id, personId));
    expect(await htmlOf(ctx, id, at.b)).toContain('Mari Mets');
    const erased = { name: '', email: null, erasedAt: ctx.now };
    await app.database.db.update(users).set(erased).where(eq(users.id, personId));
    expect(await htmlOf(ctx, id, at.b)).toContain('(kustutatud inimene)');
    const [english] = made(await readBodies(ctx, { documentId: id, sectionIds: [at.b ?? ''] }, 'en'));
    expect(english?.html).toContain('(erased person)');
    await save(at.b, paragraphs('p1:uus'));
    expect(textOf(await htmlOf(ctx, id, at.b))).toBe('uus');
  });

  test('without any text are empty', async () => {
    const { id, at } = await growDocument(ctx, ['a']);
    expect(made(await readBodies(ctx, { documentId: id }, 'et'))).toEqual([
      { sectionId: at.a, bodyRevision: 1, html: '', notesHtml: '' },
    ]);
  });
});

describe('an outline', () => {
  test('follows the tree and its undo', async () => {
    const { id, at } = await growDocument(ctx, ['a', 'b']);
    const { changeId } = made(await moveSection(ctx, { id: at.b ?? '', parentId: at.a ?? '', beforeId: null }));
    expect(await outlineOf(ctx, id)).toEqual(['a', '-b']);
    made(await undoChange(ctx, { documentId: id, changeId }));
    expect(await outlineOf(ctx, id)).toEqual(['a', 'b']);
  });

  test('DO4 says how each section stands to its original, and which originals lack a counterpart', async () => {
    const leading = await growDocument(ctx, ['a', 'b', 'c', 'd', 'salajane']);
    const follower = await growDocument(ctx, ['A', 'B', 'C', 'S', 'oma']);
    const db = app.database.db;
    await db.update(documents).set({ leadingId: leading.id }).where(eq(documents.id, follower.id));
    const tie = (title: string, original: string) =>
      db
        .update(sections)
        .set({ leadingId: leading.at[original], leadingRevision: 1, leadingTitle: original })
        .where(eq(sections.id, follower.at[title] ?? ''));
    for (const [title, original] of [
      ['A', 'a'],
      ['B', 'b'],
      ['C', 'c'],
      ['S', 'salajane'],
    ] as const)
      await tie(title, original);
    made(await renameSection(ctx, { id: leading.at.b ?? '', revision: 1, title: 'b uuesti' }));
    made(await deleteSection(ctx, { id: leading.at.c ?? '' }));
    const states = async (reader: Context) => {
      const { document, sections: shown } = made(await readOutline(reader, follower.id, 'et'));
      return [
        shown.map(({ translation }) => translation?.state ?? null),
        document.untranslated.map(({ title }) => title),
      ];
    };
    expect(await states(ctx)).toEqual([['current', 'changed', 'missing', 'current', null], ['d']]);
    await plantGrant(app, follower.id, { userId: cast.partner.id }, 'read');
    expect(await states(partner)).toEqual([[null, null, null, null, null], []]);
    expect(made(await readOutline(partner, follower.id, 'et')).document.leading).toBe(null);
    await plantGrant(app, leading.id, { userId: cast.partner.id }, 'read');
    await plantGrant(app, leading.id, { userId: cast.partner.id }, 'none', leading.at.salajane);
    await plantGrant(app, leading.id, { userId: cast.partner.id }, 'none', leading.at.d);
    expect(await states(partner)).toEqual([['current', 'changed', 'missing', null, null], []]);
    expect(made(await readOutline(ctx, leading.id, 'et')).document.translations).toMatchObject([{ id: follower.id }]);
  });
});
