// A translation beside its original, section by section: what goes with what, and what is out of step.

import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Badge } from '../../components/ui/badge.tsx';
import { InlineAction } from '../../components/ui/inline-action.tsx';
import type { Tone } from '../../components/ui/notice.tsx';
import { Table } from '../../components/ui/table.tsx';
import type { DocumentOutline, PresentedSection } from '../../domain/document/presented.ts';
import { includesRight } from '../../domain/document/rights.ts';
import type { TranslationState } from '../../domain/document/translation.ts';
import type { Locale } from '../../domain/locale.ts';
import { markCheckedAction } from '../[locale]/(workspace)/documents/[id]/translations/actions.ts';
import { PairForm } from './document-translation-forms.tsx';

type Step = TranslationState | 'untranslated' | 'unlinked';
type Row = { original: PresentedSection | null; translation: PresentedSection | null; step: Step };

const TONES: Record<Step, Tone | undefined> = {
  current: 'good',
  empty: undefined,
  changed: 'warn',
  missing: 'warn',
  untranslated: 'warn',
  unlinked: undefined,
};

/** In the order of the original; what only the translation has comes last. */
function rowsOf(original: DocumentOutline, translation: DocumentOutline): Row[] {
  const following = new Map(translation.sections.map((section) => [section.translation?.leadingId, section]));
  const paired = original.sections.map((section): Row => {
    const counterpart = following.get(section.id) ?? null;
    const step = counterpart?.translation?.state ?? 'untranslated';
    return { original: section, translation: counterpart, step };
  });
  const alone = translation.sections.filter((section) => !section.translation?.leadingId);
  return [
    ...paired,
    ...alone.map(
      (section): Row => ({
        original: null,
        translation: section,
        step: section.translation?.state === 'missing' ? 'missing' : 'unlinked',
      }),
    ),
  ];
}

/** In words: how many sections nobody has begun to translate, and how many are out of step with their originals. */
export async function standing({ document, sections }: DocumentOutline): Promise<string> {
  const t = await getTranslations('documents');
  const states = sections.map(({ translation }) => translation?.state);
  const empty = states.filter((state) => state === 'empty').length;
  const changed = states.filter((state) => state === 'changed' || state === 'missing').length;
  const behind = changed + document.untranslated.length;
  if (empty + behind === 0) return t('inStep');
  const said = [empty > 0 && t('notBegun', { count: empty }), behind > 0 && t('outOfStep', { count: behind })];
  return said.filter(Boolean).join(' ');
}

type Props = { original: DocumentOutline; translation: DocumentOutline; locale: Locale };

export async function Comparison({ original, translation, locale }: Props) {
  const t = await getTranslations('documents');
  const place = (outline: DocumentOutline, section: PresentedSection | null) =>
    section ? <SectionLink document={outline.document} section={section} locale={locale} /> : '–';
  return (
    <Table
      caption={t('compare')}
      isCaptionHidden
      rows={rowsOf(original, translation)}
      rowKey={(row) => row.original?.id ?? row.translation?.id ?? ''}
      empty={<p>{t('inStep')}</p>}
      columns={[
        { key: 'original', header: t('original'), isRowHeader: true, cell: (row) => place(original, row.original) },
        { key: 'translation', header: t('translation'), cell: (row) => place(translation, row.translation) },
        {
          key: 'step',
          header: t('step'),
          cell: (row) => <Badge tone={TONES[row.step]}>{t(`steps.${row.step}`)}</Badge>,
        },
        {
          key: 'acts',
          header: t('markChecked'),
          isHeaderHidden: true,
          cell: (row) => <Acts row={row} untranslated={translation.document.untranslated} />,
        },
      ]}
    />
  );
}

type LinkProps = { document: DocumentOutline['document']; section: PresentedSection; locale: Locale };

function SectionLink({ document, section, locale }: LinkProps) {
  return (
    <Link href={`/${locale}/documents/${document.id}#s-${section.id}`} lang={document.language} className="plain-link">
      {[section.number, section.title].filter(Boolean).join(' ')}
    </Link>
  );
}

type ActsProps = { row: Row; untranslated: DocumentOutline['document']['untranslated'] };

async function Acts({ row: { translation, step }, untranslated }: ActsProps) {
  const t = await getTranslations('documents');
  if (translation === null || !includesRight(translation.right, 'edit')) return null;
  const { id, title } = translation;
  if (step === 'changed' || step === 'empty') {
    return (
      <InlineAction action={markCheckedAction} hidden={{ sectionId: id }} label={t('markChecked')} about={title} />
    );
  }
  const isAlone = step === 'unlinked' || step === 'missing';
  return isAlone && untranslated.length > 0 && <PairForm section={translation} originals={untranslated} />;
}
