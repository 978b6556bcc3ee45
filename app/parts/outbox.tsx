// The parts of the outbox: its filters and its table.

import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Badge } from '../../components/ui/badge.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { InlineAction } from '../../components/ui/inline-action.tsx';
import type { Tone } from '../../components/ui/notice.tsx';
import { SearchField } from '../../components/ui/search-field.tsx';
import { type Column, Table } from '../../components/ui/table.tsx';
import { MAIL_STATES, type MailState } from '../../domain/mail.ts';
import type { MailList, MailSummary } from '../../server/mail/queries.ts';
import type { MailTemplate } from '../../server/mail/templates.ts';
import { retryAction } from '../[locale]/(admin)/admin/outbox/actions.ts';
import { pageDates } from '../dates.ts';
import { ChoiceLinks } from './choice-links.tsx';

export const MAIL_TONES: Record<MailState, Tone> = { waiting: 'info', sent: 'good', failed: 'danger' };

type Filter = { state?: MailState | undefined; q: string; page?: number };

/** The address of a page of the outbox that keeps its filters. */
export function outboxAddress(path: string, { state, q, page = 1 }: Filter): string {
  const given = [state && ['state', state], q && ['q', q], page > 1 && ['page', String(page)]].filter(Boolean);
  const query = new URLSearchParams(given as string[][]).toString();
  return query ? `${path}?${query}` : path;
}

type FiltersProps = { path: string; filter: Filter; counts: MailList['counts'] };

export async function MailFilters({ path, filter, counts }: FiltersProps) {
  const t = await getTranslations('outbox');
  const total = Object.values(counts).reduce((a, b) => a + b, 0);
  const choice = (label: string, count: number, state?: MailState) => ({
    label: t('withCount', { label, count }),
    href: outboxAddress(path, { state, q: filter.q }),
    isCurrent: state === filter.state,
  });
  const choices = [
    choice(t('all'), total),
    ...MAIL_STATES.map((state) => choice(t(`states.${state}`), counts[state], state)),
  ];
  return (
    <>
      <SearchField label={t('search')} defaultValue={filter.q} keep={filter.state ? { state: filter.state } : {}} />
      <ChoiceLinks label={t('filter')} choices={choices} />
    </>
  );
}

type TableProps = { list: MailList; path: string; isFiltered: boolean };

export async function MailTable({ list, path, isFiltered }: TableProps) {
  const t = await getTranslations('outbox');
  return (
    <Table
      caption={t('title')}
      isCaptionHidden
      rows={list.mails}
      rowKey={(mail) => mail.id}
      empty={
        <EmptyState title={t(isFiltered ? 'noMatch' : 'empty')} text={t(isFiltered ? 'noMatchHint' : 'emptyHint')} />
      }
      columns={await columns(path)}
    />
  );
}

async function columns(path: string): Promise<Column<MailSummary>[]> {
  const [t, format] = [await getTranslations('outbox'), await pageDates()];
  return [
    {
      key: 'subject',
      header: t('subject'),
      isRowHeader: true,
      cell: (mail) => <Link href={`${path}/${mail.id}`}>{mail.subject}</Link>,
    },
    { key: 'recipient', header: t('recipient'), cell: (mail) => mail.recipient },
    { key: 'template', header: t('template'), cell: (mail) => t(`templates.${mail.template as MailTemplate}`) },
    {
      key: 'state',
      header: t('state'),
      cell: (mail) => <Badge tone={MAIL_TONES[mail.state]}>{t(`states.${mail.state}`)}</Badge>,
    },
    {
      key: 'created',
      header: t('created'),
      cell: (mail) => format(mail.createdAt, { dateStyle: 'short', timeStyle: 'short' }),
    },
    {
      key: 'acts',
      header: t('actions'),
      isHeaderHidden: true,
      cell: (mail) =>
        mail.state === 'failed' && (
          <InlineAction action={retryAction} hidden={{ id: mail.id }} label={t('retry')} about={mail.recipient} />
        ),
    },
  ];
}
