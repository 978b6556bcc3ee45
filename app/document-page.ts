// What the document's page begins with: its commands, its texts in pieces, and the answers to what it asks for later.

import type { DocumentCommands } from '../components/document/command.ts';
import type { LaterBodies } from '../components/document/document-page.tsx';
import type { DocumentOutline, PresentedBody } from '../domain/document/presented.ts';
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
  saveBody: actions.saveBodyAction,
};

/** Words that come with the page at once: more than anybody sees first, and quickly rendered. */
const WORDS_AT_ONCE = 6000;
/** Words of each piece that follows: nobody else waits long for it. */
const WORDS_OF_PIECE = 15_000;
/** The first texts, and the styles that the browser asks for then, go out before work on the others begins. */
const HEAD_START_MS = 60;

/** The first texts, and the others in pieces that arrive one after the other. */
export async function documentTexts(
  ctx: RequestContext,
  { document, sections }: DocumentOutline,
  locale: Locale,
): Promise<{ bodies: PresentedBody[]; later: LaterBodies[] }> {
  const [first = [], ...rest] = pieces(sections);
  const read = async (sectionIds: readonly string[]) => {
    const bodies = await readBodies(ctx, { documentId: document.id, sectionIds }, locale);
    return bodies.ok ? bodies.value : [];
  };
  const bodies = await read(first);
  let before: Promise<unknown> = new Promise((resolve) => setTimeout(resolve, HEAD_START_MS));
  const later = rest.map((sectionIds) => {
    const own = before.then(() => read(sectionIds));
    before = own;
    return { sectionIds, bodies: own };
  });
  return { bodies, later };
}

function pieces(sections: DocumentOutline['sections']): string[][] {
  const made: string[][] = [[]];
  let words = 0;
  for (const section of sections) {
    const limit = made.length === 1 ? WORDS_AT_ONCE : WORDS_OF_PIECE;
    if (words > limit) {
      made.push([]);
      words = 0;
    }
    made.at(-1)?.push(section.id);
    words += section.words;
  }
  return made;
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
