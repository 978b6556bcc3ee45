// Runs commands of the document page: shows what is expected at once, takes it back with the reason when it fails, says
// what was done and offers to undo it. No React in here.

import type { PresentedSection } from '../../domain/document/presented.ts';
import type { ToastAction } from '../ui/toast.tsx';
import type { Changed, Command, CommandAnswer, DocumentCommands } from './command.ts';
import type { DocumentStore } from './document-store.ts';
import type { DocumentSync } from './document-sync.ts';
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
  /** Said when it is done; '' for nothing. */
  done: string | ((value: T) => string);
  /** What the list will look like, shown until the server has said. */
  expected?: (sections: readonly PresentedSection[]) => PresentedSection[];
  /** The failure is said where it was asked, not in a message. */
  isQuiet?: boolean;
};

export class CommandRunner {
  readonly #with: Surroundings;
  /** Changes made on this page, the latest last. */
  #done: string[] = [];
  /** Changes that undid others, the latest last. */
  #undone: string[] = [];
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
    const { changeId } = answer.value;
    this.#done.push(changeId);
    this.#undone = [];
    const { notify, texts } = this.#with;
    const said = typeof run.done === 'string' ? run.done : run.done(answer.value);
    notify(said, 'good', { label: texts.undo, onAction: () => void this.undo(changeId) });
    return answer;
  }

  async run<I, T>(
    command: Command<I, T>,
    input: I,
    { done, expected, isQuiet = false }: Run<T>,
  ): Promise<CommandAnswer<T>> {
    const { store, sync, notify } = this.#with;
    const takeBack = expected ? store.expect(expected) : undefined;
    const answer = await this.#send(command, input);
    if (!answer.ok) {
      takeBack?.();
      if (!isQuiet) notify(answer.message, 'danger');
      // somebody else was quicker: the page shows what there is now
      void sync.refresh();
      return answer;
    }
    const said = typeof done === 'string' ? done : done(answer.value);
    if (said !== '') notify(said);
    await sync.refresh();
    return answer;
  }

  /** Takes back one change, or the latest that was made on this page. */
  undo(named?: string): Promise<void> {
    return this.#inTurn(async () => {
      const { texts, notify } = this.#with;
      const changeId = named ?? this.#done.at(-1);
      if (changeId === undefined) return notify(texts.nothingToUndo, 'info');
      const undoing = await this.#takeBack(changeId);
      if (undoing === null) return;
      this.#undone.push(undoing);
      notify(texts.undone, 'good', { label: texts.redo, onAction: () => void this.redo(undoing) });
    });
  }

  /** Makes an undone change again. */
  redo(named?: string): Promise<void> {
    return this.#inTurn(async () => {
      const { texts, notify } = this.#with;
      const undoingId = named ?? this.#undone.at(-1);
      if (undoingId === undefined) return notify(texts.nothingToRedo, 'info');
      const redoing = await this.#takeBack(undoingId);
      if (redoing === null) return;
      this.#done.push(redoing);
      notify(texts.redone, 'good', { label: texts.undo, onAction: () => void this.undo(redoing) });
    });
  }

  /** Pressed three times quickly, it undoes three changes: each waits for the one before. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#latest.then(work);
    this.#latest = turn;
    return turn;
  }

  /** The change that undid it; null when it could not be undone, which is said. */
  async #takeBack(changeId: string): Promise<string | null> {
    const { documentId, commands } = this.#with;
    const answer = await this.run(commands.undoChange, { documentId, changeId }, { done: '' });
    this.#done = this.#done.filter((id) => id !== changeId);
    this.#undone = this.#undone.filter((id) => id !== changeId);
    return answer.ok ? answer.value.changeId : null;
  }

  #send<I, T>(command: Command<I, T>, input: I): Promise<CommandAnswer<T>> {
    const { locale, texts } = this.#with;
    return sendCommand(command, locale, input, texts.notSent);
  }
}
