// People as administrators see them.

import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Badge } from '../../components/ui/badge.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import type { Tone } from '../../components/ui/notice.tsx';
import { Table } from '../../components/ui/table.tsx';
import { type Locale, localised } from '../../domain/locale.ts';
import type { Person } from '../../server/people/queries.ts';
import { pageDates } from '../dates.ts';

const TONES: Record<Person['state'], Tone | undefined> = { active: 'good', suspended: 'warn', erased: undefined };

export async function PeopleTable({ people, locale }: { people: readonly Person[]; locale: Locale }) {
  const [t, tRole, tState, format] = [
    await getTranslations('people'),
    await getTranslations('roles'),
    await getTranslations('personStates'),
    await pageDates(),
  ];
  const name = (p: Person) =>
    p.state === 'erased' ? t('erasedName') : <Link href={`/${locale}/admin/people/${p.id}`}>{p.name}</Link>;
  return (
    <Table
      caption={t('title')}
      isCaptionHidden
      rows={people}
      rowKey={(person) => person.id}
      empty={<EmptyState title={t('noMatch')} text={t('noMatchHint')} />}
      columns={[
        { key: 'name', header: t('name'), isRowHeader: true, cell: name },
        { key: 'email', header: t('email'), cell: (p) => p.email ?? '–' },
        { key: 'role', header: t('role'), cell: (p) => tRole(p.role) },
        {
          key: 'organisation',
          header: t('organisation'),
          cell: (p) => p.organisations.map((o) => localised(o.name, locale)).join(', ') || '–',
        },
        { key: 'state', header: t('state'), cell: (p) => <Badge tone={TONES[p.state]}>{tState(p.state)}</Badge> },
        { key: 'since', header: t('since'), cell: (p) => format(p.createdAt, { dateStyle: 'medium' }) },
      ]}
    />
  );
}
