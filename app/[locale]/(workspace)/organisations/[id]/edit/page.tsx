// Changing what is known of an organisation.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../../../components/shell/page-header.tsx';
import { localised } from '../../../../../../domain/locale.ts';
import { authorise } from '../../../../../../server/guard.ts';
import { readOrganisation } from '../../../../../../server/people/queries.ts';
import { pageLocale, shown, signedInContext } from '../../../../../page-context.ts';
import { OrganisationForm } from '../../../../../parts/organisation-form.tsx';
import { editOrganisationAction } from '../../actions.ts';

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('organisations');
  return { title: t('editTitle') };
}

export default async function EditOrganisationPage({ params }: Props) {
  const [locale, { id }] = [await pageLocale(params), await params];
  const ctx = await signedInContext(locale);
  shown(authorise(ctx, 'organisation.edit'));
  const organisation = shown(await readOrganisation(ctx, id));
  const t = await getTranslations('organisations');
  return (
    <>
      <PageHeader title={t('editTitle')} lead={localised(organisation.name, locale)} />
      <OrganisationForm
        action={editOrganisationAction}
        backTo={`/${locale}/organisations/${id}`}
        submitLabel={t('save')}
        organisation={organisation}
      />
    </>
  );
}
