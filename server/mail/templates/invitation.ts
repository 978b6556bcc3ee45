// The invitation to join the instance.

import type { MailParams } from '../templates.ts';
import type { LetterWriter } from './letter.ts';

export const writeInvitation: LetterWriter<MailParams['invitation']> = (t, params, instance, date) => {
  const { inviter, organisation, role, url } = params;
  const expiresAt = date(params.expiresAt, { dateStyle: 'long' });
  return {
    subject: t('invitation.subject', { instance }),
    heading: t('invitation.heading'),
    paragraphs: [
      inviter === null ? t('invitation.intro', { instance }) : t('invitation.introFrom', { inviter, instance }),
      t('invitation.about'),
      ...(organisation === null ? [] : [t('invitation.organisation', { organisation })]),
      t('invitation.role', { role }),
    ],
    action: { label: t('invitation.action'), url },
    notes: [t('invitation.validity', { expiresAt }), t('invitation.ignore')],
  };
};
