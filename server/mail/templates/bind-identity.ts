// The link that proves an address, for an identity whose issuer vouches for none.

import type { MailParams } from '../templates.ts';
import type { LetterWriter } from './letter.ts';

export const writeBindIdentity: LetterWriter<MailParams['bind-identity']> = (t, params, instance) => ({
  subject: t('bindIdentity.subject', { instance }),
  heading: t('bindIdentity.heading'),
  paragraphs: [
    t('bindIdentity.intro', { issuer: params.issuerHost, identity: params.identityName }),
    t('bindIdentity.effect'),
  ],
  action: { label: t('bindIdentity.action'), url: params.url },
  notes: [t('bindIdentity.validity', { minutes: params.minutes }), t('bindIdentity.ignore')],
});
