// The way from the start of the site to this page.

import Link from 'next/link';
import { useTranslations } from 'next-intl';

/** From the outermost; the page itself, without a link, comes last. */
export function Breadcrumbs({
  trail,
  current,
}: {
  trail: readonly { href: string; label: string }[];
  current: string;
}) {
  const t = useTranslations('ui');
  return (
    <nav aria-label={t('breadcrumbs')}>
      <ol className="breadcrumbs">
        {trail.map((step) => (
          <li key={step.href}>
            <Link href={step.href}>{step.label}</Link>
          </li>
        ))}
        <li aria-current="page">{current}</li>
      </ol>
    </nav>
  );
}
