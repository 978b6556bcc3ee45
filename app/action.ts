// The one way from a form to a command: read the form, parse it, run the command as the signed-in person, and say
// what became of it in the reader's language.

import { refresh } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { connection } from 'next/server';
import type { z } from 'zod';
import { type FormState, typedValues } from '../components/ui/form-state.ts';
import { formObject, parseForm } from '../domain/form.ts';
import { DEFAULT_LOCALE, isLocale, type Locale } from '../domain/locale.ts';
import type { Failure, Result } from '../domain/result.ts';
import { presentFailure } from '../server/present-failure.ts';
import { type RequestContext, requestContext } from '../server/request.ts';
import { type Messages, translator } from '../server/translate.ts';

type Done<T> = {
  /** Said in a toast (`done.*`). */
  message?: keyof Messages['done'];
  /** Where to go, without the language: `/people`. */
  goTo?: (value: T) => string;
};

/** A server action for `ActionForm`. The form's hidden `pageLocale` says in which language to answer. */
export function action<S extends z.ZodType, T>(
  schema: S,
  command: (ctx: RequestContext, input: z.output<S>) => Promise<Result<T>>,
  done: Done<T> = {},
) {
  return async (_previous: FormState, sent: FormData): Promise<FormState> => {
    await connection();
    // an action is an endpoint like any other: a hand-made request sends what it likes
    const data = sent instanceof FormData ? sent : new FormData();
    const ctx = await requestContext(await headers());
    const locale = formLocale(data, ctx);
    const input = parseForm(schema, formObject(data.entries()));
    const result = input.ok ? await command(ctx, input.value) : input;
    if (!result.ok) return failed(locale, result.error, data, ctx.now);
    if (done.goTo) redirect(`/${locale}${done.goTo(result.value)}`);
    refresh();
    const message = done.message && translator(locale, 'done')(done.message);
    return { state: 'done', at: ctx.now.getTime(), ...(message ? { message } : {}) };
  };
}

function formLocale(data: FormData, ctx: RequestContext): Locale {
  const named = data.get('pageLocale');
  return isLocale(named) ? named : (ctx.signedIn?.locale ?? DEFAULT_LOCALE);
}

function failed(locale: Locale, error: Failure, data: FormData, now: Date): FormState {
  const isStale = error.code === 'stale';
  // the page then holds what is saved now and its revision, so that saving again is a decision and succeeds
  if (isStale) refresh();
  return { state: 'failed', ...presentFailure(locale, error), values: typedValues(data), at: now.getTime(), isStale };
}
