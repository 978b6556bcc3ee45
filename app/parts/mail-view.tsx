// One mail: what is known of it, and what its reader sees.

import { getTranslations } from 'next-intl/server';
import { Facts } from '../../components/ui/facts.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Tabs } from '../../components/ui/tabs.tsx';
import { LANGUAGE_NAMES } from '../../domain/locale.ts';
import type { MailDetails } from '../../server/mail/queries.ts';
import type { MailTemplate } from '../../server/mail/templates.ts';
import { pageDates } from '../dates.ts';

export async function MailFacts({ mail }: { mail: MailDetails }) {
  const [t, format] = [await getTranslations('outbox'), await pageDates()];
  const at = (date: Date) => format(date, { dateStyle: 'long', timeStyle: 'medium' });
  const facts: [string, string | null][] = [
    [t('from'), mail.from],
    [t('recipient'), mail.recipient],
    [t('subject'), mail.subject],
    [t('template'), t(`templates.${mail.template as MailTemplate}`)],
    [t('language'), LANGUAGE_NAMES[mail.locale]],
    [t('created'), at(mail.createdAt)],
    [t('sentAt'), mail.sentAt && at(mail.sentAt)],
    [t('attempts'), String(mail.attempts)],
    [t('lastError'), mail.lastError === 'expired' ? t('expired') : mail.lastError],
    [t('messageId'), mail.messageId],
  ];
  return <Facts facts={facts} />;
}

export async function MailContent({ mail }: { mail: MailDetails }) {
  const t = await getTranslations('outbox');
  if (mail.body.state === 'withheld') return <Notice title={t('withheldTitle')}>{t('withheld')}</Notice>;
  return <MailBody title={mail.subject} text={mail.body.text} html={mail.body.html} />;
}

/** The HTML stands in a frame of its own that runs no script and sends no form; its links open beside it. */
export async function MailBody({ title, text, html }: { title: string; text: string; html: string }) {
  const t = await getTranslations('outbox');
  const layout = (
    <iframe
      title={title}
      srcDoc={html.replace('<head>', '<head><base target="_blank">')}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      className="mail-frame"
    />
  );
  const plain = <pre className="mail-text">{text}</pre>;
  return (
    <Tabs
      label={t('body')}
      views={[
        { id: 'html', label: t('html'), content: layout },
        { id: 'text', label: t('text'), content: plain },
      ]}
    />
  );
}
