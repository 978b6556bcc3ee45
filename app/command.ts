// The way from a page in the browser to a command: parse what was sent, run the command as the signed-in person, answer
// with its value or with the reason in the reader's language. The page is not rendered anew; forms use action.ts.

import { headers } from 'next/headers';
import { connection } from 'next/server';
import type { z } from 'zod';
import type { CommandAnswer } from '../components/document/command.ts';
import { parseForm } from '../domain/form.ts';
import { DEFAULT_LOCALE, isLocale } from '../domain/locale.ts';
import type { Failure, Result } from '../domain/result.ts';
import { presentFailure } from '../server/present-failure.ts';
import { type RequestContext, requestContext } from '../server/request.ts';

/** A command's outcome; a stale one may carry what is saved now. */
type Outcome<T> = Result<T> | { ok: false; error: Failure & { current: unknown } };

/** A server action. Whatever is sent is parsed: a hand-made request sends what it likes. */
export function command<S extends z.ZodType, T>(
  schema: S,
  run: (ctx: RequestContext, input: z.output<S>) => Promise<Outcome<T>>,
) {
  return async (locale: string, input: z.input<S>): Promise<CommandAnswer<T>> => {
    await connection();
    const ctx = await requestContext(await headers());
    const parsed = parseForm(schema, input);
    const outcome = parsed.ok ? await run(ctx, parsed.value) : parsed;
    if (outcome.ok) return outcome;
    const { error } = outcome;
    const language = isLocale(locale) ? locale : (ctx.signedIn?.locale ?? DEFAULT_LOCALE);
    const current = 'current' in error ? { current: error.current } : {};
    return { ok: false, code: error.code, ...presentFailure(language, error), ...current };
  };
}
