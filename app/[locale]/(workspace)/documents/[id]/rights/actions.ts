'use server';
// What the forms about rights do.

import { z } from 'zod';
import {
  grantForm,
  openingForm,
  restrictionForm,
  withdrawalForm,
  withSubject,
} from '../../../../../../domain/document/grant.ts';
import { openSection, restrictSection, setGrant, withdrawGrant } from '../../../../../../server/documents/grants.ts';
import { action } from '../../../../../action.ts';

export const grantAction = action(z.preprocess(withSubject, grantForm), setGrant, { message: 'rightGiven' });
export const changeGrantAction = action(z.preprocess(withSubject, grantForm), setGrant, { message: 'rightChanged' });
export const withdrawAction = action(z.preprocess(withSubject, withdrawalForm), withdrawGrant, {
  message: 'rightWithdrawn',
});
export const restrictAction = action(restrictionForm, restrictSection, { message: 'sectionRestricted' });
export const openSectionAction = action(openingForm, openSection, { message: 'sectionOpened' });
