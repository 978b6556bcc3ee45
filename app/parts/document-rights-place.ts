// Where rights are looked at and changed, handed through the parts that show them.

import type { Locale } from '../../domain/locale.ts';

/** A place of a document; `sectionId` null for the whole of it. */
export type RightsPlace = { documentId: string; sectionId: string | null };

export type RightsSetting = {
  place: RightsPlace;
  locale: Locale;
  /** Of the headings: 2 on the page, 3 in the dialog. */
  level: 2 | 3;
};
