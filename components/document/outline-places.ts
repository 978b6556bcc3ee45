// Places in the contents list: what lies below what, and where a section goes when it is moved by a key, a drag or a
// dialog. Pure; the server decides in the end, for its tree may have sections that the reader does not see.

import type { PresentedSection } from '../../domain/document/presented.ts';
import type { SectionPlace } from './command.ts';

export type OutlineNode = { id: string; section: PresentedSection; children: OutlineNode[] };

/** The sections as a tree; `sections` come in the order of the text. */
export function nestSections(sections: readonly PresentedSection[]): OutlineNode[] {
  const nodes = new Map(
    sections.map((section) => [section.id, { id: section.id, section, children: [] as OutlineNode[] }]),
  );
  const roots: OutlineNode[] = [];
  for (const node of nodes.values()) {
    const { parentId } = node.section;
    const parent = parentId === null ? undefined : nodes.get(parentId);
    (parent ? parent.children : roots).push(node);
  }
  return roots;
}

export function childrenOf(sections: readonly PresentedSection[], parentId: string | null): PresentedSection[] {
  return sections.filter((section) => section.parentId === parentId);
}

/** The section and all that lies below it, in the order of the text. */
export function branchOf(sections: readonly PresentedSection[], id: string): PresentedSection[] {
  const below = new Set([id]);
  return sections.filter((section) => {
    const isIn = section.id === id || (section.parentId !== null && below.has(section.parentId));
    if (isIn) below.add(section.id);
    return isIn;
  });
}

export type Step = 'up' | 'down' | 'out' | 'in';

/** Where a section goes by one step; null when there is no such place. `out` and `in` are promote and demote. */
export function placeAfterStep(sections: readonly PresentedSection[], id: string, step: Step): SectionPlace | null {
  const section = sections.find((candidate) => candidate.id === id);
  if (!section) return null;
  const siblings = childrenOf(sections, section.parentId);
  const at = siblings.findIndex((sibling) => sibling.id === id);
  const { parentId } = section;
  switch (step) {
    case 'up':
      return at === 0 ? null : { parentId, beforeId: siblings[at - 1]?.id ?? null };
    case 'down':
      return at === siblings.length - 1 ? null : { parentId, beforeId: siblings[at + 2]?.id ?? null };
    case 'in':
      return at === 0 ? null : { parentId: siblings[at - 1]?.id ?? null, beforeId: null };
    case 'out':
      return placeAfterParent(sections, parentId);
  }
}

function placeAfterParent(sections: readonly PresentedSection[], parentId: string | null): SectionPlace | null {
  const parent = sections.find((section) => section.id === parentId);
  return parent ? placeBeside(sections, parent.id, 'after') : null;
}

/** Right before or after a section, or last below it. */
export function placeBeside(
  sections: readonly PresentedSection[],
  id: string,
  position: 'before' | 'after' | 'on',
): SectionPlace | null {
  const section = sections.find((candidate) => candidate.id === id);
  if (!section) return null;
  if (position === 'on') return { parentId: id, beforeId: null };
  if (position === 'before') return { parentId: section.parentId, beforeId: id };
  const siblings = childrenOf(sections, section.parentId);
  const next = siblings[siblings.findIndex((sibling) => sibling.id === id) + 1];
  return { parentId: section.parentId, beforeId: next?.id ?? null };
}

/** The sections as they stand after a move; numbers stay what they were until the server has counted. */
export function withMoved(
  sections: readonly PresentedSection[],
  id: string,
  { parentId, beforeId }: SectionPlace,
): PresentedSection[] {
  const branch = branchOf(sections, id);
  const [moved] = branch;
  if (!moved || beforeId === id || branch.some((section) => section.id === parentId)) return [...sections];
  const rest = sections.filter((section) => !branch.includes(section));
  const levelOfParent = rest.find((section) => section.id === parentId)?.level ?? 0;
  const sunk = levelOfParent + 1 - moved.level;
  const placed = branch.map((section) => ({
    ...section,
    level: section.level + sunk,
    parentId: section.id === id ? parentId : section.parentId,
  }));
  const at = beforeId === null ? endOf(rest, parentId) : rest.findIndex((section) => section.id === beforeId);
  return at < 0 ? [...sections] : rest.toSpliced(at, 0, ...placed);
}

function endOf(sections: readonly PresentedSection[], parentId: string | null): number {
  if (parentId === null) return sections.length;
  const last = branchOf(sections, parentId).at(-1);
  return last ? sections.indexOf(last) + 1 : -1;
}

/** The sections without one and what lies below it. */
export function withoutBranch(sections: readonly PresentedSection[], id: string): PresentedSection[] {
  const branch = new Set(branchOf(sections, id));
  return sections.filter((section) => !branch.has(section));
}

/** The living sibling before a section, into which it would be merged. */
export function siblingBefore(sections: readonly PresentedSection[], id: string): PresentedSection | null {
  const section = sections.find((candidate) => candidate.id === id);
  if (!section) return null;
  const siblings = childrenOf(sections, section.parentId);
  return siblings[siblings.indexOf(section) - 1] ?? null;
}

/** "2.1 Goal" or "Goal". */
export function titleOf({ number, title }: Pick<PresentedSection, 'number' | 'title'>): string {
  return number === '' ? title : `${number} ${title}`;
}
