// Which texts an open page fetches again: the changed ones, and those whose numbers and labels depend on the change.

import { expect, test } from 'vitest';
import { affectedBodies, changedBodies, renumberedBodies } from '../../../components/document/stale-bodies.ts';
import type { DocumentOutline, PresentedBody, PresentedSection } from '../../../domain/document/presented.ts';

const section = (id: string, more: Partial<PresentedSection> = {}) =>
  ({ id, level: 1, number: '', title: id, bodyRevision: 1, ...more }) as PresentedSection;
const outline = (...sections: PresentedSection[]) => ({ sections }) as DocumentOutline;
const bodies = (...all: [id: string, html: string, bodyRevision?: number][]) =>
  new Map<string, PresentedBody>(
    all.map(([sectionId, html, bodyRevision = 1]) => [sectionId, { sectionId, html, bodyRevision, notesHtml: '' }]),
  );

const NOTE = '<p><sup class="note-mark">1</sup></p>';
const REFERENCE = '<p><a data-reference="section">1</a></p>';

test('a newer text and one never shown are fetched', () => {
  const after = outline(section('a'), section('b', { bodyRevision: 2 }), section('c'));
  expect(changedBodies(after, bodies(['a', ''], ['b', '']))).toEqual(['b', 'c']);
});

test('a moved section: texts with notes and references are fetched, plain ones are not', () => {
  const shown = bodies(['a', '<p>x</p>'], ['b', NOTE], ['c', REFERENCE]);
  const before = outline(section('a'), section('b'), section('c'));
  const after = outline(section('b'), section('a'), section('c'));
  expect(affectedBodies(before, after, shown)).toEqual(['b', 'c']);
});

test('a section at another level: its sub-headings are fetched', () => {
  const shown = bodies(['a', '<h3 data-level="1">x</h3>'], ['b', '<p>x</p>']);
  const before = outline(section('a'), section('b'));
  const after = outline(section('a', { level: 2 }), section('b', { level: 2 }));
  expect(affectedBodies(before, after, shown)).toEqual(['a']);
});

test('a lock or a right changes no text', () => {
  const before = outline(section('a'), section('b'));
  const after = outline(section('a', { right: 'read' }), section('b'));
  expect(affectedBodies(before, after, bodies(['a', NOTE], ['b', REFERENCE]))).toEqual([]);
});

test('one note more: the notes after it are fetched, those before it are not', () => {
  const sections = outline(section('a'), section('b'), section('c'));
  const before = bodies(['a', NOTE], ['b', '<p>x</p>'], ['c', NOTE]);
  const after = bodies(['a', NOTE], ['b', NOTE], ['c', NOTE]);
  expect(renumberedBodies(sections, before, after)).toEqual(['c']);
});
