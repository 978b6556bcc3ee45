// Messages for what the server itself writes: public pages, mails, errors. React pages use the same catalogues
// through next-intl.

import { createTranslator } from 'use-intl/core';
import type { Locale } from '../domain/locale.ts';
import en from '../messages/en.json' with { type: 'json' };
import et from '../messages/et.json' with { type: 'json' };
import ru from '../messages/ru.json' with { type: 'json' };

/** The Estonian catalogue is the measure: the others have the same keys (tests/app/messages.test.ts). */
export type Messages = typeof et;
export const CATALOGUES: Record<Locale, Messages> = { et, en, ru };

/** `t('key', params)` within one namespace of the catalogue. */
export function translator<N extends keyof Messages>(locale: Locale, namespace: N, timeZone = 'Europe/Tallinn') {
  return createTranslator({ locale, messages: CATALOGUES[locale], namespace, timeZone });
}
