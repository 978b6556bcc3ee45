// Every mail in every language, before anybody gets it.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../../components/shell/page-header.tsx';
import { LANGUAGE_NAMES, LOCALES } from '../../../../../domain/locale.ts';
import { previewChoice, previewMail } from '../../../../../server/mail/preview.ts';
import { MAIL_TEMPLATES } from '../../../../../server/mail/templates.ts';
import { pageLocale, shown, signedInContext } from '../../../../page-context.ts';
import { ChoiceLinks } from '../../../../parts/choice-links.tsx';
import { MailBody } from '../../../../parts/mail-view.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | string[]>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('outbox');
  return { title: t('templatesTitle') };
}

export default async function MailTemplatesPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const ctx = await signedInContext(locale);
  const { template, language = locale } = previewChoice.parse(await searchParams);
  const mail = shown(await previewMail(ctx, template, language));
  const t = await getTranslations('outbox');
  const href = (choice: { template: string; language: string }) => `?${new URLSearchParams(choice)}`;
  const templates = MAIL_TEMPLATES.map((value) => ({
    label: t(`templates.${value}`),
    href: href({ template: value, language }),
    isCurrent: value === template,
  }));
  const languages = LOCALES.map((value) => ({
    label: LANGUAGE_NAMES[value],
    href: href({ template, language: value }),
    isCurrent: value === language,
  }));
  return (
    <>
      <PageHeader title={t('templatesTitle')} lead={t('templatesLead')} />
      <div className="stack">
        <ChoiceLinks label={t('template')} choices={templates} />
        <ChoiceLinks label={t('chooseLanguage')} choices={languages} />
        <h2 lang={language}>{mail.subject}</h2>
        <MailBody key={`${template}-${language}`} title={mail.subject} text={mail.text} html={mail.html} />
      </div>
    </>
  );
}
