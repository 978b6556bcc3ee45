'use server';
// What the forms about rights do.

import { z } from 'zod';
import { grantForm, openingForm, restrictionForm, withdrawalForm } from '../../../../../../domain/document/grant.ts';
import { openSection, restrictSection, setGrant, withdrawGrant } from '../../../../../../server/documents/grants.ts';
import { action } from '../../../../../action.ts';

/** One control says to whom: `person:<id>` or `organisation:<id>`. */
const withSubject = (form: unknown) => {
  const sent = form as { subjectId?: unknown };
  const [kind = '', id = ''] = String(sent.subjectId ?? '').split(':');
  return { ...sent, subjectKind: kind === 'organisation' ? kind : 'person', subjectId: id };
};

export const grantAction = action(z.preprocess(withSubject, grantForm), setGrant, { message: 'rightGiven' });
export const changeGrantAction = action(z.preprocess(withSubject, grantForm), setGrant, { message: 'rightChanged' });
export const withdrawAction = action(z.preprocess(withSubject, withdrawalForm), withdrawGrant, {
  message: 'rightWithdrawn',
});
export const restrictAction = action(restrictionForm, restrictSection, { message: 'sectionRestricted' });
export const openSectionAction = action(openingForm, openSection, { message: 'sectionOpened' });
