// The form of the search page: words, and in which language the texts are.

import { getTranslations } from 'next-intl/server';
import { Button } from '../../components/ui/button.tsx';
import { Select } from '../../components/ui/select.tsx';
import { TextField } from '../../components/ui/text-field.tsx';
import { DOCUMENT_LANGUAGES } from '../../domain/document/document.ts';
import type { SearchFilter } from '../search-filter.ts';

export async function SearchForm({ filter, path }: { filter: SearchFilter; path: string }) {
  const [t, tDocuments, tLanguage] = [
    await getTranslations('search'),
    await getTranslations('documents'),
    await getTranslations('languages'),
  ];
  return (
    <search>
      <form method="get" action={path} className="filters search-form">
        <TextField name="q" label={t('label')} type="search" defaultValue={filter.q} maxLength={200} isOptional />
        <Select
          name="language"
          label={tDocuments('language')}
          placeholder={tDocuments('anyLanguage')}
          defaultValue={filter.language ?? ''}
          options={DOCUMENT_LANGUAGES.map((value) => ({ value, label: tLanguage(value) }))}
          isOptional
        />
        <div className="filters-acts">
          <Button type="submit" variant="primary">
            {t('open')}
          </Button>
        </div>
      </form>
    </search>
  );
}
