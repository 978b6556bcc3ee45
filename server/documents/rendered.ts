// Bodies as HTML, remembered in this process under everything that went into them: the same text for the same kind of
// reader is rendered once. What a text points at is remembered too, so that numbers and labels need no text.

import type { Body } from '../../domain/document/body.ts';
import { renderBody } from '../../domain/document/html/body.ts';
import { renderNotes } from '../../domain/document/html/notes.ts';
import type { Surroundings } from '../../domain/document/html/surroundings.ts';
import { type References, references } from '../../domain/document/references.ts';
import { isEmptyBody } from '../../domain/document/split.ts';
import { processMemory } from '../process-memory.ts';
import type { Runtime } from '../runtime.ts';

export type RenderedBody = { html: string; notesHtml: string };
/** What the text of a section points at, and the ids that others may point at. */
export type BodyFacts = References & { ownBlockIds: ReadonlySet<string> };

/** A least recently used memory of at most `limit` units, as `sizeOf` counts them. */
class Remembered<T> {
  private readonly entries = new Map<string, T>();
  private size = 0;
  private readonly limit: number;
  private readonly sizeOf: (value: T) => number;

  constructor(limit: number, sizeOf: (value: T) => number) {
    this.limit = limit;
    this.sizeOf = sizeOf;
  }

  get(key: string): T | undefined {
    const value = this.entries.get(key);
    if (value === undefined) return undefined;
    this.entries.delete(key);
    this.entries.set(key, value);
    return value;
  }

  set(key: string, value: T): void {
    this.drop(key);
    this.entries.set(key, value);
    this.size += this.sizeOf(value);
    for (const oldest of this.entries.keys()) {
      if (this.size <= this.limit) return;
      this.drop(oldest);
    }
  }

  clear(): void {
    this.entries.clear();
    this.size = 0;
  }

  private drop(key: string): void {
    const value = this.entries.get(key);
    if (value === undefined) return;
    this.entries.delete(key);
    this.size -= this.sizeOf(value);
  }
}

/** UTF-16 units of HTML: about ten documents of 150,000 words. */
const MAX_RENDERED = 16_000_000;
/** Ids in remembered facts. */
const MAX_IDS = 500_000;

type Memory = { rendered: Remembered<RenderedBody>; facts: Remembered<BodyFacts> };

export function rememberedBodies(app: Runtime): Memory {
  return processMemory<Memory>(app, 'rendered-bodies', () => ({
    rendered: new Remembered(MAX_RENDERED, ({ html, notesHtml }) => html.length + notesHtml.length + 100),
    facts: new Remembered(MAX_IDS, ({ ownBlockIds }) => ownBlockIds.size + 10),
  }));
}

export function factsOf(body: Body): BodyFacts {
  const ownBlockIds = new Set<string>();
  body.descendants(({ attrs }) => {
    if (typeof attrs.id === 'string') ownBlockIds.add(attrs.id);
  });
  return { ...references(body), ownBlockIds };
}

/** What makes two renderings of one text differ; `surroundings` answers only what `facts` ask. */
export function renderingKey(
  revisionOfText: string,
  locale: string,
  surroundings: Surroundings,
  facts: BodyFacts,
): string {
  const { headingLevel, firstFootnote, sectionLabel, blockLabel, personName } = surroundings;
  const answers = [facts.sectionIds.map(sectionLabel), facts.blockIds.map(blockLabel), facts.personIds.map(personName)];
  return JSON.stringify([revisionOfText, locale, headingLevel, firstFootnote, ...answers]);
}

export function render(body: Body, surroundings: Surroundings): RenderedBody {
  if (isEmptyBody(body)) return { html: '', notesHtml: '' };
  return { html: renderBody(body, surroundings).markup, notesHtml: renderNotes(body, surroundings).markup };
}
