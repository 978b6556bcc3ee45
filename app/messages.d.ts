// Tells next-intl's types which messages and languages there are: a misspelt key does not compile.

import type { Locale } from '../domain/locale.ts';
import type { Messages } from '../server/translate.ts';

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
