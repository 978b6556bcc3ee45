// The pages of a long list, as links: the first, the last, this one and its neighbours.

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Icon } from './icon.tsx';

type PaginationProps = {
  /** From 1. */
  page: number;
  pageCount: number;
  hrefOf: (page: number) => string;
};

/** Nothing when there is one page only. */
export function Pagination({ page, pageCount, hrefOf }: PaginationProps) {
  const t = useTranslations('ui.pages');
  if (pageCount < 2) return null;
  return (
    <nav aria-label={t('label')}>
      <ul className="pagination">
        {page > 1 && (
          <li>
            <Link className="page-link" href={hrefOf(page - 1)} rel="prev">
              <Icon name="previous" />
              {t('previous')}
            </Link>
          </li>
        )}
        {shownPages(page, pageCount).map((number, index, all) => (
          <li key={number} className={index > 0 && number - (all[index - 1] ?? 0) > 1 ? 'page-gap' : undefined}>
            <Link
              className="page-link"
              href={hrefOf(number)}
              aria-label={t('page', { number })}
              aria-current={number === page ? 'page' : undefined}
            >
              {number}
            </Link>
          </li>
        ))}
        {page < pageCount && (
          <li>
            <Link className="page-link" href={hrefOf(page + 1)} rel="next">
              {t('next')}
              <Icon name="next" />
            </Link>
          </li>
        )}
      </ul>
    </nav>
  );
}

function shownPages(page: number, pageCount: number): number[] {
  const wanted = [1, page - 1, page, page + 1, pageCount].filter((number) => number >= 1 && number <= pageCount);
  return [...new Set(wanted)].sort((a, b) => a - b);
}
