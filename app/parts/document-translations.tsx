// The translations of a leading document, or how a translation stands to the document it follows.

import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { FormSection, FormShell } from '../../components/ui/form-shell.tsx';
import type { DocumentOutline } from '../../domain/document/presented.ts';
import { includesRight } from '../../domain/document/rights.ts';
import type { Locale } from '../../domain/locale.ts';
import { can } from '../../domain/permissions.ts';
import type { Context } from '../../server/context.ts';
import { readOutline } from '../../server/documents/outline.ts';
import { shown } from '../page-context.ts';
import { Comparison, standing } from './document-comparison.tsx';
import { LinkTranslation, linkChoices, MakeTranslation, UnlinkTranslation } from './document-translation-forms.tsx';

type Props = { ctx: Context; outline: DocumentOutline; locale: Locale };

/** Of a document that follows one that the reader may know of. */
export async function Following({ ctx, outline, locale }: Props) {
  const t = await getTranslations('documents');
  const { leading, granted } = outline.document;
  if (leading === null) return null;
  const original = shown(await readOutline(ctx, leading.id, locale));
  const title = (children: React.ReactNode) => (
    <Link href={`/${locale}/documents/${leading.id}`} lang={leading.language}>
      {children}
    </Link>
  );
  return (
    <div className="stack">
      <p>{t.rich('follows', { title: leading.title, a: title })}</p>
      <p>{await standing(outline)}</p>
      <h2>{t('compare')}</h2>
      <Comparison original={original} translation={outline} locale={locale} />
      {includesRight(granted, 'manage') && <UnlinkTranslation document={outline.document} />}
    </div>
  );
}

export async function Leading({ ctx, outline, locale }: Props) {
  const t = await getTranslations('documents');
  const { document } = outline;
  const choices = await linkChoices(ctx, document, locale);
  const followers = choices.filter(({ right }) => includesRight(right, 'manage'));
  const mayFollow = includesRight(document.granted, 'manage') && document.translations.length === 0;
  return (
    <FormShell>
      <FormSection title={t('translations')}>
        <Translations ctx={ctx} outline={outline} locale={locale} />
      </FormSection>
      {can(ctx.viewer, 'document.create') && (
        <FormSection title={t('makeTranslation')} hint={t('makeTranslationHint')}>
          <MakeTranslation document={document} />
        </FormSection>
      )}
      {followers.length > 0 && (
        <FormSection title={t('linkTranslation')} hint={t('linkTranslationHint')}>
          <LinkTranslation document={document} chosen="followerId" choices={followers} label={t('linkTranslation')} />
        </FormSection>
      )}
      {mayFollow && choices.length > 0 && (
        <FormSection title={t('linkLeading')} hint={t('linkLeadingHint')}>
          <LinkTranslation document={document} chosen="leadingId" choices={choices} label={t('linkLeading')} />
        </FormSection>
      )}
    </FormShell>
  );
}

/** Few, for there is one a language: each is looked at as a whole. */
async function Translations({ ctx, outline, locale }: Props) {
  const [t, tLanguage] = [await getTranslations('documents'), await getTranslations('languages')];
  const { translations } = outline.document;
  if (translations.length === 0) return <EmptyState title={t('noTranslations')} text={t('noTranslationsHint')} />;
  const followers = [];
  for (const { id } of translations) {
    const outline = shown(await readOutline(ctx, id, locale));
    followers.push({ ...outline.document, standing: await standing(outline) });
  }
  return (
    <ul className="plain-list">
      {followers.map((follower) => (
        <li key={follower.id}>
          <p>
            {tLanguage(follower.language as 'et')}:{' '}
            <Link href={`/${locale}/documents/${follower.id}/translations`} lang={follower.language}>
              {follower.title}
            </Link>
          </p>
          <p className="index-facts">{follower.standing}</p>
        </li>
      ))}
    </ul>
  );
}
