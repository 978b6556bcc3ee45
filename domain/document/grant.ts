// The forms by which rights in a document are given, taken and kept.

import { z } from 'zod';
import type { FieldErrorCode } from '../errors.ts';
import { checkbox, optional, rowId, singleLine } from '../text.ts';
import { DOCUMENT_RIGHTS } from './rights.ts';

const code = (value: FieldErrorCode): FieldErrorCode => value;

export const GRANT_SUBJECTS = ['person', 'organisation'] as const;
/** To whom a right can be given. */
export type GrantSubject = (typeof GRANT_SUBJECTS)[number];

const grantPlace = z.object({
  documentId: rowId,
  /** Null, '' or absent for the whole document. */
  sectionId: optional(rowId)
    .nullish()
    .transform((id) => id || null),
  subjectKind: z.enum(GRANT_SUBJECTS, { error: code('choice') }),
  subjectId: rowId,
});

/** What one control of a form sends: `person:<id>` or `organisation:<id>`. Null for anything else. */
function readSubject(sent: unknown): { kind: GrantSubject; id: string } | null {
  const [kind, id, ...rest] = typeof sent === 'string' ? sent.split(':') : [];
  const known = GRANT_SUBJECTS.find((subject) => subject === kind);
  return known && rest.length === 0 && rowId.safeParse(id).success ? { kind: known, id: String(id) } : null;
}

/** The form with its subject taken out of the one control that names it, so that the others' schemas can read it. */
export function withSubject(form: unknown): object {
  const sent = (typeof form === 'object' && form) || {};
  const subject = readSubject('subjectId' in sent ? sent.subjectId : null);
  return { ...sent, subjectKind: subject?.kind ?? 'person', subjectId: subject?.id ?? '' };
}

/** `none` takes away on a section what would be inherited; on the whole document there is nothing to take away. */
export const grantForm = grantPlace
  .extend({ right: z.enum(DOCUMENT_RIGHTS, { error: code('choice') }) })
  .refine(({ right, sectionId }) => right !== 'none' || sectionId !== null, { error: code('choice'), path: ['right'] });
export type GrantForm = z.output<typeof grantForm>;

export const withdrawalForm = grantPlace;
export type WithdrawalForm = z.output<typeof withdrawalForm>;

const keptSubject = z.unknown().transform((sent, issues) => {
  const subject = readSubject(sent);
  if (subject) return subject;
  issues.addIssue({ code: 'custom', message: code('choice') });
  return z.NEVER;
});

export const restrictionForm = z.object({
  sectionId: rowId,
  /** Who keeps the right they have; the person who restricts keeps theirs anyway. */
  keep: z.array(keptSubject).max(500).default([]),
});
export type RestrictionForm = z.output<typeof restrictionForm>;

export const openingForm = z.object({
  sectionId: rowId,
  /** Also withdraws what is granted at the section itself. */
  dropGrants: checkbox,
});
export type OpeningForm = z.output<typeof openingForm>;

export const lockForm = z.object({ id: rowId, reason: singleLine(200) });
export type LockForm = z.output<typeof lockForm>;
