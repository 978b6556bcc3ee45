// The form of the search page: words, and in which language the texts are.

import { getTranslations } from 'next-intl/server';
import { MAX_TYPED_LENGTH } from '../../components/search/suggestions.ts';
import { Button } from '../../components/ui/button.tsx';
import { Select } from '../../components/ui/select.tsx';
import { TextField } from '../../components/ui/text-field.tsx';
import { DOCUMENT_LANGUAGES } from '../../domain/document/document.ts';
import type { SearchFilter } from '../search-filter.ts';

/** `error`: what is wrong with the words. */
type SearchFormProps = { filter: SearchFilter; path: string; error?: string };

export async function SearchForm({ filter, path, error }: SearchFormProps) {
  const [t, tDocuments, tLanguage] = [
    await getTranslations('search'),
    await getTranslations('documents'),
    await getTranslations('languages'),
  ];
  return (
    <search>
      <form method="get" action={path} className="filters search-form">
        <TextField
          {...{ name: 'q', label: t('label'), type: 'search', defaultValue: filter.q, isOptional: true }}
          maxLength={MAX_TYPED_LENGTH}
          {...(error && { error })}
        />
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
