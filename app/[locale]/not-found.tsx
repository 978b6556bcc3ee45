// Shown for an address that leads nowhere, and for things the reader may not know of.

import { useLocale } from 'next-intl';
import { ErrorView } from '../../components/shell/error-view.tsx';

export default function NotFound() {
  return <ErrorView kind="notFound" homeHref={`/${useLocale()}`} />;
}
