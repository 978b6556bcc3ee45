// Bodies at random that hold everything the schema has: every node, mark and attribute, in the scripts that people
// here write in, with empty paragraphs, nested lists and cells that span. Always valid, with ids on everything.

import type { Body } from '../../domain/document/body.ts';
import type { AttributesJson, MarkJson, NodeJson } from '../../domain/document/reading.ts';
import { documentSchema } from '../../domain/document/schema/schema.ts';

const WORDS = `strateegia eesmärk kogukond jätkusuutlikkus õiglane ühiskond 2030 12,5% KÜSK «разработка» съезд общество
  the "policy" R&D <b> 'it' naïve 👩‍👩‍👧‍👦 🇪🇪 e\u0301 लोक a\u00a0b x\u200dy`.split(/[ \n]+/);
const LINKS = [
  'https://kysk.ee/en?a=1&b="2"',
  'http://xn--lhikesed-65a.ee/ä',
  'mailto:info@kysk.ee?subject=a%20b',
  'tel:+3726550',
];
const LANGUAGES = ['et', 'en', 'ru-RU', 'sr-Latn-RS', 'de-CH-1996'];
const SIMPLE_MARKS = ['bold', 'italic', 'underline', 'strike'] as const;
const ID_CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A body of `blocks` blocks. The same numbers give the same body. */
export function randomBody(random: () => number, blocks = 8): Body {
  const maker = new Maker(random);
  const body = documentSchema.nodeFromJSON({ type: 'doc', content: maker.list(blocks, () => maker.block()) });
  return body;
}

/** What a database may do to JSON: every object's keys in the order of jsonb, shorter ones first. */
export function asJsonb(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asJsonb);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, asJsonb(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1)));
}

class Maker {
  private readonly random: () => number;
  constructor(random: () => number) {
    this.random = random;
  }

  whole(min: number, max: number): number {
    return min + Math.floor(this.random() * (max - min + 1));
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.whole(0, choices.length - 1)] as T;
  }

  list<T>(length: number, make: () => T): T[] {
    return Array.from({ length }, make);
  }

  id(): string {
    return this.list(12, () => this.pick([...ID_CHARACTERS])).join('');
  }

  uuid(): string {
    const hex = this.list(32, () => this.pick([...'0123456789abcdef'])).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  words(max: number): string {
    return this.list(this.whole(1, max), () => this.pick(WORDS)).join(this.pick([' ', ' ', '  ']));
  }

  marks(): MarkJson[] {
    const marks: MarkJson[] = SIMPLE_MARKS.filter(() => this.random() < 0.15).map((type) => ({ type }));
    if (this.random() < 0.15) marks.push({ type: this.pick(['subscript', 'superscript'] as const) });
    if (this.random() < 0.15) marks.push({ type: 'link', attrs: { href: this.pick(LINKS) } });
    if (this.random() < 0.15) marks.push({ type: 'language', attrs: { code: this.pick(LANGUAGES) } });
    return marks;
  }

  text(): NodeJson {
    return { type: 'text', text: this.words(6), marks: this.marks() };
  }

  /** What may stand in a footnote or a caption. */
  note(): NodeJson {
    return this.pick<() => NodeJson>([
      () => this.text(),
      () => this.text(),
      () => ({ type: 'hardBreak' }),
      () => ({ type: 'citation', attrs: { sourceId: this.uuid(), locator: this.pick(['', 'lk 12', '§ 3 "a"']) } }),
      () => ({ type: 'mention', attrs: { personId: this.uuid() } }),
      () => ({ type: 'crossReference', attrs: { targetKind: 'section', targetId: this.uuid() } }),
      () => ({ type: 'crossReference', attrs: { targetKind: 'block', targetId: this.id() } }),
    ])();
  }

  inline(): NodeJson {
    if (this.random() > 0.15) return this.note();
    return { type: 'footnote', attrs: { id: this.id() }, content: this.list(this.whole(0, 3), () => this.note()) };
  }

  paragraph(): NodeJson {
    return { type: 'paragraph', attrs: { id: this.id() }, content: this.list(this.whole(0, 5), () => this.inline()) };
  }

  listOf(depth: number): NodeJson {
    const content = this.list(this.whole(1, 3), () => this.listItem(depth));
    if (this.random() < 0.5) return { type: 'bulletList', attrs: { id: this.id() }, content };
    return { type: 'orderedList', attrs: { id: this.id(), start: this.pick([1, 2, 9999]) }, content };
  }

  listItem(depth: number): NodeJson {
    const more = depth < 3 && this.random() < 0.4 ? [this.flow(depth + 1)] : [];
    return { type: 'listItem', attrs: { id: this.id() }, content: [this.paragraph(), ...more] };
  }

  flow(depth = 1): NodeJson {
    return this.random() < 0.7 ? this.paragraph() : this.listOf(depth);
  }

  image(): NodeJson {
    const attrs: AttributesJson = {
      id: this.id(),
      attachmentId: this.uuid(),
      alt: this.words(5),
      width: this.pick([0, 10, 55, 100]),
    };
    return { type: 'image', attrs, content: this.list(this.whole(0, 3), () => this.note()) };
  }

  cell(type: 'tableCell' | 'tableHeader', colspan: number, rowspan: number): NodeJson {
    const scope: AttributesJson = type === 'tableHeader' ? { scope: this.pick(['col', 'row']) } : {};
    const content = this.list(this.whole(1, 2), () => (this.random() < 0.1 ? this.image() : this.flow(2)));
    return { type, attrs: { id: this.id(), colspan, rowspan, ...scope }, content };
  }

  row(cells: NodeJson[]): NodeJson {
    return { type: 'tableRow', attrs: { id: this.id() }, content: cells };
  }

  /** Two rows of a head, one cell of which spans both; a row with a wide cell; one plain row. */
  table(): NodeJson {
    const attrs = { id: this.id(), caption: this.pick(['', this.words(6)]), columnWidths: this.pick(['', '30,50,20']) };
    const content = [
      this.row([this.cell('tableHeader', 1, 2), this.cell('tableHeader', 2, 1)]),
      this.row([this.cell('tableHeader', 1, 1), this.cell('tableHeader', 1, 1)]),
      this.row([this.cell('tableCell', 3, 1)]),
      this.row([this.cell('tableHeader', 1, 1), this.cell('tableCell', 1, 1), this.cell('tableCell', 1, 1)]),
    ];
    return { type: 'table', attrs, content };
  }

  heading(): NodeJson {
    return { ...this.paragraph(), type: 'heading', attrs: { id: this.id(), level: this.whole(1, 3) } };
  }

  block(): NodeJson {
    const framed = () => this.list(this.whole(1, 3), () => this.flow());
    return this.pick<() => NodeJson>([
      () => this.flow(),
      () => this.flow(),
      () => this.heading(),
      () => this.table(),
      () => this.image(),
      () => ({ type: 'blockquote', attrs: { id: this.id() }, content: framed() }),
      () => ({
        type: 'callout',
        attrs: { id: this.id(), kind: this.pick(['note', 'important', 'example']) },
        content: framed(),
      }),
    ])();
  }
}
