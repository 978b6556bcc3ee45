// RI7 as a grid: every change of a tree × the right at the section × the rights at the places that it leaves and comes to.
// The expectations are written by hand from the rule.

import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Db } from '../../../db/database.ts';
import { grants } from '../../../db/schema/document-rights.ts';
import { documents, sections } from '../../../db/schema/documents.ts';
import { DOCUMENT_RIGHTS, type DocumentRight, includesRight } from '../../../domain/document/rights.ts';
import type { Result } from '../../../domain/result.ts';
import type { Context } from '../../../server/context.ts';
import { saveBody } from '../../../server/documents/bodies.ts';
import { lockSection } from '../../../server/documents/locks.ts';
import { mergeSection, splitSection } from '../../../server/documents/split-merge.ts';
import { undoChange } from '../../../server/documents/tree-changes.ts';
import {
  addSection,
  changeSectionKind,
  deleteSection,
  demoteSection,
  moveSection,
  promoteSection,
  renameSection,
  restoreSection,
} from '../../../server/documents/tree-commands.ts';
import { made, outcome } from '../../support/documents.ts';
import { plantGrant } from '../../support/rights.ts';
import { type Grown, growDocument, paragraphs } from '../../support/sections.ts';
import { onStage, type Stage } from '../../support/stage.ts';

let { app, cast } = {} as Stage;
let owner: Context;
let partner: Context;
let grown: Grown;
const at = (title: string) => grown.at[title] ?? '';

onStage((stage) => {
  ({ app, cast } = stage);
  owner = cast.official.ctx;
  partner = cast.partner.ctx;
});

beforeEach(async () => {
  grown = await growDocument(owner, ['from', '-before', '-s', '--below', 'to', '-there']);
  made(
    await saveBody(owner, {
      sectionId: at('s'),
      bodyRevision: 1,
      schemaVersion: 1,
      content: paragraphs('p1:üks', 'p2:kaks'),
    }),
  );
});

type Command = (ctx: Context) => Promise<Result<unknown>>;

/** What the command answers, leaving no trace. */
async function tried(ctx: Context, command: Command): Promise<string> {
  let code = '';
  const undo = new Error('only tried');
  await app.database.db
    .transaction(async (tx: Db) => {
      code = outcome(await command({ ...ctx, db: tx }));
      throw undo;
    })
    .catch((error) => {
      if (error !== undo) throw error;
    });
  return code;
}

async function give(right: DocumentRight, place: string | null): Promise<void> {
  await plantGrant(app, grown.id, { userId: cast.partner.id }, right, place && at(place));
}
const takeAll = () => app.database.db.delete(grants).where(eq(grants.userId, cast.partner.id));

const save: Command = (ctx) =>
  saveBody(ctx, { sectionId: at('s'), bodyRevision: 2, schemaVersion: 1, content: paragraphs('p1:kolm') });
const split: Command = (ctx) => splitSection(ctx, { id: at('s'), bodyRevision: 2, blockId: 'p2', title: 'n' });
const merge: Command = (ctx) => mergeSection(ctx, { id: at('s'), bodyRevision: 2, intoBodyRevision: 1 });
const move: Command = (ctx) => moveSection(ctx, { id: at('s'), parentId: at('to'), beforeId: null });
const shift: Command = (ctx) => moveSection(ctx, { id: at('s'), parentId: at('from'), beforeId: at('before') });
const add: Command = (ctx) =>
  addSection(ctx, { documentId: grown.id, parentId: at('s'), beforeId: null, title: 'n', kind: 'numbered' });

/** What takes `edit` on the section and nothing else. */
const AT_THE_SECTION: Record<string, Command> = {
  add,
  rename: (ctx) => renameSection(ctx, { id: at('s'), revision: 1, title: 'n' }),
  kind: (ctx) => changeSectionKind(ctx, { id: at('s'), revision: 1, kind: 'annex' }),
  save,
  split,
  delete: (ctx) => deleteSection(ctx, { id: at('s') }),
};

const answerAt = (right: DocumentRight) =>
  right === 'none' ? 'not-found' : includesRight(right, 'edit') ? 'ok' : 'forbidden';

