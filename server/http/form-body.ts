// Bodies that Next would answer with a server error because it cannot read them: the door refuses them first.

import type { IncomingHttpHeaders } from 'node:http';
import { areArguments, isBoundAction } from './action-arguments.ts';

/** Can the parts of this body be told apart? Bodies that are no forms and no action's arguments always can. */
export async function isReadable(headers: IncomingHttpHeaders, bytes: Buffer): Promise<boolean> {
  const type = headers['content-type'] ?? '';
  const isAction = headers['next-action'] !== undefined;
  if (/^multipart\/form-data\b/i.test(type)) {
    const form = await readForm(type, bytes);
    if (form === null) return false;
    return isAction ? areArguments((part) => textOf(form, part)) : areBoundActions(form);
  }
  return !isAction || areArguments((part) => (part === '0' ? bytes.toString() : null));
}

/** Read by the same parser that Next uses for forms that are sent without its script; null when it cannot. */
async function readForm(type: string, bytes: Buffer): Promise<FormData | null> {
  try {
    return await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** React looks for these fields in a form that is sent without its script. */
const NAMES_ACTION = /^\$ACTION_REF_(.*)$/s;

function areBoundActions(form: FormData): boolean {
  return [...form.keys()].every((name) => {
    const number = NAMES_ACTION.exec(name)?.[1];
    return number === undefined || isBoundAction((part) => textOf(form, `$ACTION_${number}:${part}`));
  });
}

function textOf(form: FormData, name: string): string | null {
  const value = form.get(name);
  return typeof value === 'string' ? value : null;
}
