'use server';
// Taking a file of a document away, and putting it back.

import { z } from 'zod';
import { rowId } from '../../../../../../domain/text.ts';
import { removeFile, restoreFile } from '../../../../../../server/files/commands.ts';
import { action } from '../../../../../action.ts';

const fileForm = z.object({ id: rowId });

export const removeFileAction = action(fileForm, (ctx, { id }) => removeFile(ctx, id));
export const restoreFileAction = action(fileForm, (ctx, { id }) => restoreFile(ctx, id));
