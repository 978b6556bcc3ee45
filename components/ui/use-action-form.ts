'use client';
// How a form is sent and what it knows: the state behind ActionForm, apart from what it looks like.

import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useActionState, useState, useTransition } from 'react';
import { type FormAction, type FormState, type FormValues, IDLE, typedValues } from './form-state.ts';
import { type RegisteredFields, useRegisteredFields } from './registered-fields.ts';
import { useToast } from './toast.tsx';

type Options = { isClearedWhenDone: boolean | undefined; onDone: (() => void) | undefined };

type Answer = {
  state: FormState;
  /** What the fields show from now on. */
  values: FormValues | null;
  /** Fields are made anew when this grows; otherwise they keep what stands in them. */
  generation: number;
  /** How many answers have come. */
  count: number;
};

export type ActionFormState = RegisteredFields & {
  shown: FormState;
  /** The answer came with the page itself: the form was posted without a script. */
  isServed: boolean;
  answers: number;
  postAction: (data: FormData) => void;
  submit: (event: FormEvent<HTMLFormElement>) => void;
};

export function useActionForm(action: FormAction, { isClearedWhenDone = false, onDone }: Options): ActionFormState {
  const [served, postAction] = useActionState(action, IDLE);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [isPending, startTransition] = useTransition();
  const send = useSend(action);
  const { notify } = useToast();
  const current = answer ?? { state: served, values: answeredValues(served), generation: 0, count: 0 };

  // Preventing the default keeps React from resetting the fields, which it does after every action it runs itself.
  function submit(event: FormEvent<HTMLFormElement>) {
    // In React a dialog's form inside this one tells its submission to both.
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    if (isPending) return;
    const data = readForm(event);
    startTransition(async () => {
      const state = await send(current.state, data);
      startTransition(() => setAnswer(nextAnswer(current, state, data, isClearedWhenDone)));
      if (state.state !== 'done') return;
      if (state.message) notify(state.message);
      onDone?.();
    });
  }

  const { values, generation } = current;
  return {
    ...useRegisteredFields({ state: current.state, values, generation, isPending }),
    shown: current.state,
    isServed: answer === null,
    answers: current.count,
    postAction,
    submit,
  };
}

/** Sends the form; a lost connection or a failing server is an answer too, and nothing typed is touched. */
function useSend(action: FormAction): (previous: FormState, data: FormData) => Promise<FormState> {
  const t = useTranslations('ui.form');
  return async (previous, data) => {
    try {
      return await action(previous, data);
    } catch (error) {
      // A redirect or "not found" of the server is thrown too, and is Next's to handle.
      unstable_rethrow(error);
      const message = unstable_isUnrecognizedActionError(error) ? t('outdated') : t('notSent');
      return { state: 'failed', message, fields: {}, values: typedValues(data) };
    }
  };
}

function readForm(event: FormEvent<HTMLFormElement>): FormData {
  const { submitter } = event.nativeEvent as SubmitEvent;
  const data = new FormData(event.currentTarget, submitter);
  // React's hidden inputs for browsers without a script name the action once more.
  for (const [name, value] of [...data]) if (name.startsWith('$') || isNoFile(value)) data.delete(name);
  return data;
}

/** What a file field sends when no file is chosen; on the way it would get a name and look like an empty file. */
function isNoFile(value: FormDataEntryValue): boolean {
  return value instanceof File && value.size === 0 && value.name === '';
}

function nextAnswer(before: Answer, state: FormState, data: FormData, isCleared: boolean): Answer {
  const isDone = state.state === 'done';
  const values = isDone && isCleared ? null : (answeredValues(state) ?? typedValues(data));
  const isRenewed = isDone && (isCleared || state.values !== undefined);
  return { state, values, generation: before.generation + (isRenewed ? 1 : 0), count: before.count + 1 };
}

function answeredValues(state: FormState): FormValues | null {
  return state.state === 'idle' ? null : (state.values ?? null);
}
