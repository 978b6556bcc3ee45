// Expected outcomes of a command are values, not exceptions: a code that never changes its meaning, its
// parameters, and the fields of the form that are wrong. The sentence a person reads is in messages/.

import type { ErrorCode, FieldErrorCode } from './errors.ts';

export type ErrorParams = Record<string, string | number>;

/** `field` is the name of the form control; nested ones are joined with dots (`name.et`). */
export type FieldError = { field: string; code: FieldErrorCode; params?: ErrorParams };

export type Failure = { code: ErrorCode; params?: ErrorParams; fields?: FieldError[] };

export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure };

export function ok<T>(value: T): Result<T>;
export function ok(): Result<void>;
export function ok<T>(value?: T): Result<T | undefined> {
  return { ok: true, value };
}

export function fail<T = never>(code: ErrorCode, rest: Omit<Failure, 'code'> = {}): Result<T> {
  return { ok: false, error: { code, ...rest } };
}

/** A failure that points at one field of a form. */
export function failField<T = never>(field: string, code: FieldErrorCode, params?: ErrorParams): Result<T> {
  return fail('invalid', { fields: [{ field, code, ...(params ? { params } : {}) }] });
}

/** Never reached when every case of a union is handled: the compiler says which one is missing. */
export function exhaustive(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