describe('RI7', () => {
  test.each(DOCUMENT_RIGHTS)('what %s on a section alone lets change in it', async (right) => {
    await give('read', null);
    await give(right, 's');
    for (const [name, command] of Object.entries(AT_THE_SECTION)) {
      expect([name, await tried(partner, command)]).toEqual([name, answerAt(right)]);
    }
  });

  test.each(DOCUMENT_RIGHTS)('adding at the top takes edit on the document, not %s', async (right) => {
    await give('edit', 's');
    if (right !== 'none') await give(right, null);
    const top: Command = (ctx) =>
      addSection(ctx, { documentId: grown.id, parentId: null, beforeId: null, title: 'n', kind: 'numbered' });
    expect(await tried(partner, top)).toBe(includesRight(right, 'edit') ? 'ok' : 'forbidden');
  });

  test('deleting takes edit on everything below, too, and so does restoring', async () => {
    await give('edit', null);
    await give('comment', 'below');
    expect(await tried(partner, (ctx) => deleteSection(ctx, { id: at('s') }))).toBe('forbidden');
    made(await deleteSection(owner, { id: at('s') }));
    expect(await tried(partner, (ctx) => restoreSection(ctx, { id: at('s') }))).toBe('forbidden');
    await takeAll();
    await give('edit', null);
    expect(await tried(partner, (ctx) => restoreSection(ctx, { id: at('s') }))).toBe('ok');
  });

  test('what lies in the trash is taken from there without a right on the deleted section above', async () => {
    await give('edit', null);
    await give('read', 'from');
    await give('manage', 's');
    for (const id of [at('s'), at('from')]) made(await deleteSection(owner, { id }));
    expect(await tried(partner, (ctx) => restoreSection(ctx, { id: at('s') }))).toBe('ok');
    await give('read', 'below');
    expect(await tried(partner, (ctx) => restoreSection(ctx, { id: at('s') }))).toBe('forbidden');
  });

  /** Moving takes edit on the section and both parents, and `manage` where rights come down another way, as here. */
  function movedTo(section: DocumentRight, from: DocumentRight, to: DocumentRight): string {
    if (section === 'none' || (includesRight(section, 'edit') && to === 'none')) return 'not-found';
    if (!includesRight(section, 'edit') || !includesRight(to, 'edit') || !includesRight(from, 'edit'))
      return 'forbidden';
    return section === 'manage' ? 'ok' : 'moves-rights';
  }

  const PLACES = ['none', 'read', 'suggest', 'edit', 'manage'] as const;
  test.each(DOCUMENT_RIGHTS)(
    'moving a section with %s on it, by the rights where it is and where it goes',
    async (section) => {
      for (const from of PLACES) {
        for (const to of PLACES) {
          await takeAll();
          await give('read', null);
          await give(section, 's');
          await give(from, 'from');
          await give(to, 'to');
          expect([from, to, await tried(partner, move)]).toEqual([from, to, movedTo(section, from, to)]);
        }
        // before another one in the same place nothing changes for rights
        const within =
          section === 'none' ? 'not-found' : !includesRight(section, 'edit') ? 'forbidden' : answerAt(from);
        expect([from, await tried(partner, shift)]).toEqual([from, within]);
        const up = section === 'none' ? 'not-found' : 'forbidden';
        expect([from, await tried(partner, (ctx) => promoteSection(ctx, { id: at('s') }))]).toEqual([from, up]);
      }
    },
  );

  test('a move between places that say nothing of rights, or of a section that stops them, takes no manage', async () => {
    await give('edit', null);
    expect(await tried(partner, move)).toBe('ok');
    expect(await tried(partner, (ctx) => demoteSection(ctx, { id: at('s') }))).toBe('ok');
    expect(await tried(partner, (ctx) => promoteSection(ctx, { id: at('s') }))).toBe('ok');
    await plantGrant(app, grown.id, { userId: cast.administrator.id }, 'read', at('to'));
    expect(await tried(partner, move)).toBe('moves-rights');
    await app.database.db
      .update(sections)
      .set({ inheritsRights: false })
      .where(eq(sections.id, at('s')));
    await give('edit', 's');
    expect(await tried(partner, move)).toBe('ok');
  });

  test.each(DOCUMENT_RIGHTS)(
    'merging takes edit on both, not %s on the one before, and manage where readers differ',
    async (right) => {
      await give('read', null);
      await give(right, 'before');
      await give('edit', 's');
      // unseen, there is nothing before it
      const answer =
        right === 'none' ? 'no-section-before' : !includesRight(right, 'edit') ? 'forbidden' : 'moves-rights';
      expect(await tried(partner, merge)).toBe(right === 'edit' ? 'ok' : answer);
      await takeAll();
      await give('read', null);
      await give('manage', 's');
      if (right !== 'none') await give(right, 'before');
      const asManager = right === 'manage' ? 'ok' : right === 'edit' ? 'moves-rights' : 'forbidden';
      expect(await tried(partner, merge)).toBe(asManager);
    },
  );

  test('text that fewer may read is not merged into text that more may read', async () => {
    await give('edit', null);
    await app.database.db
      .update(sections)
      .set({ inheritsRights: false })
      .where(eq(sections.id, at('s')));
    await give('edit', 's');
    expect(await tried(partner, merge)).toBe('moves-rights');
    expect(await tried(cast.administrator.ctx, merge)).toBe('ok');
  });

  test('half of a restricted and locked section is restricted and locked for the same people', async () => {
    await give('manage', null);
    await app.database.db
      .update(sections)
      .set({ inheritsRights: false })
      .where(eq(sections.id, at('s')));
    await plantGrant(app, grown.id, { userId: cast.official.id }, 'manage', at('s'));
    made(await lockSection(owner, { id: at('s'), reason: 'kooskõlastamisel' }));
    const half = made(await splitSection(owner, { id: at('s'), bodyRevision: 2, blockId: 'p2', title: 'n' }));
    const rename: Command = (ctx) => renameSection(ctx, { id: half.id, revision: 1, title: 'x' });
    expect(await tried(partner, rename)).toBe('not-found');
    expect(await tried(cast.administrator.ctx, rename)).toBe('locked');
    expect(await tried(owner, rename)).toBe('ok');
    expect(await tried(owner, (ctx) => undoChange(ctx, { documentId: grown.id, changeId: half.changeId }))).toBe('ok');
  });

  test('an undo takes what the change that it is would take', async () => {
    const { changeId } = made(await move(owner)) as { changeId: string };
    const undo: Command = (ctx) => undoChange(ctx, { documentId: grown.id, changeId });
    await give('edit', null);
    expect(await tried(partner, undo)).toBe('ok');
    await give('read', 'from');
    expect(await tried(partner, undo)).toBe('forbidden');
    await takeAll();
    await give('edit', null);
    await plantGrant(app, grown.id, { userId: cast.administrator.id }, 'read', at('from'));
    expect(await tried(partner, undo)).toBe('moves-rights');
    await give('none', 's');
    expect(await tried(partner, undo)).toBe('not-found');
  });
});

