// Bodies that Next would answer with a server error because it cannot read them: the door refuses them first.

import type { IncomingHttpHeaders } from 'node:http';

/** Can the parts of this body be told apart? Bodies that are no forms and no action's arguments always can. */
export async function isReadable(headers: IncomingHttpHeaders, bytes: Buffer): Promise<boolean> {
  const type = headers['content-type'] ?? '';
  if (/^multipart\/form-data\b/i.test(type)) return isForm(type, bytes);
  return headers['next-action'] === undefined || isList(bytes);
}

/** The same parser that Next uses for forms that are sent without its script. */
async function isForm(type: string, bytes: Buffer): Promise<boolean> {
  try {
    await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** The arguments of an action as React writes them when there is no file among them. */
function isList(bytes: Buffer): boolean {
  try {
    return Array.isArray(JSON.parse(bytes.toString()));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
