// The audit log with its filters.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../../components/shell/page-header.tsx';
import { LinkButton } from '../../../../../components/ui/link-button.tsx';
import { auditFilter, listAudit } from '../../../../../server/audit/queries.ts';
import { pageLocale, shown, signedInContext } from '../../../../page-context.ts';
import { AuditFilters, AuditTable, auditAddress } from '../../../../parts/audit.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | string[]>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('audit');
  return { title: t('title') };
}

export default async function AuditPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const ctx = await signedInContext(locale);
  const filter = auditFilter.parse(await searchParams);
  const { entries, next } = shown(await listAudit(ctx, filter));
  const t = await getTranslations('audit');
  const address = (path: string, before?: number) =>
    auditAddress(`/${locale}/admin/audit${path}`, { ...filter, before });
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <LinkButton href={address('/export')} isPlain>
            {t('export')}
          </LinkButton>
        }
      />
      <div className="stack">
        <AuditFilters ctx={ctx} filter={filter} locale={locale} />
        <AuditTable entries={entries} locale={locale} />
        <div className="cluster">
          {filter.before && <LinkButton href={address('')}>{t('newest')}</LinkButton>}
          {next && <LinkButton href={address('', next)}>{t('older')}</LinkButton>}
        </div>
      </div>
    </>
  );
}
