// The outbox: every mail, newest first.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../../components/shell/page-header.tsx';
import { InlineAction } from '../../../../../components/ui/inline-action.tsx';
import { Notice } from '../../../../../components/ui/notice.tsx';
import { Pagination } from '../../../../../components/ui/pagination.tsx';
import { listMails, mailFilter } from '../../../../../server/mail/queries.ts';
import { pageLocale, shown, signedInContext } from '../../../../page-context.ts';
import { MailFilters, MailTable, outboxAddress } from '../../../../parts/outbox.tsx';
import { retryAllAction } from './actions.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | string[]>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('outbox');
  return { title: t('title') };
}

export default async function OutboxPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const ctx = await signedInContext(locale);
  const filter = mailFilter.parse(await searchParams);
  const list = shown(await listMails(ctx, { ...filter, search: filter.q }));
  const t = await getTranslations('outbox');
  const path = `/${locale}/admin/outbox`;
  const retryAll = <InlineAction action={retryAllAction} hidden={{}} label={t('retryAll')} />;
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} actions={list.counts.failed > 0 && retryAll} />
      <div className="stack">
        {ctx.app.config.smtpUrl === null && <Notice title={t('filesTitle')}>{t('files')}</Notice>}
        <MailFilters path={path} filter={filter} counts={list.counts} />
        <MailTable list={list} path={path} isFiltered={filter.q !== '' || filter.state !== undefined} />
        <Pagination
          page={list.page}
          pageCount={list.pages}
          hrefOf={(page) => outboxAddress(path, { ...filter, page })}
        />
      </div>
    </>
  );
}
