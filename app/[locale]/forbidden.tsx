// Shown to somebody who is signed in and may not do this.

import { useLocale } from 'next-intl';
import { ErrorView } from '../../components/shell/error-view.tsx';

export default function Forbidden() {
  return <ErrorView kind="forbidden" homeHref={`/${useLocale()}`} />;
}
