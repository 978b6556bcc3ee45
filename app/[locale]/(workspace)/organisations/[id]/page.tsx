// One organisation: what is known of it, and its people.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../../components/shell/page-header.tsx';
import { LinkButton } from '../../../../../components/ui/link-button.tsx';
import { localised } from '../../../../../domain/locale.ts';
import { can } from '../../../../../domain/permissions.ts';
import { readOrganisation } from '../../../../../server/people/queries.ts';
import { pageContext, pageLocale, shown, signedInContext } from '../../../../page-context.ts';
import { Membership, OrganisationFacts, OrganisationPeople } from '../../../../parts/organisation-view.tsx';

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await readOrganisation(await pageContext(), (await params).id);
  return found.ok ? { title: localised(found.value.name, await pageLocale(params)) } : {};
}

export default async function OrganisationPage({ params }: Props) {
  const [locale, { id }] = [await pageLocale(params), await params];
  const ctx = await signedInContext(locale);
  const organisation = shown(await readOrganisation(ctx, id));
  const [t, tKind] = [await getTranslations('organisations'), await getTranslations('organisationKinds')];
  const edit = can(ctx.viewer, 'organisation.edit') && (
    <LinkButton href={`/${locale}/organisations/${id}/edit`}>{t('edit')}</LinkButton>
  );
  return (
    <>
      <PageHeader title={localised(organisation.name, locale)} lead={tKind(organisation.kind)} actions={edit} />
      <div className="stack stack-loose">
        <OrganisationFacts organisation={organisation} locale={locale} />
        <OrganisationPeople ctx={ctx} organisation={organisation} />
        {can(ctx.viewer, 'membership.change') && <Membership ctx={ctx} organisation={organisation} locale={locale} />}
      </div>
    </>
  );
}
