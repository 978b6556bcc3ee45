// The parts of the audit log's page.

import { getTranslations } from 'next-intl/server';
import { Button } from '../../components/ui/button.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { LinkButton } from '../../components/ui/link-button.tsx';
import { Select } from '../../components/ui/select.tsx';
import { Table } from '../../components/ui/table.tsx';
import { TextField } from '../../components/ui/text-field.tsx';
import { DOCUMENT_RIGHTS } from '../../domain/document/rights.ts';
import { type Locale, localised } from '../../domain/locale.ts';
import { AUDIT_ACTIONS, type AuditAction, SUBJECT_KINDS, type SubjectKind } from '../../domain/people/audit.ts';
import { INSTANCE_ROLES } from '../../domain/people/viewer.ts';
import type { AuditEntry, AuditFilter } from '../../server/audit/queries.ts';
import type { Entrance } from '../../server/auth/session.ts';
import type { Context } from '../../server/context.ts';
import { listPeople } from '../../server/people/queries.ts';
import type { Messages } from '../../server/translate.ts';
import { pageDates } from '../dates.ts';
import { shown } from '../page-context.ts';

/** The address of a page of the log that keeps its filters. */
export function auditAddress(path: string, filter: AuditFilter): string {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return query ? `${path}?${query}` : path;
}

/** A key of `auditActions`: message keys hold no dots. */
function actionKey(action: string) {
  return action.replace('.', '_') as keyof Messages['auditActions'];
}

type FiltersProps = { ctx: Context; filter: AuditFilter; locale: Locale };

export async function AuditFilters({ ctx, filter, locale }: FiltersProps) {
  const [t, tAction, tSubject] = [
    await getTranslations('audit'),
    await getTranslations('auditActions'),
    await getTranslations('auditSubjects'),
  ];
  const people = shown(await listPeople(ctx)).filter((person) => person.state !== 'erased');
  return (
    <form method="get" className="filters" aria-label={t('filter')}>
      <Select
        name="actor"
        label={t('actor')}
        placeholder={t('anyone')}
        defaultValue={filter.actor ?? ''}
        options={people.map((person) => ({ value: person.id, label: person.name }))}
        isOptional
      />
      <Select
        name="action"
        label={t('action')}
        placeholder={t('anything')}
        defaultValue={filter.action ?? ''}
        options={AUDIT_ACTIONS.map((value: AuditAction) => ({ value, label: tAction(actionKey(value)) }))}
        isOptional
      />
      <Select
        name="subject"
        label={t('subject')}
        placeholder={t('anything')}
        defaultValue={filter.subject ?? ''}
        options={SUBJECT_KINDS.map((value: SubjectKind) => ({ value, label: tSubject(value) }))}
        isOptional
      />
      <TextField name="from" label={t('from')} type="date" defaultValue={filter.from ?? ''} isOptional />
      <TextField name="to" label={t('to')} type="date" defaultValue={filter.to ?? ''} isOptional />
      <div className="filters-acts">
        <Button type="submit">{t('filter')}</Button>
        <LinkButton href={`/${locale}/admin/audit`} variant="quiet">
          {t('reset')}
        </LinkButton>
      </div>
    </form>
  );
}

type TableProps = { entries: readonly AuditEntry[]; locale: Locale };

export async function AuditTable({ entries, locale }: TableProps) {
  const [t, tAction, format] = [
    await getTranslations('audit'),
    await getTranslations('auditActions'),
    await pageDates(),
  ];
  const words = await auditWords(locale);
  return (
    <Table
      caption={t('title')}
      isCaptionHidden
      rows={entries}
      rowKey={(entry) => String(entry.id)}
      empty={<EmptyState title={t('empty')} text={t('emptyHint')} />}
      columns={[
        {
          key: 'when',
          header: t('when'),
          isRowHeader: true,
          cell: (e) => (
            <time dateTime={e.at.toISOString()}>{format(e.at, { dateStyle: 'medium', timeStyle: 'medium' })}</time>
          ),
        },
        { key: 'who', header: t('who'), cell: words.actor },
        { key: 'what', header: t('what'), cell: (e) => tAction(actionKey(e.action)) },
        { key: 'on', header: t('on'), cell: words.subject },
        { key: 'through', header: t('through'), cell: (e) => t(`clients.${e.client as 'job'}`) },
        { key: 'details', header: t('details'), cell: (e) => <span className="details">{words.details(e)}</span> },
      ]}
    />
  );
}

/** What administrators are told of an entry's details; the rest are ids, which the export holds. */
const DETAILS = [
  'role',
  'from',
  'to',
  'organisation',
  'person',
  'right',
  'before',
  'by',
  'rows',
  'bytes',
  'entries',
] as const;

/** Who and what an entry speaks of, in the reader's words. */
async function auditWords(locale: Locale) {
  const [t, tSubject, tPeople] = [
    await getTranslations('audit'),
    await getTranslations('auditSubjects'),
    await getTranslations('people'),
  ];
  const [tDetail, tRole, tRight] = [
    await getTranslations('auditDetails'),
    await getTranslations('roles'),
    await getTranslations('rights'),
  ];
  const detailValue = (e: AuditEntry, key: string) => {
    const value = String(e.details[key]);
    if (key === 'organisation') return place(e) ?? value;
    if (key === 'person') return e.personName || tPeople('erasedName');
    const right = DOCUMENT_RIGHTS.find((known) => known === value);
    if (right) return tRight(`can.${right}`);
    if (key === 'by') return t(`entrances.${value as Entrance}`);
    const role = INSTANCE_ROLES.find((known) => known === value);
    return role ? tRole(role) : value;
  };
  const place = (e: AuditEntry) => (e.organisation ? localised(e.organisation, locale) : null);
  return {
    actor: (e: AuditEntry) =>
      e.actorId === null ? t(`actors.${e.actorKind as 'system'}`) : e.actorName || tPeople('erasedName'),
    subject: (e: AuditEntry) => {
      if (e.subjectName !== null) return e.subjectName || tPeople('erasedName');
      return (e.subjectKind === 'organisation' && place(e)) || tSubject(e.subjectKind as SubjectKind);
    },
    details: (e: AuditEntry) =>
      DETAILS.filter((key) => key in e.details)
        .map((key) => tDetail(key, { value: detailValue(e, key) }))
        .join(', '),
  };
}
