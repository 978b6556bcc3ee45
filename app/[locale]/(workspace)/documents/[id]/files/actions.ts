'use server';
// Taking a file of a document away, and putting it back.

import { z } from 'zod';
import { rowId } from '../../../../../../domain/text.ts';
import { removeFile, restoreFile } from '../../../../../../server/files/commands.ts';
import { command } from '../../../../../command.ts';

const fileNamed = z.object({ id: rowId });

export const removeFileAction = command(fileNamed, (ctx, { id }) => removeFile(ctx, id));
export const restoreFileAction = command(fileNamed, (ctx, { id }) => restoreFile(ctx, id));
