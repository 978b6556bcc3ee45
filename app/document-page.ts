// What the document's page begins with: its commands, its texts, and the answers to what it asks for later.

import { randomUUID } from 'node:crypto';
import { after } from 'next/server';
import type { DocumentCommands } from '../components/document/command.ts';
import { handOverTexts, takeBackTexts } from '../components/document/handed-texts.ts';
import { DEFAULT_LOCALE, isLocale, type Locale } from '../domain/locale.ts';
import type { Result } from '../domain/result.ts';
import { readBodies } from '../server/documents/body-pages.ts';
import { type RequestContext, requestContext } from '../server/request.ts';
import * as actions from './[locale]/(workspace)/documents/[id]/actions.ts';

export const DOCUMENT_COMMANDS: DocumentCommands = {
  addSection: actions.addSectionAction,
  renameSection: actions.renameSectionAction,
  changeSectionKind: actions.changeSectionKindAction,
  moveSection: actions.moveSectionAction,
  promoteSection: actions.promoteSectionAction,
  demoteSection: actions.demoteSectionAction,
  splitSection: actions.splitSectionAction,
  mergeSection: actions.mergeSectionAction,
  deleteSection: actions.deleteSectionAction,
  restoreSection: actions.restoreSectionAction,
  undoChange: actions.undoChangeAction,
  lockSection: actions.lockSectionAction,
  unlockSection: actions.unlockSectionAction,
};

/** Keeps the texts for the drawing of the page on the server, until its answer is sent. Answers the key they are under. */
export function handOver(ctx: RequestContext, documentId: string, locale: Locale): string {
  const key = randomUUID();
  handOverTexts(key, async () => {
    const bodies = await readBodies(ctx, { documentId }, locale);
    return bodies.ok ? bodies.value : [];
  });
  after(() => takeBackTexts(key));
  return key;
}

/** A query's value as JSON for the page; what is not for the reader is not found. */
export async function documentJson<T>(
  request: Request,
  { locale }: { locale: string },
  query: (ctx: RequestContext, locale: Locale) => Promise<Result<T>>,
): Promise<Response> {
  const ctx = await requestContext(request.headers);
  const found = await query(ctx, isLocale(locale) ? locale : DEFAULT_LOCALE);
  const headers = { 'cache-control': 'no-store' };
  if (found.ok) return Response.json(found.value, { headers });
  const { code } = found.error;
  return Response.json({ error: { code } }, { status: code === 'signed-out' ? 401 : 404, headers });
}
