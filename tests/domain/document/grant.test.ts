// The forms of rights, as hand-made requests send them.

import { expect, test } from 'vitest';
import { z } from 'zod';
import { grantForm, restrictionForm, withSubject } from '../../../domain/document/grant.ts';
import { formObject, parseForm } from '../../../domain/form.ts';

const ID = '1c2f0b3a-6f0e-4f4e-8f0e-0123456789ab';
const form = z.preprocess(withSubject, grantForm);
const sent = (...subject: [string, string][]) =>
  parseForm(form, formObject([['documentId', ID], ['right', 'read'], ...subject]));

test('one control says to whom a right is given', () => {
  expect(sent(['subjectId', `organisation:${ID}`])).toMatchObject({
    value: { subjectKind: 'organisation', subjectId: ID },
  });
  expect(sent(['subjectId', `person:${ID}`])).toMatchObject({ value: { subjectKind: 'person', subjectId: ID } });
});

test('whatever stands in its place is refused beside it, never an exception', () => {
  const odd: [string, string][][] = [
    [],
    [['subjectId', '']],
    [['subjectId', ID]],
    [['subjectId', `somebody:${ID}`]],
    [['subjectId', `person:${ID}:x`]],
    [['subjectId', `person:${ID.toUpperCase()}`]],
    [['subjectId[]', `person:${ID}`]],
    [['subjectId.toString', 'x']],
  ];
  for (const subject of odd) {
    expect(sent(...subject)).toMatchObject({
      error: { code: 'invalid', fields: [{ field: 'subjectId', code: 'choice' }] },
    });
  }
  for (const nothing of [null, undefined, 'x', 7]) expect(parseForm(form, nothing).ok).toBe(false);
  expect(parseForm(restrictionForm, { sectionId: ID, keep: [{}] }).ok).toBe(false);
});
