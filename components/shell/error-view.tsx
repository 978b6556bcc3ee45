// A page that cannot be shown: what happened, that nothing was lost, and what to do next.

import { useTranslations } from 'next-intl';
import { Button } from '../ui/button.tsx';
import { LinkButton } from '../ui/link-button.tsx';

type ErrorViewProps = {
  kind: 'notFound' | 'forbidden' | 'serverError';
  /** The start page in the reader's language. */
  homeHref: string;
  /** Only in the browser. */
  onRetry?: () => void;
  /** What to tell an administrator. */
  reference?: string | undefined;
};

export function ErrorView({ kind, homeHref, onRetry, reference }: ErrorViewProps) {
  const t = useTranslations('ui.errorPages');
  return (
    <main id="content" className="error-page" tabIndex={-1}>
      <p className="error-kind">{t(`${kind}.kind`)}</p>
      <h1>{t(`${kind}.title`)}</h1>
      <p className="lead">{t(`${kind}.text`)}</p>
      <div className="cluster">
        {onRetry && (
          <Button variant="primary" onPress={onRetry}>
            {t('retry')}
          </Button>
        )}
        <LinkButton href={homeHref} variant={onRetry ? undefined : 'primary'} isPlain>
          {t('home')}
        </LinkButton>
      </div>
      {reference && (
        <p className="field-hint">
          {t('reference')} <code>{reference}</code>
        </p>
      )}
    </main>
  );
}
