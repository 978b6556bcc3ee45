// Strategies that look Estonian, made from a seed: as long as one says, with everything that a body may hold but
// pictures. For tests and benches that need a real size.

import { type BodyJson, readBody } from '../../domain/document/body.ts';
import type { PlannedSection } from '../../domain/document/planned.ts';
import type { NodeJson } from '../../domain/document/reading.ts';
import { countWords } from '../../domain/document/text.ts';
import type { Context } from '../../server/context.ts';
import { type MadeDocument, makeDocument } from '../../server/documents/documents.ts';
import { capitalised, type Estonian, estonian } from './estonian.ts';
import { randomFrom } from './random.ts';

export type Strategy = { title: string; sections: (PlannedSection & { body: BodyJson })[] };

const WORDS_PER_PAGE = 500;
const SECTIONS = 60;

/** 60 sections on up to four levels, about 500 words a page. The same seed makes the same strategy, ids included. */
export function makeStrategy({ seed, pages }: { seed: number; pages: number }): Strategy {
  const random = randomFrom(seed);
  const writer = { ...estonian(random), newId: ids(random) };
  const weights = Array.from({ length: SECTIONS }, () => 0.3 + random());
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let level = 0;
  const sections = weights.map((weight, i): Strategy['sections'][number] => {
    level = i === 0 || i % 6 === 0 ? 1 : Math.max(2, Math.min(level + 1 - Math.floor(random() * 3), 4));
    const words = Math.round((weight / total) * pages * WORDS_PER_PAGE);
    const kind = i === 0 ? 'unnumbered' : i >= SECTIONS - 6 ? 'annex' : 'numbered';
    return { level, kind, title: titleOf(writer), hint: null, body: bodyOf(writer, words) };
  });
  return { title: `${capitalised(writer.phrase('plGen'))} strateegia ${2025 + writer.upTo(9)}`, sections };
}

/** Makes a document of it for the viewer, or for `makerId` when the operator asks. */
export async function putStrategy(ctx: Context, strategy: Strategy, makerId?: string): Promise<MadeDocument> {
  const sections = strategy.sections.map((section) => {
    const body = readBody(section.body);
    if (!body.ok) throw new Error(`an invalid body: ${JSON.stringify(body.error.params)}`);
    return { ...section, body: body.value };
  });
  const form = { title: strategy.title, kind: 'strategy', language: 'et', ownerOrganisationId: '' } as const;
  const made = await makeDocument(ctx, form, { sections, ...(makerId === undefined ? {} : { makerId }) });
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}

type Writer = Estonian & { newId: () => string };

const ID_CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

function ids(random: () => number): () => string {
  return () => Array.from({ length: 12 }, () => ID_CHARACTERS[Math.floor(random() * 36)]).join('');
}

function titleOf({ phrase, pick }: Writer): string {
  return capitalised(`${phrase('plGen')} ${pick(['arendamine', 'toetamine', 'kaasamine', 'hindamine', 'juhtimine'])}`);
}

function bodyOf(writer: Writer, words: number): BodyJson {
  const content: NodeJson[] = [];
  let written = 0;
  const add = (node: NodeJson) => {
    content.push(node);
    written += countWords(textOf(node));
  };
  add(paragraph(writer));
  while (written < words) add(writer.random() < 0.7 ? paragraph(writer) : writer.pick(OTHERS)(writer));
  return { type: 'doc', content };
}

const OTHERS: ((writer: Writer) => NodeJson)[] = [list, list, table, heading, heading, quote, callout];

function node(writer: Writer, type: NodeJson['type'], content: NodeJson[], attrs: NodeJson['attrs'] = {}): NodeJson {
  return { type, attrs: { id: writer.newId(), ...attrs }, content };
}

const text = (words: string, ...marks: NonNullable<NodeJson['marks']>): NodeJson => ({
  type: 'text',
  text: words,
  marks,
});

/** Two to seven sentences; now and then with emphasis, a link or a footnote. */
function paragraph(writer: Writer): NodeJson {
  const content: NodeJson[] = [];
  for (let i = writer.upTo(6); i >= 0; i--) content.push(...lineOf(writer));
  return node(writer, 'paragraph', content);
}

function lineOf(writer: Writer): NodeJson[] {
  const words = `${writer.sentence()} `;
  const chance = writer.random();
  if (chance < 0.04) return [text(words, { type: 'bold' })];
  if (chance < 0.07) return [text(words, { type: 'italic' })];
  if (chance < 0.1) return [text(words), footnote(writer), text(' ')];
  if (chance < 0.12) return [text('Vaata '), text(writer.phrase('nom'), link(writer)), text('. '), text(words)];
  return [text(words)];
}

const link = (writer: Writer) =>
  ({ type: 'link', attrs: { href: `https://www.riigiteataja.ee/akt/${writer.upTo(1e6)}` } }) as const;

function footnote(writer: Writer): NodeJson {
  return node(writer, 'footnote', [text(writer.sentence())]);
}

function short(writer: Writer, words: string): NodeJson {
  return node(writer, 'paragraph', [text(words)]);
}

function list(writer: Writer): NodeJson {
  const item = (nested: NodeJson[]) => node(writer, 'listItem', [short(writer, writer.sentence()), ...nested]);
  const inner = () => node(writer, 'bulletList', [item([]), item([])]);
  const items = Array.from({ length: 2 + writer.upTo(4) }, () => item(writer.random() < 0.15 ? [inner()] : []));
  return writer.random() < 0.5 ? node(writer, 'bulletList', items) : node(writer, 'orderedList', items);
}

function table(writer: Writer): NodeJson {
  const header = ['Mõõdik', 'Algtase', 'Sihttase', 'Allikas'];
  const row = (type: 'tableHeader' | 'tableCell', cells: string[]) =>
    node(
      writer,
      'tableRow',
      cells.map((cell) => node(writer, type, [short(writer, cell)])),
    );
  const figures = () => [
    writer.phrase('plGen'),
    `${writer.upTo(50)} %`,
    `${50 + writer.upTo(50)} %`,
    writer.phrase('nom'),
  ];
  const rows = Array.from({ length: 2 + writer.upTo(6) }, () =>
    row('tableCell', [capitalised(figures()[0] ?? ''), ...figures().slice(1)]),
  );
  return node(writer, 'table', [row('tableHeader', header), ...rows], { caption: capitalised(writer.phrase('plNom')) });
}

function heading(writer: Writer): NodeJson {
  return node(writer, 'heading', [text(titleOf(writer))], { level: writer.upTo(3) });
}

function quote(writer: Writer): NodeJson {
  return node(writer, 'blockquote', [paragraph(writer)]);
}

function callout(writer: Writer): NodeJson {
  return node(writer, 'callout', [paragraph(writer)], { kind: writer.pick(['note', 'important', 'example']) });
}

function textOf({ text: words, content = [] }: NodeJson): string {
  return words ?? content.map(textOf).join(' ');
}
