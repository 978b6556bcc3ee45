// What a document is called and whose it is, where it stands, and the trash: for those who manage it.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RightsButton } from '../../../../../../components/document/rights-button.tsx';
import { FormSection, FormShell } from '../../../../../../components/ui/form-shell.tsx';
import { includesRight } from '../../../../../../domain/document/rights.ts';
import { fail, ok } from '../../../../../../domain/result.ts';
import { readOutline } from '../../../../../../server/documents/outline.ts';
import { pageLocale, shown, signedInContext } from '../../../../../page-context.ts';
import { DocumentFactsForm } from '../../../../../parts/document-form.tsx';
import { StatusForm, ToTrash } from '../../../../../parts/document-status.tsx';
import { DocumentSubpage } from '../../../../../parts/document-trail.tsx';

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('documents');
  return { title: t('settingsTitle') };
}

export default async function DocumentSettingsPage({ params }: Props) {
  const [locale, { id }] = [await pageLocale(params), await params];
  const ctx = await signedInContext(locale);
  const outline = shown(await readOutline(ctx, id, locale));
  const { document } = outline;
  shown(includesRight(document.granted, 'manage') ? ok() : fail('forbidden'));
  const [t, tRights] = [await getTranslations('documents'), await getTranslations('rights')];
  const place = { outline, page: 'settings', locale } as const;
  return (
    <DocumentSubpage {...place} title={t('settingsTitle')} lead={document.title}>
      <FormShell>
        <FormSection title={t('facts')}>
          <DocumentFactsForm ctx={ctx} locale={locale} document={document} />
        </FormSection>
        <FormSection title={t('statusSection')} hint={t('statusHint')}>
          <StatusForm document={document} />
        </FormSection>
        <FormSection title={t('rights')} hint={t('rightsHint')}>
          <div>
            <RightsButton documentId={id} sectionId={null} label={tRights('documentTitle')} />
          </div>
        </FormSection>
        <FormSection title={t('trash')} hint={t('toTrashHint')}>
          <ToTrash document={document} />
        </FormSection>
      </FormShell>
    </DocumentSubpage>
  );
}
