// The parts of an organisation's page.

import { getTranslations } from 'next-intl/server';
import { ActionForm } from '../../components/ui/action-form.tsx';
import { Button } from '../../components/ui/button.tsx';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { Facts } from '../../components/ui/facts.tsx';
import { InlineAction } from '../../components/ui/inline-action.tsx';
import { Select } from '../../components/ui/select.tsx';
import { Table } from '../../components/ui/table.tsx';
import { type Locale, localised } from '../../domain/locale.ts';
import { can } from '../../domain/permissions.ts';
import type { Context } from '../../server/context.ts';
import { listPeople, type Organisation } from '../../server/people/queries.ts';
import {
  addMemberAction,
  archiveAction,
  removeMemberAction,
  unarchiveAction,
} from '../[locale]/(workspace)/organisations/actions.ts';
import { shown } from '../page-context.ts';

type Props = { ctx: Context; organisation: Organisation; locale: Locale };

export async function OrganisationFacts({ organisation, locale }: Omit<Props, 'ctx'>) {
  const t = await getTranslations('organisations');
  const { contact, registryCode, country, isPublic, archivedAt } = organisation;
  const facts: [string, string | undefined][] = [
    [t('country'), new Intl.DisplayNames([locale], { type: 'region' }).of(country)],
    [t('registryCode'), registryCode ?? undefined],
    [t('contactName'), contact?.name],
    [t('contactEmail'), contact?.email],
    [t('contactPhone'), contact?.phone],
    [t('isPublic'), archivedAt ? t('archived') : isPublic ? t('public') : t('notPublic')],
  ];
  return <Facts facts={facts} />;
}

export async function OrganisationPeople({ ctx, organisation }: Omit<Props, 'locale'>) {
  const [t, tPeople, tRole] = [
    await getTranslations('organisations'),
    await getTranslations('people'),
    await getTranslations('roles'),
  ];
  const removes = can(ctx.viewer, 'membership.change');
  const organisationId = organisation.id;
  return (
    <section className="stack stack-tight" aria-labelledby="people">
      <h2 id="people">{t('people')}</h2>
      <Table
        caption={t('people')}
        isCaptionHidden
        rows={organisation.people}
        rowKey={(person) => person.id}
        empty={<EmptyState title={t('noPeople')} text={t('noPeopleHint')} />}
        columns={[
          { key: 'name', header: t('person'), isRowHeader: true, cell: (p) => p.name },
          { key: 'role', header: tPeople('role'), cell: (p) => tRole(p.role) },
          { key: 'email', header: t('contactEmail'), cell: (p) => p.email ?? '–' },
          {
            key: 'acts',
            header: t('removeMember'),
            isHeaderHidden: true,
            cell: (p) =>
              removes && (
                <InlineAction
                  action={removeMemberAction}
                  hidden={{ organisationId, userId: p.id }}
                  label={t('removeMember')}
                  about={p.name}
                />
              ),
          },
        ]}
      />
    </section>
  );
}

/** For administrators: who else belongs here, and whether the organisation takes part. */
export async function Membership({ ctx, organisation, locale }: Props) {
  const t = await getTranslations('organisations');
  const members = new Set(organisation.people.map((person) => person.id));
  const others = shown(await listPeople(ctx)).filter((p) => p.state === 'active' && !members.has(p.id));
  const options = others.map((p) => ({ value: p.id, label: `${p.name} (${p.email})` }));
  return (
    <>
      {organisation.archivedAt === null && options.length > 0 && (
        <section className="stack stack-tight" aria-labelledby="add-member">
          <h2 id="add-member">{t('addMember')}</h2>
          <ActionForm action={addMemberAction} submitLabel={t('addMember')} isClearedWhenDone>
            <input type="hidden" name="organisationId" value={organisation.id} />
            <Select name="userId" label={t('person')} placeholder="–" options={options} />
          </ActionForm>
        </section>
      )}
      {organisation.archivedAt ? (
        <InlineAction action={unarchiveAction} hidden={{ id: organisation.id }} label={t('unarchive')} />
      ) : (
        <div>
          <ConfirmDialog
            trigger={<Button variant="danger">{t('archive')}</Button>}
            title={`${t('archive')}: ${localised(organisation.name, locale)}`}
            text={t('archiveConfirm')}
            confirmLabel={t('archive')}
            action={archiveAction}
            hidden={{ id: organisation.id }}
            isDangerous
          />
        </div>
      )}
    </>
  );
}
