'use server';
// What the forms about organisations do.

import { z } from 'zod';
import { organisationForm } from '../../../../domain/people/organisation.ts';
import { revision, rowId } from '../../../../domain/text.ts';
import {
  addMember,
  createOrganisation,
  editOrganisation,
  removeMember,
  setArchived,
} from '../../../../server/people/organisations.ts';
import { action } from '../../../action.ts';

const membership = z.object({ organisationId: rowId, userId: rowId });

export const createOrganisationAction = action(organisationForm, createOrganisation, {
  message: 'saved',
  goTo: ({ id }) => `/organisations/${id}`,
});

export const editOrganisationAction = action(organisationForm.extend({ id: rowId, revision }), editOrganisation, {
  message: 'saved',
  goTo: ({ id }) => `/organisations/${id}`,
});

export const archiveAction = action(z.object({ id: rowId }), (ctx, { id }) => setArchived(ctx, id, true), {
  message: 'archived',
});

export const unarchiveAction = action(z.object({ id: rowId }), (ctx, { id }) => setArchived(ctx, id, false), {
  message: 'unarchived',
});

export const addMemberAction = action(membership, (ctx, m) => addMember(ctx, m.organisationId, m.userId), {
  message: 'memberAdded',
});

export const removeMemberAction = action(membership, (ctx, m) => removeMember(ctx, m.organisationId, m.userId), {
  message: 'memberRemoved',
});
