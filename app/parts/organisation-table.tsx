// Organisations as a table, in the workspace and in administration.

import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Badge } from '../../components/ui/badge.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { Table } from '../../components/ui/table.tsx';
import { type Locale, localised } from '../../domain/locale.ts';
import type { Organisation } from '../../server/people/queries.ts';

type Props = { organisations: readonly Organisation[]; locale: Locale };

export async function OrganisationTable({ organisations, locale }: Props) {
  const [t, tKind] = [await getTranslations('organisations'), await getTranslations('organisationKinds')];
  const countries = new Intl.DisplayNames([locale], { type: 'region' });
  const state = (o: Organisation) => (o.archivedAt ? t('archived') : o.isPublic ? t('public') : t('notPublic'));
  return (
    <Table
      caption={t('title')}
      isCaptionHidden
      rows={organisations}
      rowKey={(row) => row.id}
      empty={<EmptyState title={t('empty')} text={t('emptyHint')} />}
      columns={[
        {
          key: 'name',
          header: t('name'),
          isRowHeader: true,
          cell: (row) => <Link href={`/${locale}/organisations/${row.id}`}>{localised(row.name, locale)}</Link>,
        },
        { key: 'kind', header: t('kind'), cell: (row) => tKind(row.kind) },
        { key: 'country', header: t('country'), cell: (row) => countries.of(row.country) },
        { key: 'people', header: t('people'), cell: (row) => t('peopleCount', { count: row.people.length }) },
        { key: 'state', header: t('isPublic'), isHeaderHidden: true, cell: (row) => <Badge>{state(row)}</Badge> },
      ]}
    />
  );
}
