'use client';
// Texts kept on this device whose section is gone or closed to their writer: at the top of the page, each to be copied or let
// go. Those that can be gone on with are told of beside their sections (unsaved-sign.tsx).

import { lazy, Suspense, useSyncExternalStore } from 'react';
import { mayEdit } from './command.ts';
import { useDocument, useDocumentPage, useSections } from './document-context.ts';
import { keptSections, subscribeKept } from './kept-marks.ts';

/** With rooms and the schema, which readers do not need. */
const StrandedText = lazy(async () => ({ default: (await import('./stranded-text.tsx')).StrandedText }));

export function KeptTexts() {
  const { personId } = useDocumentPage();
  const sections = useSections();
  const editing = useDocument((state) => state.editing);
  const kept = useSyncExternalStore(
    subscribeKept,
    () => keptSections(personId).join(' '),
    () => '',
  );
  if (kept === '') return null;
  const stranded = kept.split(' ').flatMap((id) => {
    const section = sections.find((one) => one.id === id);
    const isOpen = editing.has(id) || (section !== undefined && mayEdit(section));
    return isOpen ? [] : [id];
  });
  return stranded.map((id) => (
    <Suspense key={id}>
      <StrandedText sectionId={id} />
    </Suspense>
  ));
}
