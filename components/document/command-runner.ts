// Runs commands of the document page: shows what is expected at once, takes it back with the reason when it fails, says
// what was done and offers to undo it. No React in here.

import type { PresentedSection } from '../../domain/document/presented.ts';
import type { ToastAction } from '../ui/toast.tsx';
import type { Changed, Command, CommandAnswer, DocumentCommands } from './command.ts';
import type { DocumentStore } from './document-store.ts';
import type { DocumentSync } from './document-sync.ts';
import { beginAct, endAct, orderAround } from './section-focus.ts';
import { sendCommand } from './send-command.ts';

export type RunnerTexts = {
  undo: string;
  redo: string;
  undone: string;
  redone: string;
  nothingToUndo: string;
  nothingToRedo: string;
  /** The connection was lost. */
  notSent: string;
};

type Surroundings = {
  documentId: string;
  locale: string;
  store: DocumentStore;
  sync: DocumentSync;
  commands: DocumentCommands;
  notify: (message: string, tone?: 'good' | 'danger' | 'info', action?: ToastAction) => void;
  texts: RunnerTexts;
};

type Run<T> = {
  /** Said when it is done and the page shows it; '' for nothing. */
  done: string | ((value: T) => string);
  /** The sections that get the focus then, the best first; one that was made is gone to. Ids. */
  about?: readonly string[] | ((value: T) => readonly string[]);
  /** Asked by dropping: the focus stands on a place to drop, and goes somewhere by itself afterwards. */
  isDropped?: boolean;
  /** What the list will look like, shown until the server has said. */
  expected?: (sections: readonly PresentedSection[]) => PresentedSection[];
  /** The failure is said where it was asked, not in a message. */
  isQuiet?: boolean;
};

/** A change that can be undone, with the sections it was about. */
type Made = { changeId: string; about: readonly string[] };

export class CommandRunner {
  readonly #with: Surroundings;
  /** Changes made on this page, the latest last. */
  #done: Made[] = [];
  /** Changes that undid others, the latest last. */
  #undone: Made[] = [];
  /** Fulfilled when all that was asked so far is done: undoing means the change that is still on its way. */
  #latest: Promise<unknown> = Promise.resolve();

  constructor(surroundings: Surroundings) {
    this.#with = surroundings;
  }

  get commands(): DocumentCommands {
    return this.#with.commands;
  }

  /** A change of the tree, which can be undone. Fulfilled when the page shows it. */
  change<I, T extends Changed>(command: Command<I, T>, input: I, run: Run<T>): Promise<CommandAnswer<T>> {
    const changing = this.#change(command, input, run);
    this.#latest = Promise.all([this.#latest, changing]);
    return changing;
  }

  async #change<I, T extends Changed>(command: Command<I, T>, input: I, run: Run<T>): Promise<CommandAnswer<T>> {
    const answer = await this.run(command, input, { ...run, done: '' });
    if (!answer.ok || answer.value.changeId === '') return answer;
    const made = { changeId: answer.value.changeId, about: aboutOf(run, answer.value) };
    this.#done.push(made);
    this.#undone = [];
    const said = typeof run.done === 'string' ? run.done : run.done(answer.value);
    this.#offer(said, this.#with.texts.undo, () => this.undo(made.changeId));
    return answer;
  }

  async run<I, T>(command: Command<I, T>, input: I, run: Run<T>): Promise<CommandAnswer<T>> {
    const { done, expected, isQuiet = false } = run;
    const { store, sync, notify } = this.#with;
    const focus = focusing(store, run);
    const takeBack = expected ? store.expect(expected) : undefined;
    if (expected) focus.shown();
    const answer = await this.#send(command, input);
    if (!answer.ok) {
      takeBack?.();
      focus.shown();
      if (!isQuiet) notify(answer.message, 'danger');
      // somebody else was quicker: the page shows what there is now
      void sync.refresh();
      return answer;
    }
    await sync.refresh();
    const said = typeof done === 'string' ? done : done(answer.value);
    if (said !== '') notify(said);
    focus.done(answer.value);
    return answer;
  }

  /** Takes back one change, or the latest that was made on this page. */
  undo(named?: string): Promise<void> {
    return this.#inTurn(async () => {
      const { texts, notify } = this.#with;
      const change = chosen(this.#done, named);
      if (change === undefined) return notify(texts.nothingToUndo, 'info');
      const undoing = await this.#takeBack(change);
      if (undoing === null) return;
      this.#undone.push(undoing);
      this.#offer(texts.undone, texts.redo, () => this.redo(undoing.changeId));
    });
  }

  /** Makes an undone change again. */
  redo(named?: string): Promise<void> {
    return this.#inTurn(async () => {
      const { texts, notify } = this.#with;
      const undoing = chosen(this.#undone, named);
      if (undoing === undefined) return notify(texts.nothingToRedo, 'info');
      const redoing = await this.#takeBack(undoing);
      if (redoing === null) return;
      this.#done.push(redoing);
      this.#offer(texts.redone, texts.undo, () => this.undo(redoing.changeId));
    });
  }

  /** One offer at a time: what was done before is undone by key or in the history. */
  #offer(said: string, label: string, onAction: () => Promise<void>): void {
    this.#with.notify(said, 'good', { label, onAction: () => void onAction(), replaces: 'change' });
  }

  /** Pressed three times quickly, it undoes three changes: each waits for the one before. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#latest.then(work);
    this.#latest = turn;
    return turn;
  }

  /** The change that undid it; null when it could not be undone, which is said. */
  async #takeBack({ changeId, about }: Made): Promise<Made | null> {
    const { documentId, commands } = this.#with;
    const answer = await this.run(commands.undoChange, { documentId, changeId }, { done: '', about });
    this.#done = this.#done.filter((made) => made.changeId !== changeId);
    this.#undone = this.#undone.filter((made) => made.changeId !== changeId);
    return answer.ok ? { changeId: answer.value.changeId, about } : null;
  }

  #send<I, T>(command: Command<I, T>, input: I): Promise<CommandAnswer<T>> {
    const { locale, texts } = this.#with;
    return sendCommand(command, locale, input, texts.notSent);
  }
}

function aboutOf<T>({ about = [] }: Run<T>, value: T): readonly string[] {
  return typeof about === 'function' ? about(value) : about;
}

/** The latest, or the one that is named; what was not done on this page is known by its name only. */
function chosen(changes: readonly Made[], named: string | undefined): Made | undefined {
  if (named === undefined) return changes.at(-1);
  return changes.find(({ changeId }) => changeId === named) ?? { changeId: named, about: [] };
}

/** Takes the focus along: when the page shows what is expected or has taken it back, and when it is done. */
function focusing<T>(store: DocumentStore, { about = [], isDropped = false }: Run<T>) {
  const isMade = typeof about === 'function';
  if (!isMade && about.length === 0) return { shown: () => undefined, done: () => undefined };
  const { sections } = store.read().outline;
  const begun = beginAct(isMade ? [] : orderAround(sections, about), isMade);
  const act = isDropped ? { ...begun, from: null } : begun;
  return {
    shown: () => void (act.order.length > 0 && endAct(act)),
    done: (value: T) => void endAct(isMade ? { ...act, order: about(value) } : act),
  };
}
