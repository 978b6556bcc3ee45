// Inviting and the list of invitations; officials see it in the workspace, administrators in administration.

import { getTranslations } from 'next-intl/server';
import { ActionForm } from '../../components/ui/action-form.tsx';
import { Badge } from '../../components/ui/badge.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { InlineAction } from '../../components/ui/inline-action.tsx';
import type { Tone } from '../../components/ui/notice.tsx';
import { RadioGroup } from '../../components/ui/radio-group.tsx';
import { Select } from '../../components/ui/select.tsx';
import { type Column, Table } from '../../components/ui/table.tsx';
import { TextField } from '../../components/ui/text-field.tsx';
import { LANGUAGE_NAMES, LOCALES, type Locale, localised } from '../../domain/locale.ts';
import { DEFAULT_INVITATION_DAYS, INVITATION_TERMS, type InvitationState } from '../../domain/people/invitation.ts';
import { INSTANCE_ROLES } from '../../domain/people/viewer.ts';
import { can } from '../../domain/permissions.ts';
import type { Context } from '../../server/context.ts';
import { type Invitation, listInvitations, listOrganisations } from '../../server/people/queries.ts';
import { inviteAction, resendAction, revokeAction } from '../[locale]/(workspace)/invitations/actions.ts';
import { pageDates } from '../dates.ts';
import { shown } from '../page-context.ts';

const TONES: Record<InvitationState, Tone | undefined> = {
  open: 'info',
  accepted: 'good',
  revoked: undefined,
  expired: 'warn',
};

export async function Invitations({ ctx, locale }: { ctx: Context; locale: Locale }) {
  const t = await getTranslations('invitations');
  const invitations = shown(await listInvitations(ctx));
  return (
    <div className="stack stack-loose">
      <section className="stack" aria-labelledby="invite">
        <h2 id="invite">{t('formTitle')}</h2>
        <InvitationForm ctx={ctx} locale={locale} />
      </section>
      <section className="stack" aria-labelledby="sent">
        <h2 id="sent">{t('listTitle')}</h2>
        <Table
          caption={t('listTitle')}
          isCaptionHidden
          columns={await columns(locale)}
          rows={invitations}
          rowKey={(row) => row.id}
          empty={<EmptyState title={t('empty')} text={t('emptyHint')} />}
        />
      </section>
    </div>
  );
}

async function InvitationForm({ ctx, locale }: { ctx: Context; locale: Locale }) {
  const [t, tRole, tHint] = [
    await getTranslations('invitations'),
    await getTranslations('roles'),
    await getTranslations('roleHints'),
  ];
  const roles = INSTANCE_ROLES.filter((role) => can(ctx.viewer, 'person.invite', { role })).reverse();
  const organisations = shown(await listOrganisations(ctx, locale)).filter((o) => o.archivedAt === null);
  return (
    <ActionForm action={inviteAction} submitLabel={t('send')} isClearedWhenDone aria-label={t('formTitle')}>
      <TextField name="email" label={t('email')} type="email" autoComplete="off" />
      {roles.length > 1 ? (
        <RadioGroup
          name="role"
          label={t('role')}
          defaultValue="partner"
          options={roles.map((value) => ({ value, label: tRole(value), hint: tHint(value) }))}
        />
      ) : (
        <input type="hidden" name="role" value="partner" />
      )}
      <Select
        name="organisationId"
        label={t('organisation')}
        placeholder={t('noOrganisation')}
        isOptional
        options={organisations.map((o) => ({ value: o.id, label: localised(o.name, locale) }))}
      />
      <Select
        name="locale"
        label={t('language')}
        defaultValue={locale}
        options={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      />
      <Select
        name="days"
        label={t('term')}
        defaultValue={String(DEFAULT_INVITATION_DAYS)}
        options={INVITATION_TERMS.map((days) => ({ value: String(days), label: t('days', { days }) }))}
      />
    </ActionForm>
  );
}

async function columns(locale: Locale): Promise<Column<Invitation>[]> {
  const [t, tRole, tState, format] = [
    await getTranslations('invitations'),
    await getTranslations('roles'),
    await getTranslations('invitationStates'),
    await pageDates(),
  ];
  return [
    { key: 'email', header: t('email'), isRowHeader: true, cell: (row) => row.email || t('erasedAddress') },
    { key: 'role', header: t('role'), cell: (row) => tRole(row.role) },
    {
      key: 'organisation',
      header: t('organisation'),
      cell: (row) => (row.organisation ? localised(row.organisation, locale) : '–'),
    },
    { key: 'state', header: t('state'), cell: (row) => <Badge tone={TONES[row.state]}>{tState(row.state)}</Badge> },
    { key: 'inviter', header: t('invitedBy'), cell: (row) => row.inviter ?? t('operator') },
    { key: 'expires', header: t('expires'), cell: (row) => format(row.expiresAt, { dateStyle: 'medium' }) },
    {
      key: 'acts',
      header: t('actions'),
      isHeaderHidden: true,
      cell: (row) => <Acts invitation={row} resend={t('resend')} revoke={t('revoke')} />,
    },
  ];
}

function Acts({ invitation, resend, revoke }: { invitation: Invitation; resend: string; revoke: string }) {
  const { id, email, state, canRevoke } = invitation;
  if (!canRevoke || email === '' || !['open', 'expired'].includes(state)) return null;
  return (
    <div className="cluster">
      <InlineAction action={resendAction} hidden={{ id }} label={resend} about={email} />
      {state === 'open' && <InlineAction action={revokeAction} hidden={{ id }} label={revoke} about={email} />}
    </div>
  );
}
