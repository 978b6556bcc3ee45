// Adding an organisation to the network.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../../components/shell/page-header.tsx';
import { authorise } from '../../../../../server/guard.ts';
import { type LocaleParams, pageLocale, shown, signedInContext } from '../../../../page-context.ts';
import { OrganisationForm } from '../../../../parts/organisation-form.tsx';
import { createOrganisationAction } from '../actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('organisations');
  return { title: t('newTitle') };
}

export default async function NewOrganisationPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const ctx = await signedInContext(locale);
  shown(authorise(ctx, 'organisation.create'));
  const t = await getTranslations('organisations');
  return (
    <>
      <PageHeader title={t('newTitle')} />
      <OrganisationForm
        action={createOrganisationAction}
        backTo={`/${locale}/organisations`}
        submitLabel={t('create')}
      />
    </>
  );
}
