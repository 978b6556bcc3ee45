'use server';
// What the forms about translations do.

import { z } from 'zod';
import { linkForm, pairForm, translationForm } from '../../../../../../domain/document/translation-form.ts';
import { rowId } from '../../../../../../domain/text.ts';
import { markChecked, pairSection } from '../../../../../../server/documents/translated-sections.ts';
import {
  linkTranslation,
  makeTranslation,
  unlinkTranslation,
} from '../../../../../../server/documents/translations.ts';
import { action } from '../../../../../action.ts';

export const makeTranslationAction = action(translationForm, makeTranslation, {
  goTo: ({ id }) => `/documents/${id}`,
});
export const linkTranslationAction = action(linkForm, linkTranslation, { message: 'translationLinked' });
export const unlinkTranslationAction = action(z.object({ followerId: rowId }), unlinkTranslation, {
  message: 'translationUnlinked',
});
export const markCheckedAction = action(z.object({ sectionId: rowId }), markChecked, { message: 'checked' });
export const pairSectionAction = action(pairForm, pairSection, { message: 'sectionPaired' });
