// How the documents of the demo story were written, translated, opened to some and closed to others: the competence
// centre's strategy with its English translation, a practice, a guideline, and a sketch that was given up.

import { readBody } from '../../domain/document/body.ts';
import type { GrantForm } from '../../domain/document/grant.ts';
import { identify } from '../../domain/document/identify.ts';
import type { NodeJson } from '../../domain/document/reading.ts';
import { SCHEMA_VERSION } from '../../domain/document/schema/schema.ts';
import { templateSections } from '../../domain/document/templates.ts';
import type { Context } from '../context.ts';
import { newBlockId } from '../documents/block-id.ts';
import { readBodyForEditing, saveBody } from '../documents/bodies.ts';
import { createDocument, makeDocument, setStatus } from '../documents/documents.ts';
import { restrictSection, setGrant } from '../documents/grants.ts';
import { lockSection } from '../documents/locks.ts';
import { markChecked } from '../documents/translated-sections.ts';
import { makeTranslation } from '../documents/translations.ts';
import { trashDocument } from '../documents/trash.ts';
import { addSection } from '../documents/tree-commands.ts';
import { as, done, type Event, place, type Stage } from './stage.ts';
import {
  GUIDELINE_TEXTS,
  GUIDELINE_TITLE,
  PRACTICE_CONTACT,
  PRACTICE_TEXTS,
  PRACTICE_TITLE,
} from './texts/practices.ts';
import { TRANSLATION_TEXTS, TRANSLATION_TITLE } from './texts/strategy-en.ts';
import { COST_TITLE, STRATEGY_TEXTS, STRATEGY_TITLE, SUB_GOALS_LATER, TERMS } from './texts/strategy-et.ts';
import { body, p, type SectionTexts } from './texts/writing.ts';

const [KATRIN, MARI, LIIS] = ['katrin.saar@kysk.example', 'mari.tamm@kysk.example', 'liis.vosu@vorumaa.example'];
const MINISTRIES = ['sim', 'som'];
const PARTNERS = ['tlu', 'vak', 'ut', 'sev'];

type Right = GrantForm['right'];

/** Something that `email` did so many days before the story is told. */
function event(days: number, email: string, act: (ctx: Context, stage: Stage) => Promise<void>): Event {
  return { daysAgo: days, happen: (stage) => act(as(stage, email, days), stage) };
}

export const DOCUMENT_EVENTS: readonly Event[] = [
  event(57, MARI, async (ctx, stage) => {
    const form = { title: STRATEGY_TITLE, kind: 'strategy', language: 'et' } as const;
    const made = done(await createDocument(ctx, { ...form, ownerOrganisationId: place(stage, 'kysk') }));
    stage.documents.set('strategy', made);
    await give(ctx, stage, 'strategy', MINISTRIES, 'suggest');
    await give(ctx, stage, 'strategy', PARTNERS, 'comment');
  }),
  event(56.5, MARI, async (ctx, stage) => {
    const keep = [{ kind: 'organisation' as const, id: place(stage, 'kysk') }];
    done(await restrictSection(ctx, { sectionId: sectionOf(stage, 'strategy', COST_TITLE), keep }));
  }),
  ...writing('strategy', STRATEGY_TEXTS, 55, [MARI, MARI, KATRIN]),
  event(36, KATRIN, async (ctx, stage) => {
    await makeWritten(ctx, stage, { key: 'practice', title: PRACTICE_TITLE, owner: 'vak', texts: PRACTICE_TEXTS });
    await give(ctx, stage, 'practice', ['kysk'], 'edit');
    await give(ctx, stage, 'practice', ['tlu', 'ut', 'som'], 'comment');
  }),
  event(35, LIIS, (ctx, stage) => write(ctx, sectionOf(stage, 'practice', 'Kontakt'), PRACTICE_CONTACT)),
  event(30, MARI, async (ctx, stage) => {
    await makeWritten(ctx, stage, { key: 'guideline', title: GUIDELINE_TITLE, owner: 'kysk', texts: GUIDELINE_TEXTS });
    await give(ctx, stage, 'guideline', ['vak'], 'edit');
    await give(ctx, stage, 'guideline', ['tlu', 'sev'], 'read');
  }),
  event(27, MARI, async (ctx, stage) => {
    const form = { title: 'Koosloome programmi visand', kind: 'programme', language: 'et' } as const;
    const made = done(await createDocument(ctx, { ...form, ownerOrganisationId: place(stage, 'kysk') }));
    stage.documents.set('sketch', made);
  }),
  event(26, MARI, translateStrategy),
  event(22, MARI, async (ctx, stage) => {
    done(await trashDocument(ctx, { id: documentOf(stage, 'sketch').id }));
  }),
  event(21, MARI, adoptGuideline),
  event(12, KATRIN, async (ctx, stage) => {
    const strategy = documentOf(stage, 'strategy');
    const at = { parentId: null, beforeId: sectionOf(stage, 'strategy', 'Olukorra analüüs') };
    const added = { documentId: strategy.id, ...at, title: TERMS.title, kind: 'unnumbered' as const };
    await write(ctx, done(await addSection(ctx, added)).id, TERMS.blocks);
  }),
  event(8, KATRIN, (ctx, stage) => write(ctx, sectionOf(stage, 'strategy', 'Alaeesmärgid'), SUB_GOALS_LATER)),
  event(6, MARI, async (ctx, stage) => {
    const reason = 'Sõnastus on võrgustikuga kokku lepitud; järgmine kord räägime sellest juhtrühmas.';
    done(await lockSection(ctx, { id: sectionOf(stage, 'strategy', 'Visioon'), reason }));
  }),
];

