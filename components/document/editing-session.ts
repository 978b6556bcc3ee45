// One section's text while it is edited: fetched, kept in this browser, saved whole with the revision that it began with.
// No React in here, and nothing of the editor but its text: rooms will replace this keeping.

import type { BodyJson } from '../../domain/document/body.ts';
import type { Instant } from '../../domain/document/presented.ts';
import { SCHEMA_VERSION } from '../../domain/document/schema/schema.ts';
import type { CommandAnswer, EditedBody, SavedBody } from './command.ts';
import type { CommandRunner } from './command-runner.ts';
import type { Fetched } from './document-sync.ts';
import { forgetUnsaved, keepUnsaved, readUnsaved, type UnsavedText } from './unsaved-text.ts';

export type EditingState = {
  /** `content`: what the editor begins with; `unsaved`: it was kept in this browser since then. */
  opening:
    | { state: 'loading' }
    | { state: 'failed' }
    | { state: 'open'; content: BodyJson; unsavedSince: Instant | null };
  isDirty: boolean;
  isSaving: boolean;
  /** What somebody else has saved meanwhile: both texts are shown. */
  theirs: SavedBody | null;
  /** Why the last save was refused; '' when it was not. */
  refusal: string;
  /** Of the saved text that this one began with. */
  baseRevision: number;
};

/** The text in the editor. */
export type EditedText = { read: () => BodyJson; write: (content: BodyJson) => void; focus: () => void };

type Surroundings = {
  personId: string;
  documentId: string;
  sectionId: string;
  /** Of the section, as it is called now. */
  title: () => string;
  runner: CommandRunner;
  fetchBody: () => Promise<Fetched<EditedBody>>;
  /** When the text was last saved, as far as the page knows. */
  savedAt: () => Instant;
  now: () => Instant;
};

/** What a save says when it is done, and whether a refusal is told by the editor itself. */
type Telling = { done: string; isQuiet?: boolean };

const KEEPING_PAUSE_MS = 400;

