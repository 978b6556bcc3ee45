'use server';
// What the dialog of rights shows: the content of the page of rights, rendered anew each time it is asked for.

import type { ReactNode } from 'react';
import { DEFAULT_LOCALE, isLocale } from '../../../../../../domain/locale.ts';
import { pageContext } from '../../../../../page-context.ts';
import { RightsContent } from '../../../../../parts/document-rights.tsx';

/** An endpoint like any other: its arguments are whatever somebody sends. */
export async function loadRightsAction(documentId: unknown, sectionId: unknown, locale: unknown): Promise<ReactNode> {
  const place = {
    documentId: typeof documentId === 'string' ? documentId : '',
    sectionId: typeof sectionId === 'string' ? sectionId : null,
  };
  const ctx = await pageContext();
  return RightsContent({ ctx, place, locale: isLocale(locale) ? locale : DEFAULT_LOCALE, level: 3 });
}
