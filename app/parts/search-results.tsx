// The page of search results: each with the title and the passage in which it was found, and what to try when nothing was.

import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Highlighted } from '../../components/search/highlighted.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { LinkButton } from '../../components/ui/link-button.tsx';
import type { Locale } from '../../domain/locale.ts';
import type { SearchHit } from '../../server/search/present.ts';
import { hitPath, passagePath } from '../search-paths.ts';

type Props = { hits: readonly SearchHit[]; locale: Locale };

export function SearchResults({ hits, locale }: Props) {
  return (
    <ol className="results">
      {hits.map((hit) => (
        <li key={`${hit.documentId}-${hit.sectionId}`} className="result">
          <Result hit={hit} locale={locale} />
        </li>
      ))}
    </ol>
  );
}

async function Result({ hit, locale }: { hit: SearchHit; locale: Locale }) {
  const t = await getTranslations('search');
  const href = (path: string) => `/${locale}${path}`;
  return (
    <article>
      <h2 className="result-title" lang={hit.language}>
        <Link href={href(hitPath(hit))}>
          {hit.number && `${hit.number} `}
          <Highlighted parts={hit.titleParts} />
        </Link>
      </h2>
      {hit.sectionId !== null && (
        <p className="result-place">
          {t.rich('inDocument', {
            title: () => (
              <Link href={href(`/documents/${hit.documentId}`)} lang={hit.language}>
                {hit.documentTitle}
              </Link>
            ),
          })}
        </p>
      )}
      {hit.snippet.length > 0 && (
        <p className="result-passage" lang={hit.language}>
          <Link href={href(passagePath(hit))} className="result-link">
            <Highlighted parts={hit.snippet} />
          </Link>
        </p>
      )}
    </article>
  );
}

type NothingProps = { query: string; path: string; isFiltered: boolean };

export async function NothingFound({ query, path, isFiltered }: NothingProps) {
  const t = await getTranslations('search');
  const everywhere = isFiltered && (
    <LinkButton href={`${path}?${new URLSearchParams({ q: query })}`}>{t('everywhere')}</LinkButton>
  );
  return (
    <EmptyState
      title={t('countFor', { count: 0, query })}
      text={
        <span className="search-tips">
          {(['spelling', 'shorter', 'rights'] as const).map((tip) => (
            <span key={tip}>{t(`tips.${tip}`)}</span>
          ))}
        </span>
      }
      actions={everywhere}
    />
  );
}
