// What the page knows of its document: the contents list and the texts, as the server last said. No React in here;
// components subscribe to the part that they show.

import type { DocumentOutline, PresentedBody, PresentedSection } from '../../domain/document/presented.ts';

/** `gone`: deleted, or no longer for this reader. `away`: not connected, so others' changes are not heard of. */
export type Connection = 'live' | 'away' | 'gone';

export type DocumentState = {
  outline: DocumentOutline;
  bodies: ReadonlyMap<string, PresentedBody>;
  connection: Connection;
  /** Sections whose editor is open, each with the block at which to begin (null: the beginning). */
  editing: ReadonlyMap<string, string | null>;
  /** Sections that are gone while their editor is open, each with the one that stood before it (null: none). */
  lost: readonly { section: PresentedSection; afterId: string | null }[];
};

export class DocumentStore {
  #state: DocumentState;
  readonly #listeners = new Set<() => void>();

  constructor(outline: DocumentOutline, bodies: readonly PresentedBody[]) {
    const known = new Map(bodies.map((body) => [body.sectionId, body]));
    this.#state = { outline, bodies: known, connection: 'live', editing: new Map(), lost: [] };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): DocumentState => this.#state;

  section(id: string): PresentedSection | undefined {
    return this.#state.outline.sections.find((section) => section.id === id);
  }

  /** Takes a newer state of the list; sections that are as they were stay the same objects. */
  takeOutline(outline: DocumentOutline): void {
    const before = this.#state.outline;
    const known = new Map(before.sections.map((section) => [section.id, section]));
    const sections = outline.sections.map((section) => sameOrNew(known.get(section.id), section));
    const lost = this.#stillLost(before.sections, new Set(sections.map(({ id }) => id)));
    this.#set({ outline: { ...outline, sections }, lost });
  }

  takeBodies(bodies: readonly PresentedBody[]): void {
    const next = new Map(this.#state.bodies);
    for (const body of bodies) {
      const before = next.get(body.sectionId);
      next.set(body.sectionId, before ? sameOrNew(before, body) : body);
    }
    this.#set({ bodies: next });
  }

  /** Is there a section whose text has not come yet? */
  isIncomplete(): boolean {
    const { outline, bodies } = this.#state;
    return outline.sections.some(({ id }) => !bodies.has(id));
  }

  setConnection(connection: Connection): void {
    if (connection === this.#state.connection) return;
    if (connection === 'gone') this.takeOutline({ ...this.#state.outline, sections: [] });
    this.#set({ connection });
  }

  startEditing(id: string, blockId: string | null = null): void {
    this.#set({ editing: new Map([...this.#state.editing, [id, blockId]]) });
  }

  stopEditing(id: string): void {
    const editing = new Map(this.#state.editing);
    editing.delete(id);
    this.#set({ editing, lost: this.#state.lost.filter(({ section }) => section.id !== id) });
  }

  /** Shows a change before the server has made it. Returns how to take it back, unless something newer has come. */
  expect(change: (sections: readonly PresentedSection[]) => PresentedSection[]): () => void {
    const before = this.#state.outline;
    const expected = { ...before, sections: change(before.sections) };
    this.#set({ outline: expected });
    return () => {
      if (this.#state.outline === expected) this.#set({ outline: before });
    };
  }

  #stillLost(before: readonly PresentedSection[], present: ReadonlySet<string>): DocumentState['lost'] {
    const { editing, lost } = this.#state;
    const newlyLost = before.flatMap((section, at) =>
      editing.has(section.id) && !present.has(section.id)
        ? [{ section: { ...section, right: 'none' as const }, afterId: before[at - 1]?.id ?? null }]
        : [],
    );
    return [...lost.filter(({ section }) => !present.has(section.id)), ...newlyLost];
  }

  #set(change: Partial<DocumentState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

function sameOrNew<T>(before: T | undefined, after: T): T {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(after) ? before : after;
}

/** The sections to show: those of the list, and those whose unsaved text must not vanish with them. */
export function shownSections({ outline, lost }: DocumentState): readonly PresentedSection[] {
  const shown = [...outline.sections];
  for (const { section, afterId } of lost) {
    shown.splice(shown.findIndex(({ id }) => id === afterId) + 1, 0, section);
  }
  return shown;
}
