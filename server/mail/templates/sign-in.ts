// The link that signs somebody in.

import type { MailParams } from '../templates.ts';
import type { LetterWriter } from './letter.ts';

export const writeSignIn: LetterWriter<MailParams['sign-in']> = (t, { url, minutes }, instance) => ({
  subject: t('signIn.subject', { instance }),
  heading: t('signIn.heading'),
  paragraphs: [t('signIn.intro', { instance })],
  action: { label: t('signIn.action'), url },
  notes: [t('signIn.validity', { minutes }), t('signIn.ignore')],
});
