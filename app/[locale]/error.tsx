'use client';
// Shown when a page fails: the rest of the frame stands, and the page can be tried again.

import { useLocale } from 'next-intl';
import { ErrorView } from '../../components/shell/error-view.tsx';
import { errorDigest } from '../error-digest.ts';

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <ErrorView kind="serverError" homeHref={`/${useLocale()}`} onRetry={retry} reference={errorDigest(error)} />;
}
