// Searching a list: a form that leads to the same page with the words in its address, so that a result can be
// bookmarked and the button "back" works.

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Icon } from './icon.tsx';

type SearchFieldProps = {
  label: string;
  /** In the address: `?q=`. */
  name?: string;
  defaultValue?: string;
  /** The page that answers; the current one when absent. */
  action?: string;
  /** Further parameters that stay in the address. */
  keep?: Record<string, string>;
};

export function SearchField({ label, name = 'q', defaultValue = '', action, keep = {} }: SearchFieldProps) {
  const t = useTranslations('ui');
  const id = useId();
  return (
    <search>
      <form action={action} method="get" className="search">
        {Object.entries(keep).map(([key, value]) => (
          <input key={key} type="hidden" name={key} value={value} />
        ))}
        <label className="field-label" htmlFor={id}>
          {label}
        </label>
        <div className="search-line">
          <input
            id={id}
            type="search"
            name={name}
            defaultValue={defaultValue}
            className="input"
            enterKeyHint="search"
          />
          <button type="submit" className="button" aria-label={t('search')}>
            <Icon name="search" />
          </button>
        </div>
      </form>
    </search>
  );
}
