'use server';
// What administrators' forms about mails do.

import { z } from 'zod';
import { rowId } from '../../../../../domain/text.ts';
import { retryAllFailed, retryMail } from '../../../../../server/mail/commands.ts';
import { action } from '../../../../action.ts';

export const retryAction = action(z.object({ id: rowId }), (ctx, { id }) => retryMail(ctx, id), {
  message: 'mailRetried',
});
export const retryAllAction = action(z.object({}), retryAllFailed, { message: 'mailsRetried' });
