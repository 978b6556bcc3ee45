// Every mail in every language, before anybody gets it.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../../components/shell/page-header.tsx';
import { LANGUAGE_NAMES, LOCALES } from '../../../../../domain/locale.ts';
import { previewMail } from '../../../../../server/mail/preview.ts';
import { MAIL_TEMPLATES } from '../../../../../server/mail/templates.ts';
import { type LocaleParams, pageLocale, shown, signedInContext } from '../../../../page-context.ts';
import { MailBody } from '../../../../parts/mail-view.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('outbox');
  return { title: t('templatesTitle') };
}

export default async function MailTemplatesPage({ params }: LocaleParams) {
  const ctx = await signedInContext(await pageLocale(params));
  const t = await getTranslations('outbox');
  const cases = MAIL_TEMPLATES.flatMap((template) => LOCALES.map((locale) => ({ template, locale })));
  const previews = await Promise.all(
    cases.map(async (of) => ({ ...of, mail: shown(await previewMail(ctx, of.template, of.locale)) })),
  );
  return (
    <>
      <PageHeader title={t('templatesTitle')} lead={t('templatesLead')} />
      <div className="stack stack-loose">
        {previews.map(({ template, locale, mail }) => (
          <section key={`${template}-${locale}`} className="stack" aria-labelledby={`${template}-${locale}`}>
            <h2 id={`${template}-${locale}`}>
              {t(`templates.${template}`)}, <span lang={locale}>{LANGUAGE_NAMES[locale]}</span>
            </h2>
            <p lang={locale}>{mail.subject}</p>
            <MailBody title={mail.subject} text={mail.text} html={mail.html} />
          </section>
        ))}
      </div>
    </>
  );
}
