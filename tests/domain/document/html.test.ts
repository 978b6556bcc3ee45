// Bodies as markup: what each node becomes, for people who see it and people who hear it.

import type { Node } from '@tiptap/pm/model';
import { describe, expect, test } from 'vitest';
import { renderBody } from '../../../domain/document/html/body.ts';
import { footnoteCount, renderNotes } from '../../../domain/document/html/notes.ts';
import type { Surroundings } from '../../../domain/document/html/surroundings.ts';
import { documentSchema } from '../../../domain/document/schema/schema.ts';
import { expectInert, textOf } from '../../support/markup.ts';
import { expectWellNested } from '../../support/nesting.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';
import { randomBody } from '../../support/random-body.ts';
import { SURROUNDINGS } from '../../support/surroundings.ts';

const UUID = '1c2f0b3a-6f0e-4f4e-8f0e-0123456789ab';
const make = documentSchema.node.bind(documentSchema);
const mark = documentSchema.mark.bind(documentSchema);
const t = documentSchema.text.bind(documentSchema);
const p = (...content: Node[]) => make('paragraph', null, content);

/** The markup of a body of these blocks. */
function rendered(blocks: Node[], surroundings: Partial<Surroundings> = {}): string {
  const body = make('doc', null, blocks);
  body.check();
  return renderBody(body, { ...SURROUNDINGS, ...surroundings }).markup;
}

/** The markup of one line. */
const line = (...content: Node[]) => rendered([p(...content)]).replace(/^<p>(.*)<\/p>$/, '$1');

test('DS18: random bodies give well-formed, rightly nested, inert markup with all their words', () => {
  const random = randomFrom(printedSeed('rendered bodies'));
  for (let i = 0; i < 300; i++) {
    const body = randomBody(random);
    const markup = renderBody(body, SURROUNDINGS).markup + renderNotes(body, SURROUNDINGS).markup;
    expectInert(markup);
    expectWellNested(markup);
    const shown = textOf(markup.replaceAll(/ alt="([^"]*)"[^>]*>/g, '>$1')).replaceAll(/\s/g, '');
    body.descendants((node) => {
      for (const words of [node.text, node.attrs.alt, node.attrs.caption]) {
        if (words) expect(shown).toContain(words.replaceAll(/\s/g, ''));
      }
    });
  }
});

describe('DS18: blocks', () => {
  test('have their id, and paragraphs and sub-headings a permalink with a name', () => {
    expect(rendered([make('paragraph', { id: 'a1' }, [t('Tere')])])).toBe(
      '<p id="b-a1">Tere<a class="permalink" href="#b-a1" aria-label="Link to paragraph 1" data-added></a></p>',
    );
    expect(rendered([make('paragraph', { id: 'a1' })])).toBe('<p id="b-a1"></p>');
  });

  test.each([
    [1, 1, 'h2'],
    [2, 1, 'h3'],
    [2, 3, 'h5'],
    [5, 3, 'h6'],
    [6, 1, 'h6'],
  ])('in a section of level %i a sub-heading of level %i is %s', (headingLevel, level, tag) => {
    expect(rendered([make('heading', { level }, [t('x')])], { headingLevel })).toBe(
      `<${tag} data-level="${level}">x</${tag}>`,
    );
  });

  test('a list says where it starts only when that is not one', () => {
    const item = make('listItem', null, [p(t('x'))]);
    expect(rendered([make('orderedList', { start: 3 }, [item])])).toBe('<ol start="3"><li><p>x</p></li></ol>');
    expect(rendered([make('orderedList', null, [item])])).toBe('<ol><li><p>x</p></li></ol>');
  });

  test('a call-out is a note that says its kind', () => {
    expect(rendered([make('callout', { kind: 'important' }, [p(t('x'))])])).toBe(
      '<div class="callout" role="note" data-callout="important"><p class="callout-label" data-added>Important</p><p>x</p></div>',
    );
  });

  test('a picture has its alternative text, its caption and its width', () => {
    const image = make('image', { attachmentId: UUID, alt: 'Kaart "A"', width: 50 }, [t('Maakonnad')]);
    const markup = rendered([image]);
    expect(markup).toContain(`<img src="/files/${UUID}" alt="Kaart &#34;A&#34;" loading="lazy">`);
    expect(markup).toMatch(/^<figure style="width:50%"[^>]*>.*<figcaption>Maakonnad<\/figcaption><\/figure>$/);
    expect(rendered([make('image', { attachmentId: UUID, alt: 'x' })])).not.toMatch(/style|figcaption/);
  });
});

