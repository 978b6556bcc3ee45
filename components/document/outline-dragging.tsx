'use client';
// Dragging in the contents list: beside a section or onto it, never onto itself or what lies below it.

import { useTranslations } from 'next-intl';
import { type DragAndDropHooks, type DragAndDropOptions, useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import { mayEdit, type SectionPlace } from './command.ts';
import { useDocumentPage } from './document-context.ts';
import { dropPlaces } from './outline-drop-places.ts';
import { branchOf, type OutlineNode, placeBeside, titleOf } from './outline-places.ts';
import { useSectionActions } from './section-actions.ts';

type MoveEvent = Parameters<NonNullable<DragAndDropOptions['onMove']>>[0];

/** A type of our own: text dragged in from elsewhere is no section. */
const SECTION_TYPE = 'application/x-kaasa-section';

/** `rows`: the list itself. */
export function useOutlineDragging(rows: { current: HTMLElement | null }): DragAndDropHooks<OutlineNode> {
  const { store } = useDocumentPage();
  const t = useTranslations('document');
  const { drop } = useSectionActions();
  const { dragAndDropHooks } = useDragAndDrop<OutlineNode>({
    getItems: (keys) =>
      [...keys].flatMap((key) => {
        const section = store.section(String(key));
        return section && mayEdit(section) ? [{ [SECTION_TYPE]: section.id, 'text/plain': titleOf(section) }] : [];
      }),
    acceptedDragTypes: [SECTION_TYPE],
    getAllowedDropOperations: () => ['move'],
    dropTargetDelegate: dropPlaces(rows),
    onMove: (event) => {
      const found = readMove(event);
      if (found) void drop(found.section, found.place);
    },
    renderDragPreview: (items) => previewOf(items[0]?.['text/plain'] ?? t('outline')),
  });

  function readMove({ keys, target }: MoveEvent) {
    const { sections } = store.read().outline;
    const [key] = keys;
    const section = store.section(String(key));
    const place = placeBeside(sections, String(target.key), target.dropPosition);
    if (!section || !place || branchOf(sections, section.id).some(({ id }) => id === place.parentId)) return null;
    return { section, place: skipping(place, section.id) };
  }

  /** Right before itself is where it stands: then before the one after it. */
  function skipping(place: SectionPlace, id: string): SectionPlace {
    if (place.beforeId !== id) return place;
    const after = placeBeside(store.read().outline.sections, id, 'after');
    return { ...place, beforeId: after?.beforeId ?? null };
  }

  return dragAndDropHooks;
}

function previewOf(title: string) {
  return <div className="outline-preview">{title}</div>;
}
