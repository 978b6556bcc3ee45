// The first thing the Tab key reaches: past the navigation, to the page itself (`id="content"`).

import { useTranslations } from 'next-intl';

export function SkipLink() {
  const t = useTranslations('ui');
  return (
    <a href="#content" className="skip-link">
      {t('skipToContent')}
    </a>
  );
}