type Written = { key: 'practice' | 'guideline'; title: string; owner: string; texts: SectionTexts };

/** Some texts were written elsewhere and came whole. */
async function makeWritten(ctx: Context, stage: Stage, { key, title, owner, texts }: Written): Promise<void> {
  const form = { title, kind: key, language: 'et' as const, ownerOrganisationId: place(stage, owner) };
  const sections = templateSections(key, 'et').map((section) => {
    const text = readBody(body(texts[section.title] ?? [p()]));
    return { ...section, body: identify(done(text), newBlockId) };
  });
  stage.documents.set(key, done(await makeDocument(ctx, form, { sections })));
}

/** One section after another from `from` days ago on, a quarter of a day each, the writers taking turns. */
function writing(document: string, texts: SectionTexts, from: number, writers: readonly string[]): Event[] {
  return Object.entries(texts).map(([title, blocks], i) =>
    event(from - i / 4, writers[i % writers.length] ?? MARI, (ctx, stage) =>
      write(ctx, sectionOf(stage, document, title), blocks),
    ),
  );
}

/** The titles come from the template; only some of the texts are translated. */
async function translateStrategy(ctx: Context, stage: Stage): Promise<void> {
  const { id } = documentOf(stage, 'strategy');
  const made = done(await makeTranslation(ctx, { id, language: 'en', title: TRANSLATION_TITLE }));
  stage.documents.set('translation', made);
  await give(ctx, stage, 'translation', ['ut', 'tlu', 'sim'], 'comment');
  for (const [title, blocks] of Object.entries(TRANSLATION_TEXTS)) {
    const sectionId = sectionOf(stage, 'translation', title);
    await write(ctx, sectionId, blocks);
    done(await markChecked(ctx, { sectionId }));
  }
}

async function adoptGuideline(ctx: Context, stage: Stage): Promise<void> {
  const act = {
    actTitle: 'Kompetentsikeskuse juhtrühma otsus',
    actNumber: '3',
    actDate: ctx.now.toISOString().slice(0, 10),
    adopter: 'Kompetentsikeskuse juhtrühm',
  };
  done(await setStatus(ctx, { id: documentOf(stage, 'guideline').id, revision: 1, status: 'adopted', ...act }));
}

async function give(
  ctx: Context,
  stage: Stage,
  document: string,
  keys: readonly string[],
  right: Right,
): Promise<void> {
  const { id: documentId } = documentOf(stage, document);
  for (const key of keys) {
    const subject = { subjectKind: 'organisation' as const, subjectId: place(stage, key) };
    done(await setGrant(ctx, { documentId, sectionId: null, ...subject, right }));
  }
}

async function write(ctx: Context, sectionId: string, blocks: readonly NodeJson[]): Promise<void> {
  const { bodyRevision } = done(await readBodyForEditing(ctx, sectionId));
  done(await saveBody(ctx, { sectionId, bodyRevision, schemaVersion: SCHEMA_VERSION, content: body(blocks) }));
}

function documentOf(stage: Stage, key: string) {
  const document = stage.documents.get(key);
  if (!document) throw new Error(`the document ${key} has not been made yet`);
  return document;
}

function sectionOf(stage: Stage, document: string, title: string): string {
  const section = documentOf(stage, document).sections.find((known) => known.title === title);
  if (!section) throw new Error(`there is no section ${title}`);
  return section.id;
}
