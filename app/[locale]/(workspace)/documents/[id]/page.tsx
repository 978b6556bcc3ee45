// A document: its whole text with the contents list, to be read and changed in place.

import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { DocumentView } from '../../../../../components/document/document-page.tsx';
import { readOutline } from '../../../../../server/documents/outline.ts';
import { CATALOGUES } from '../../../../../server/translate.ts';
import { DOCUMENT_COMMANDS, handOver } from '../../../../document-page.ts';
import { pageContext, pageLocale, shown, signedInContext } from '../../../../page-context.ts';

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const outline = await readOutline(await pageContext(), (await params).id, await pageLocale(params));
  return outline.ok ? { title: outline.value.document.title } : {};
}

export default async function DocumentPage({ params }: Props) {
  const [locale, { id }] = [await pageLocale(params), await params];
  const ctx = await signedInContext(locale);
  const outline = shown(await readOutline(ctx, id, locale));
  const { ui, document, editor, documentStatuses, languages } = CATALOGUES[locale];
  const at = (page: string) => `/${locale}/documents/${id}/${page}`;
  const hrefs = {
    list: `/${locale}/documents`,
    settings: at('settings'),
    rights: at('rights'),
    translations: at('translations'),
    import: at('import'),
    files: at('files'),
  };
  return (
    <NextIntlClientProvider messages={{ ui, document, editor, documentStatuses, languages }}>
      <DocumentView
        outline={outline}
        textsKey={handOver(ctx, id, locale)}
        commands={DOCUMENT_COMMANDS}
        locale={locale}
        personId={ctx.signedIn.viewer.id}
        hrefs={hrefs}
      />
    </NextIntlClientProvider>
  );
}
