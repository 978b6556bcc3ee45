// From the flat names and strings of a submitted form to the value a schema parses, and from the schema's
// complaints to the fields people see.

import type { z } from 'zod';
import { FIELD_ERROR_CODES, type FieldErrorCode } from './errors.ts';
import { type FieldError, fail, ok, type Result } from './result.ts';

type Tree = { [key: string]: unknown };

/**
 * `name.et` becomes `{ name: { et } }`, `locales[]` always a list; any other name that comes twice keeps the
 * last value. Names beginning with `$` are the framework's own and are left out. Files stay what they are.
 */
export function formObject(entries: Iterable<[string, unknown]>): Tree {
  const tree: Tree = Object.create(null);
  for (const [name, value] of entries) {
    if (name.startsWith('$')) continue;
    const path = name.replace(/\[\]$/, '').split('.');
    const leaf = path.pop() ?? '';
    const parent = path.reduce(descend, tree);
    const before = parent[leaf];
    parent[leaf] = name.endsWith('[]') ? [...(Array.isArray(before) ? before : []), value] : value;
  }
  return tree;
}

function descend(tree: Tree, key: string): Tree {
  const next = tree[key];
  if (typeof next === 'object' && next !== null && !Array.isArray(next)) return next as Tree;
  const fresh: Tree = Object.create(null);
  tree[key] = fresh;
  return fresh;
}

/** Parses a form; a failure is `invalid` with one error per wrong field. */
export function parseForm<S extends z.ZodType>(schema: S, input: unknown): Result<z.output<S>> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return ok(parsed.data);
  const fields = new Map<string, FieldError>();
  for (const issue of parsed.error.issues) {
    const field = issue.path.join('.');
    if (!fields.has(field)) fields.set(field, fieldError(field, issue));
  }
  return fail('invalid', { fields: [...fields.values()] });
}

function fieldError(field: string, issue: z.core.$ZodIssue): FieldError {
  const limit = 'maximum' in issue ? issue.maximum : 'minimum' in issue ? issue.minimum : undefined;
  return { field, code: fieldErrorCode(issue), ...(limit === undefined ? {} : { params: { limit: Number(limit) } }) };
}

function fieldErrorCode(issue: z.core.$ZodIssue): FieldErrorCode {
  const own = FIELD_ERROR_CODES.find((code) => code === issue.message);
  if (own) return own;
  if (issue.code === 'invalid_value') return 'choice';
  if (issue.code === 'too_big' || issue.code === 'too_small') {
    return issue.origin === 'string'
      ? issue.code === 'too_big'
        ? 'too-long'
        : 'too-short'
      : issue.origin === 'array'
        ? 'required'
        : 'number-range';
  }
  return 'required';
}
