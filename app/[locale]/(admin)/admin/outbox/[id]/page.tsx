// One mail of the outbox.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../../../components/shell/page-header.tsx';
import { Badge } from '../../../../../../components/ui/badge.tsx';
import { Breadcrumbs } from '../../../../../../components/ui/breadcrumbs.tsx';
import { InlineAction } from '../../../../../../components/ui/inline-action.tsx';
import { readMail } from '../../../../../../server/mail/queries.ts';
import { pageContext, pageLocale, shown, signedInContext } from '../../../../../page-context.ts';
import { MailContent, MailFacts } from '../../../../../parts/mail-view.tsx';
import { MAIL_TONES } from '../../../../../parts/outbox.tsx';
import { retryAction } from '../actions.ts';

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await readMail(await pageContext(), (await params).id);
  return found.ok ? { title: found.value.subject } : {};
}

export default async function MailPage({ params }: Props) {
  const [locale, { id }] = [await pageLocale(params), await params];
  const ctx = await signedInContext(locale);
  const mail = shown(await readMail(ctx, id));
  const t = await getTranslations('outbox');
  const trail = [{ href: `/${locale}/admin/outbox`, label: t('title') }];
  return (
    <>
      <PageHeader
        trail={<Breadcrumbs trail={trail} current={mail.subject} />}
        title={mail.subject}
        state={<Badge tone={MAIL_TONES[mail.state]}>{t(`states.${mail.state}`)}</Badge>}
        actions={mail.isRetryable && <InlineAction action={retryAction} hidden={{ id }} label={t('retry')} />}
      />
      <div className="stack stack-loose">
        <MailFacts mail={mail} />
        <MailContent mail={mail} />
      </div>
    </>
  );
}