export class EditingSession {
  readonly #with: Surroundings;
  readonly #listeners = new Set<() => void>();
  #state: EditingState = {
    opening: { state: 'loading' },
    isDirty: false,
    isSaving: false,
    theirs: null,
    refusal: '',
    baseRevision: 0,
  };
  #text: EditedText | null = null;
  #keeping: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<boolean> = Promise.resolve(true);
  #isClosed = false;

  constructor(surroundings: Surroundings) {
    this.#with = surroundings;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): EditingState => this.#state;

  /** Fetches the text; what was written and not saved before comes back, beside what is saved if that is newer. */
  async open(): Promise<void> {
    this.#isClosed = false;
    this.#set({ opening: { state: 'loading' } });
    const answer = await this.#with.fetchBody();
    if (answer.state !== 'here') return this.#set({ opening: { state: 'failed' } });
    const { personId, sectionId } = this.#with;
    const unsaved = readUnsaved(personId, sectionId);
    const { bodyRevision } = answer.value;
    const isBehind = unsaved !== null && unsaved.bodyRevision !== bodyRevision;
    this.#set({
      opening: {
        state: 'open',
        content: unsaved?.content ?? (answer.value.content as BodyJson),
        unsavedSince: unsaved?.at ?? null,
      },
      isDirty: unsaved !== null,
      baseRevision: unsaved?.bodyRevision ?? bodyRevision,
      theirs: isBehind ? this.#nobodys(answer.value) : null,
    });
  }

  /** The editor goes away. */
  close(): void {
    this.#isClosed = true;
  }

  /** The editor is there. */
  attach(text: EditedText): void {
    this.#text = text;
  }

  /** After a change of the text: it is kept in the browser after a pause. */
  readonly changed = (): void => {
    if (!this.#state.isDirty) this.#set({ isDirty: true });
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(this.keep, KEEPING_PAUSE_MS);
  };

  /** Keeps the text in the browser now; before the page goes away. */
  readonly keep = (): void => {
    clearTimeout(this.#keeping);
    const unsaved = this.#unsaved();
    if (unsaved) keepUnsaved(this.#with.personId, this.#with.sectionId, unsaved);
  };

  /** True when the saved text is what the editor shows. Two saves happen one after the other. */
  async save(done: string): Promise<boolean> {
    await this.#saving;
    if (!this.#state.isDirty) return true;
    this.#saving = this.#save(this.#state.baseRevision, done);
    return this.#saving;
  }

  /** One's own text over what somebody else has saved. The other one is answered, to be brought back. */
  async saveMine(done: string): Promise<SavedBody | null> {
    const { theirs } = this.#state;
    if (!theirs) return null;
    const isSaved = await this.#save(theirs.bodyRevision, done);
    if (this.#state.theirs === null) this.#text?.focus();
    return isSaved ? theirs : null;
  }

  /** What somebody else has saved in the place of one's own text, which is answered, to be brought back. */
  takeTheirs(): UnsavedText | null {
    const { theirs } = this.#state;
    const mine = this.#unsaved();
    if (!theirs || !this.#text) return null;
    this.#text.write(theirs.content as BodyJson);
    this.#forget();
    this.#set({ theirs: null, isDirty: false, baseRevision: theirs.bodyRevision, refusal: '' });
    this.#text.focus();
    return mine;
  }

  /** Puts a text into the editor, as unsaved. */
  write(content: BodyJson): void {
    this.#text?.write(content);
    this.changed();
  }

  /**
   * Puts the text that was saved over into the editor, as unsaved, and answers with what stood there. Where the editor
   * is closed already it is saved instead: `saved`, or `refused` when it could not be.
   */
  async bringBack({ content }: SavedBody, done: string): Promise<BodyJson | 'saved' | 'refused'> {
    if (this.#isClosed || !this.#text) {
      const answer = await this.#send(content, this.#state.baseRevision, { done });
      return answer.ok ? 'saved' : 'refused';
    }
    const before = this.#text.read();
    this.write(content as BodyJson);
    return before;
  }

  /** Fetches what is saved now, to be shown beside. */
  async showTheirs(): Promise<void> {
    const answer = await this.#with.fetchBody();
    if (answer.state === 'here') this.#set({ theirs: this.#nobodys(answer.value) });
  }

  /** Goes on with one's own text alone; saving will ask again. */
  readonly hideTheirs = (): void => {
    this.#set({ theirs: null });
    this.#text?.focus();
  };

  /** Leaves the text unsaved and answers with it; null when there was nothing to lose. */
  discard(): UnsavedText | null {
    const left = this.#state.isDirty ? this.#unsaved() : null;
    this.#forget();
    this.#set({ isDirty: false });
    return left;
  }

  async #save(bodyRevision: number, done: string): Promise<boolean> {
    if (this.#state.isSaving || !this.#text) return false;
    const content = this.#text.read();
    this.#set({ isSaving: true, refusal: '' });
    const answer = await this.#send(content, bodyRevision, { done, isQuiet: true });
    this.#set({ isSaving: false });
    if (!answer.ok) {
      const isStale = answer.code === 'stale' && answer.current !== undefined;
      this.#set(isStale ? { theirs: answer.current as SavedBody } : { refusal: answer.message });
      return false;
    }
    const isAll = JSON.stringify(this.#text.read()) === JSON.stringify(content);
    this.#set({ theirs: null, baseRevision: answer.value.bodyRevision, isDirty: !isAll });
    if (isAll) this.#forget();
    return isAll;
  }

  #send(content: unknown, bodyRevision: number, how: Telling): Promise<CommandAnswer<{ bodyRevision: number }>> {
    const { runner, sectionId } = this.#with;
    const input = { sectionId, bodyRevision, schemaVersion: SCHEMA_VERSION, content };
    return runner.run(runner.commands.saveBody, input, how);
  }

  #unsaved(): UnsavedText | null {
    if (!this.#state.isDirty || !this.#text) return null;
    const { documentId, title, now } = this.#with;
    const content = this.#text.read();
    return { content, bodyRevision: this.#state.baseRevision, at: now(), documentId, title: title() };
  }

  #forget(): void {
    clearTimeout(this.#keeping);
    forgetUnsaved(this.#with.personId, this.#with.sectionId);
  }

  #nobodys({ content, bodyRevision }: EditedBody): SavedBody {
    return { content, bodyRevision, by: null, at: this.#with.savedAt() };
  }

  #set(change: Partial<EditingState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
