// The parts of a person's page in administration.

import { getTranslations } from 'next-intl/server';
import { ActionForm } from '../../components/ui/action-form.tsx';
import { Button } from '../../components/ui/button.tsx';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { InlineAction } from '../../components/ui/inline-action.tsx';
import { LinkButton } from '../../components/ui/link-button.tsx';
import { RadioGroup } from '../../components/ui/radio-group.tsx';
import { Select } from '../../components/ui/select.tsx';
import { type Locale, localised } from '../../domain/locale.ts';
import { INSTANCE_ROLES } from '../../domain/people/viewer.ts';
import type { Context } from '../../server/context.ts';
import { listOrganisations, type Person } from '../../server/people/queries.ts';
import {
  changeRoleAction,
  eraseAction,
  suspendAction,
  unsuspendAction,
} from '../[locale]/(admin)/admin/people/actions.ts';
import { addMemberAction, removeMemberAction } from '../[locale]/(workspace)/organisations/actions.ts';
import { shown } from '../page-context.ts';

export async function RoleForm({ person }: { person: Person }) {
  const [t, tRole, tHint] = [
    await getTranslations('people'),
    await getTranslations('roles'),
    await getTranslations('roleHints'),
  ];
  return (
    <section className="stack stack-tight" aria-labelledby="role">
      <h2 id="role">{t('changeRole')}</h2>
      <ActionForm action={changeRoleAction} submitLabel={t('saveRole')}>
        <input type="hidden" name="id" value={person.id} />
        <input type="hidden" name="revision" value={person.revision} />
        <RadioGroup
          name="role"
          label={t('role')}
          defaultValue={person.role}
          options={INSTANCE_ROLES.map((value) => ({ value, label: tRole(value), hint: tHint(value) }))}
        />
      </ActionForm>
    </section>
  );
}

type OrganisationsProps = { ctx: Context; person: Person; locale: Locale };

export async function PersonOrganisations({ ctx, person, locale }: OrganisationsProps) {
  const t = await getTranslations('people');
  const tOrganisation = await getTranslations('organisations');
  const own = new Set(person.organisations.map((o) => o.id));
  const others = shown(await listOrganisations(ctx, locale)).filter((o) => o.archivedAt === null && !own.has(o.id));
  return (
    <section className="stack stack-tight" aria-labelledby="memberships">
      <h2 id="memberships">{t('memberships')}</h2>
      {person.organisations.length === 0 && <p>{t('noMembership')}</p>}
      <ul className="plain-list">
        {person.organisations.map(({ id, name }) => (
          <li key={id} className="cluster">
            <span>{localised(name, locale)}</span>
            <InlineAction
              action={removeMemberAction}
              hidden={{ organisationId: id, userId: person.id }}
              label={tOrganisation('removeMember')}
              about={localised(name, locale)}
            />
          </li>
        ))}
      </ul>
      {person.state === 'active' && others.length > 0 && (
        <ActionForm action={addMemberAction} submitLabel={t('addMembership')} isClearedWhenDone>
          <input type="hidden" name="userId" value={person.id} />
          <Select
            name="organisationId"
            label={t('organisation')}
            placeholder="–"
            options={others.map((o) => ({ value: o.id, label: localised(o.name, locale) }))}
          />
        </ActionForm>
      )}
    </section>
  );
}

type ActsProps = { person: Person; locale: Locale; isSelf: boolean };

export async function AccountActs({ person, locale, isSelf }: ActsProps) {
  const t = await getTranslations('people');
  const hidden = { id: person.id };
  return (
    <section className="stack stack-tight" aria-labelledby="account">
      <h2 id="account">{t('account')}</h2>
      <div className="cluster">
        {!isSelf && person.state === 'active' && (
          <ConfirmDialog
            trigger={<Button variant="danger">{t('suspend')}</Button>}
            title={t('suspend')}
            text={t('suspendConfirm', { name: person.name })}
            confirmLabel={t('suspend')}
            action={suspendAction}
            hidden={hidden}
            isDangerous
          />
        )}
        {person.state === 'suspended' && (
          <InlineAction action={unsuspendAction} hidden={hidden} label={t('unsuspend')} />
        )}
        <LinkButton href={`/${locale}/admin/people/${person.id}/export`} isPlain>
          {t('export')}
        </LinkButton>
        {!isSelf && (
          <ConfirmDialog
            trigger={<Button variant="danger">{t('erase')}</Button>}
            title={t('erase')}
            text={t('eraseConfirm')}
            confirmLabel={t('erase')}
            action={eraseAction}
            hidden={hidden}
            isDangerous
          />
        )}
      </div>
    </section>
  );
}
