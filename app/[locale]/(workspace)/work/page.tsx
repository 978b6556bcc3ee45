// Where one arrives after signing in: the documents, what waits, one's own organisation and the network.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../components/shell/page-header.tsx';
import { can } from '../../../../domain/permissions.ts';
import { type LocaleParams, pageLocale, signedInContext } from '../../../page-context.ts';
import { LastChanged, NetworkSummary, OwnOrganisations, Waiting } from '../../../parts/start.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('nav');
  return { title: t('start') };
}

export default async function StartPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const ctx = await signedInContext(locale);
  const t = await getTranslations('work');
  return (
    <>
      <PageHeader title={t('title', { name: ctx.signedIn.name })} lead={t('lead')} />
      <div className="stack stack-loose">
        <LastChanged ctx={ctx} locale={locale} />
        {can(ctx.viewer, 'person.invite', { role: 'partner' }) && <Waiting ctx={ctx} locale={locale} />}
        <OwnOrganisations ctx={ctx} locale={locale} />
        <NetworkSummary ctx={ctx} locale={locale} />
      </div>
    </>
  );
}
