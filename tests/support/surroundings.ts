// Surroundings of a rendered body for tests: every id has a meaning, every word is English.

import type { Surroundings } from '../../domain/document/html/surroundings.ts';

export const SURROUNDINGS: Surroundings = {
  headingLevel: 2,
  firstFootnote: 1,
  attachmentHref: (id) => `/files/${id}`,
  sectionLabel: () => '2.1 Goals',
  blockLabel: () => 'Table 1',
  personName: () => 'Mari Maasikas',
  sourceLabel: () => 'Uuring 2025',
  isOutside: (href) => href.startsWith('http'),
  words: {
    permalink: 'Link to paragraph',
    callouts: { note: 'Note', important: 'Important', example: 'Example' },
    note: 'Note',
    notes: 'Notes',
    backToNote: 'Back to note',
    table: 'Table',
    deletedSection: 'deleted section',
    deletedBlock: 'deleted paragraph',
    deletedSource: 'deleted source',
    formerPerson: 'former member',
  },
};
