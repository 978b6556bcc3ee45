// What narrows the list of documents: a form that leads to the same page with its answers in the address.

import { getTranslations } from 'next-intl/server';
import { Button } from '../../components/ui/button.tsx';
import { LinkButton } from '../../components/ui/link-button.tsx';
import { Select } from '../../components/ui/select.tsx';
import { TextField } from '../../components/ui/text-field.tsx';
import { DOCUMENT_KINDS, DOCUMENT_LANGUAGES, DOCUMENT_STATUSES } from '../../domain/document/document.ts';
import type { DocumentFilter } from '../../domain/document/document-list.ts';

type Props = { filter: DocumentFilter; owners: readonly { id: string; name: string }[]; path: string };

export async function DocumentFilters({ filter, owners, path }: Props) {
  const t = await getTranslations('documents');
  const { status, kind, language, ownerOrganisationId, sort } = filter;
  const isOpen = [status, kind, language, ownerOrganisationId].some(Boolean) || sort !== 'updated';
  return (
    <search>
      <form method="get" className="document-filters" aria-label={t('filters')}>
        <div className="document-search">
          <TextField name="text" label={t('search')} type="search" defaultValue={filter.text} isOptional />
          <Button type="submit">{t('show')}</Button>
        </div>
        <details open={isOpen}>
          <summary>
            {t('moreFilters')}
            <Chosen filter={filter} owners={owners} />
          </summary>
          <div className="filters">
            <ChoiceFields filter={filter} />
            <Select
              name="ownerOrganisationId"
              label={t('owner')}
              placeholder={t('anyOwner')}
              defaultValue={filter.ownerOrganisationId ?? ''}
              options={owners.map(({ id, name }) => ({ value: id, label: name }))}
              isOptional
            />
            <Select
              name="sort"
              label={t('order')}
              defaultValue={filter.sort}
              options={[
                { value: 'updated', label: t('orderChanged') },
                { value: 'title', label: t('orderTitle') },
              ]}
            />
            <div className="filters-acts">
              <LinkButton href={path} variant="quiet">
                {t('clear')}
              </LinkButton>
            </div>
          </div>
        </details>
      </form>
    </search>
  );
}

/** What is chosen, told where the fields that say so are folded away. */
async function Chosen({ filter, owners }: Pick<Props, 'filter' | 'owners'>) {
  const [t, tKind, tStatus, tLanguage] = [
    await getTranslations('documents'),
    await getTranslations('documentKinds'),
    await getTranslations('documentStatuses'),
    await getTranslations('languages'),
  ];
  const { status, kind, language, ownerOrganisationId, sort } = filter;
  const words = [
    status && tStatus(status),
    kind && tKind(kind),
    language && tLanguage(language),
    owners.find(({ id }) => id === ownerOrganisationId)?.name,
    sort === 'title' && t('orderTitle'),
  ].filter(Boolean);
  return words.length > 0 && <span className="filters-chosen">: {words.join(' · ')}</span>;
}

async function ChoiceFields({ filter }: { filter: Pick<DocumentFilter, 'status' | 'kind' | 'language'> }) {
  const [t, tKind, tStatus, tLanguage] = [
    await getTranslations('documents'),
    await getTranslations('documentKinds'),
    await getTranslations('documentStatuses'),
    await getTranslations('languages'),
  ];
  return (
    <>
      <Select
        name="status"
        label={t('status')}
        placeholder={t('anyStatus')}
        defaultValue={filter.status ?? ''}
        options={DOCUMENT_STATUSES.map((value) => ({ value, label: tStatus(value) }))}
        isOptional
      />
      <Select
        name="kind"
        label={t('kind')}
        placeholder={t('anyKind')}
        defaultValue={filter.kind ?? ''}
        options={DOCUMENT_KINDS.map((value) => ({ value, label: tKind(value) }))}
        isOptional
      />
      <Select
        name="language"
        label={t('language')}
        placeholder={t('anyLanguage')}
        defaultValue={filter.language ?? ''}
        options={DOCUMENT_LANGUAGES.map((value) => ({ value, label: tLanguage(value) }))}
        isOptional
      />
    </>
  );
}