describe('DS19: a table', () => {
  const cell = (type: string, attrs: object, words = 'x') =>
    make(type, attrs, [make('paragraph', { id: words }, [t(words)])]);
  const head = make('tableRow', null, [cell('tableHeader', {}), cell('tableHeader', { colspan: 2 }, 'y')]);
  const body = make('tableRow', null, [
    cell('tableHeader', { scope: 'row' }, 'a'),
    cell('tableCell', { rowspan: 9 }, 'b'),
    cell('tableCell', {}, 'c'),
  ]);

  test('has a caption, widths, a head, header cells with a scope, and scrolls by keyboard', () => {
    const markup = rendered([make('table', { caption: 'Näitajad', columnWidths: '30,50,20' }, [head, body])]);
    expect(markup.replaceAll(/ id="b-\w"/g, '')).toBe(
      '<div class="table-scroll" role="group" aria-label="Näitajad" tabindex="0"><table><caption>Näitajad</caption>' +
        '<colgroup><col style="width:30%"><col style="width:50%"><col style="width:20%"></colgroup>' +
        '<thead><tr><th scope="col"><p>x</p></th><th scope="col" colspan="2"><p>y</p></th></tr></thead>' +
        '<tbody><tr><th scope="row"><p>a</p></th><td><p>b</p></td><td><p>c</p></td></tr></tbody></table></div>',
    );
  });

  test('without a caption is named all the same; without a row of headers it has no head', () => {
    const markup = rendered([make('table', null, [body])]);
    expect(markup).toContain('aria-label="Table"');
    expect(markup).not.toMatch(/<caption|<thead|<colgroup/);
    expect(rendered([make('table', null, [head])])).not.toContain('<thead');
  });

  test('whose widths do not fit its columns leaves them to the browser', () => {
    expect(rendered([make('table', { columnWidths: '50,50' }, [head, body])])).not.toContain('<colgroup');
  });
});

describe('DS18: a line', () => {
  test('keeps a link with bold words in it one link', () => {
    const link = mark('link', { href: 'https://kysk.ee/?a=1&b=2' });
    expect(line(t('a ', [link]), t('b', [link, mark('bold')]), t(' c', [link]), t('d'))).toBe(
      '<a href="https://kysk.ee/?a=1&#38;b=2" rel="noopener noreferrer" class="outside">a <strong>b</strong> c</a>d',
    );
  });

  test('says the language of foreign words, and nests every mark', () => {
    const marks = ['bold', 'italic', 'underline', 'strike', 'superscript'].map((name) => mark(name));
    expect(line(t('x', [mark('language', { code: 'en' }), ...marks]))).toBe(
      '<span lang="en"><strong><em><u><s><sup>x</sup></s></u></em></strong></span>',
    );
  });

  test('resolves people, sources and cross-references, and says when they are gone', () => {
    const mention = make('mention', { personId: UUID });
    const citation = make('citation', { sourceId: UUID, locator: 'lk 3' });
    const reference = (targetKind: string) => make('crossReference', { targetKind, targetId: 'x1' });
    const atoms = [mention, citation, reference('section'), reference('block')];
    expect(textOf(line(...atoms))).toBe('Mari Maasikas(Uuring 2025, lk 3)2.1 GoalsTable 1');
    expect(line(reference('section'))).toMatch(/^<a class="reference" href="#s-x1"/);
    expect(line(reference('block'))).toMatch(/^<a class="reference" href="#b-x1"/);
    const gone = () => null;
    const nothing = { personName: gone, sourceLabel: gone, sectionLabel: gone, blockLabel: gone };
    const markup = rendered([p(...atoms)], nothing);
    expect(textOf(markup)).toBe('former member(deleted source)deleted sectiondeleted paragraph');
    expect(markup).not.toContain(UUID);
  });
});

describe('DS19: footnotes', () => {
  const note = (id: string | null, words: string) => make('footnote', { id }, [t(words)]);
  const body = make('doc', null, [p(t('a'), note('f1', 'Esimene')), p(note(null, 'Teine'))]);

  test('are numbered through a document and lead there and back', () => {
    const surroundings = { ...SURROUNDINGS, firstFootnote: 7, notePrefix: 'v2-' };
    const markup = renderBody(body, surroundings).markup;
    const notes = renderNotes(body, surroundings).markup;
    expect(footnoteCount(body)).toBe(2);
    expect(markup).toContain(
      '<sup class="note-mark" data-added><a href="#fn-v2-f1" id="fnref-v2-f1" role="doc-noteref" aria-label="Note 7">7</a></sup>',
    );
    expect(notes).toMatch(/^<section class="notes" role="doc-endnotes" aria-label="Notes 7–8"><ol start="7">/);
    expect(notes).toContain(
      '<li id="fn-v2-f1">Esimene <a href="#fnref-v2-f1" role="doc-backlink" aria-label="Back to note 7">↩</a></li>',
    );
    const targets = [...(markup + notes).matchAll(/href="#(fn[^"]*)"/g)].map((match) => match[1]);
    expect(targets).toHaveLength(4);
    for (const target of targets) expect(markup + notes).toContain(`id="${target}"`);
  });

  test('leave no list behind when there are none', () => {
    expect(renderNotes(make('doc', null, [p()]), SURROUNDINGS).markup).toBe('');
  });
});
