'use server';
// What administrators' forms about accounts do.

import { z } from 'zod';
import { INSTANCE_ROLES } from '../../../../../domain/people/viewer.ts';
import { revision, rowId } from '../../../../../domain/text.ts';
import { changeRole, suspendPerson, unsuspendPerson } from '../../../../../server/people/commands.ts';
import { erasePerson } from '../../../../../server/people/personal-data.ts';
import { action } from '../../../../action.ts';

const byId = z.object({ id: rowId });
const roleForm = byId.extend({ role: z.enum(INSTANCE_ROLES), revision });

export const changeRoleAction = action(roleForm, changeRole, { message: 'saved' });
export const suspendAction = action(byId, (ctx, { id }) => suspendPerson(ctx, id), { message: 'suspended' });
export const unsuspendAction = action(byId, (ctx, { id }) => unsuspendPerson(ctx, id), { message: 'unsuspended' });
export const eraseAction = action(byId, (ctx, { id }) => erasePerson(ctx, id), { message: 'erased' });
