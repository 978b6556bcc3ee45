// The parts of the page about one's own account.

import { getTranslations } from 'next-intl/server';
import { ActionForm } from '../../components/ui/action-form.tsx';
import { Badge } from '../../components/ui/badge.tsx';
import { Button } from '../../components/ui/button.tsx';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { FormSection } from '../../components/ui/form-shell.tsx';
import { InlineAction } from '../../components/ui/inline-action.tsx';
import { LinkButton } from '../../components/ui/link-button.tsx';
import { RadioGroup } from '../../components/ui/radio-group.tsx';
import { Select } from '../../components/ui/select.tsx';
import { TextField } from '../../components/ui/text-field.tsx';
import { LANGUAGE_NAMES, type Locale } from '../../domain/locale.ts';
import { DIGESTS } from '../../domain/people/profile.ts';
import type { SessionItem } from '../../server/auth/queries.ts';
import type { Profile } from '../../server/people/queries.ts';
import {
  eraseMeAction,
  revokeOtherSessionsAction,
  revokeSessionAction,
  saveProfileAction,
} from '../[locale]/(workspace)/me/actions.ts';
import { pageDates } from '../dates.ts';

type ProfileFormProps = { profile: Profile; locales: readonly Locale[] };

export async function ProfileForm({ profile, locales }: ProfileFormProps) {
  const [t, tDigest] = [await getTranslations('me'), await getTranslations('digests')];
  return (
    <FormSection title={t('profile')}>
      <ActionForm action={saveProfileAction} submitLabel={t('save')} aria-label={t('profile')}>
        <input type="hidden" name="revision" value={profile.revision} />
        <TextField name="name" label={t('name')} defaultValue={profile.name} autoComplete="name" />
        <TextField
          name="email"
          label={t('email')}
          hint={t('emailHint')}
          defaultValue={profile.email ?? ''}
          autoComplete="email"
          isReadOnly
        />
        <Select
          name="locale"
          label={t('language')}
          defaultValue={profile.locale}
          options={locales.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        />
        <RadioGroup
          name="digest"
          label={t('digest')}
          hint={t('digestHint')}
          defaultValue={profile.digest}
          options={DIGESTS.map((value) => ({ value, label: tDigest(value) }))}
        />
      </ActionForm>
    </FormSection>
  );
}

export async function OwnSessions({ sessions }: { sessions: readonly SessionItem[] }) {
  const [t, format] = [await getTranslations('me'), await pageDates()];
  const when = (at: Date) => format(at, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <FormSection title={t('sessions')} hint={t('sessionsLead')}>
      <ul className="plain-list">
        {sessions.map((session) => (
          <li key={session.id} className="list-line">
            <div>
              <strong>{session.device || t('unknownDevice')}</strong>{' '}
              {session.isCurrent && <Badge tone="good">{t('thisDevice')}</Badge>}
              <p className="field-hint">
                {t('signedInAt', { when: when(session.createdAt) })} ·{' '}
                {t('lastSeen', { when: when(session.lastSeenAt) })}
              </p>
            </div>
            {!session.isCurrent && (
              <InlineAction
                action={revokeSessionAction}
                hidden={{ id: session.id }}
                label={t('endSession')}
                about={session.device || t('unknownDevice')}
              />
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <InlineAction action={revokeOtherSessionsAction} hidden={{}} label={t('endOthers')} variant={undefined} />
      )}
    </FormSection>
  );
}

export async function OwnData({ locale }: { locale: Locale }) {
  const t = await getTranslations('me');
  return (
    <>
      <FormSection title={t('data')} hint={t('dataLead')}>
        <div>
          <LinkButton href={`/${locale}/me/export`} isPlain>
            {t('download')}
          </LinkButton>
        </div>
      </FormSection>
      <FormSection title={t('erase')} hint={t('eraseLead')}>
        <div>
          <ConfirmDialog
            trigger={<Button variant="danger">{t('eraseButton')}</Button>}
            title={t('eraseConfirm')}
            text={t('eraseLead')}
            confirmLabel={t('eraseButton')}
            action={eraseMeAction}
            hidden={{}}
            isDangerous
          />
        </div>
      </FormSection>
    </>
  );
}