describe('who changes nothing', () => {
  const EVERY = { ...AT_THE_SECTION, move, shift, merge };

  test('nobody signed in, nobody without a right, whoever is locked out, anybody while it is adopted', async () => {
    const answers = async (ctx: Context) =>
      new Set(await Promise.all(Object.values(EVERY).map((command) => tried(ctx, command))));
    expect(await answers(cast.anonymous)).toEqual(new Set(['signed-out']));
    expect(await answers(partner)).toEqual(new Set(['not-found']));
    expect(await answers(cast.administrator.ctx)).toEqual(new Set(['ok']));
    await give('edit', null);
    expect(await answers(partner)).toEqual(new Set(['ok']));
    made(await lockSection(owner, { id: at('s'), reason: 'kooskõlastamisel' }));
    expect(await answers(partner)).toEqual(new Set(['locked']));
    expect(await answers(owner)).toEqual(new Set(['ok']));
    const act = { actTitle: 'Kava', actNumber: '1', actDate: '2026-11-01', adopter: 'Valitsus' };
    await app.database.db
      .update(documents)
      .set({ status: 'adopted', ...act })
      .where(eq(documents.id, grown.id));
    expect(await answers(owner)).toEqual(new Set(['adopted']));
    await app.database.db.update(documents).set({ trashedAt: owner.now }).where(eq(documents.id, grown.id));
    expect(await answers(owner)).toEqual(new Set(['not-found']));
  });
});
