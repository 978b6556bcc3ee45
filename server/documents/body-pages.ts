// The texts of a document as its reader sees them: rendered, with footnotes counted and references resolved over the
// whole document. Rule RI8: a reference to what the reader may not read looks like one to what is gone.

import type { BodyWords, Surroundings } from '../../domain/document/html/surroundings.ts';
import { numberSections } from '../../domain/document/numbers.ts';
import type { PresentedBody } from '../../domain/document/presented.ts';
import { livingSections, type Tree } from '../../domain/document/tree.ts';
import type { Locale } from '../../domain/locale.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Context } from '../context.ts';
import { translator } from '../translate.ts';
import { type Access, readableDocument } from './access.ts';
import { seenPlaces } from './outline.ts';
import { loadPeople } from './people.ts';
import { factsOf, rememberedBodies, render, renderingKey } from './rendered.ts';
import { loadTexts, type PlacedFacts, readTexts, type Text, type Texts } from './texts.ts';
import { treeOf } from './tree.ts';

/** In the order of the text; `sectionIds` that are not there for the reader are left out. All of them without it. */
export async function readBodies(
  ctx: Context,
  { documentId, sectionIds }: { documentId: string; sectionIds?: readonly string[] },
  locale: Locale,
): Promise<Result<PresentedBody[]>> {
  const readable = await readableDocument(ctx, documentId);
  if (!readable.ok) return readable;
  const access = readable.value;
  const tree = treeOf(access);
  const order = livingSections(tree).map(({ section }) => section.id);
  const wanted = sectionIds && new Set(sectionIds);
  const places = seenPlaces(tree, access).filter(({ section }) => wanted?.has(section.id) ?? true);
  const shown = new Set(places.map(({ section }) => section.id));
  const texts = await loadTexts(ctx, documentId, order, (id) => shown.has(id));
  const mentioned = places.flatMap(({ section }) => texts.facts.get(section.id)?.personIds ?? []);
  const people = await loadPeople(ctx.db, mentioned);
  const base = {
    ...surroundingsOf(ctx, locale),
    ...labelsFor(access, tree, texts),
    personName: (id: string) => people.get(id)?.name || null,
  };
  return ok(
    await renderPlaces(
      ctx,
      places.map(({ section, level }) => ({ id: section.id, level })),
      texts,
      base,
      locale,
    ),
  );
}

type Base = Omit<Surroundings, 'headingLevel' | 'firstFootnote'>;

/** What is remembered is taken as it is; the texts of the rest are read together. */
async function renderPlaces(
  ctx: Context,
  places: readonly { id: string; level: number }[],
  texts: Texts,
  base: Base,
  locale: Locale,
): Promise<PresentedBody[]> {
  const { rendered } = rememberedBodies(ctx.app);
  const asked = places.flatMap(({ id, level }) => {
    const facts = texts.facts.get(id);
    if (!facts) return [];
    const surroundings = { ...base, headingLevel: Math.min(level + 1, 6), firstFootnote: facts.firstFootnote };
    const page = rendered.get(renderingKey(textKey(id, facts.bodyRevision), locale, surroundings, facts));
    return { id, facts, surroundings, page };
  });
  const missing = asked.filter(({ id, page }) => !page && !texts.loaded.has(id)).map(({ id }) => id);
  const read = new Map([...texts.loaded, ...(await readTexts(ctx.db, missing))]);
  return asked.flatMap(({ id, facts, surroundings, page }) => {
    if (page) return { sectionId: id, bodyRevision: facts.bodyRevision, ...page };
    const text = read.get(id);
    return text ? renderText(ctx, id, text, facts, surroundings, locale) : [];
  });
}

/** The text may be newer than the facts by now: it is remembered as what it is. */
function renderText(
  ctx: Context,
  id: string,
  { body, bodyRevision }: Text,
  facts: PlacedFacts,
  surroundings: Surroundings,
  locale: Locale,
): PresentedBody {
  const page = render(body, surroundings);
  const own = bodyRevision === facts.bodyRevision ? facts : factsOf(body);
  rememberedBodies(ctx.app).rendered.set(renderingKey(textKey(id, bodyRevision), locale, surroundings, own), page);
  return { sectionId: id, bodyRevision, ...page };
}

const textKey = (id: string, bodyRevision: number) => `${id} ${bodyRevision}`;

function surroundingsOf(ctx: Context, locale: Locale) {
  const { origin } = new URL(ctx.app.config.publicUrl);
  return {
    attachmentHref: (id: string) => `/files/${id}`,
    // sources come with the evidence
    sourceLabel: () => null,
    isOutside: (href: string) => (!/^https?:/i.test(href) ? false : new URL(href).origin !== origin),
    words: bodyWords(locale),
  };
}

/** The number of a section that the reader may read, its title when it has none; a block is called by its section. */
function labelsFor(access: Access, tree: Tree, texts: Texts) {
  const numbers = numberSections(tree, access.document.language);
  const sectionLabel = (id: string) => {
    if (!numbers.has(id) || access.at(id).right === 'none') return null;
    return numbers.get(id) || (access.sections.get(id)?.title ?? null);
  };
  const referred = new Set([...texts.facts.values()].flatMap(({ blockIds }) => blockIds));
  const holders = new Map<string, string>();
  for (const [id, { ownBlockIds }] of texts.facts) {
    for (const blockId of referred) if (ownBlockIds.has(blockId) && !holders.has(blockId)) holders.set(blockId, id);
  }
  return { sectionLabel, blockLabel: (id: string) => sectionLabel(holders.get(id) ?? '') };
}

function bodyWords(locale: Locale): BodyWords {
  const t = translator(locale, 'bodyWords');
  return {
    permalink: t('permalink'),
    callouts: { note: t('callouts.note'), important: t('callouts.important'), example: t('callouts.example') },
    note: t('note'),
    notes: t('notes'),
    backToNote: t('backToNote'),
    table: t('table'),
    deletedSection: t('deletedSection'),
    deletedBlock: t('deletedBlock'),
    deletedSource: t('deletedSource'),
    formerPerson: t('formerPerson'),
  };
}
