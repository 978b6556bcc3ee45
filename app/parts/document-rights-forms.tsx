// Giving a right, and keeping a section to some.

import { getTranslations } from 'next-intl/server';
import { RightsForm } from '../../components/document/rights-forms.tsx';
import { RightsSubject } from '../../components/document/rights-subject.tsx';
import { CheckboxGroup } from '../../components/ui/checkbox.tsx';
import { RadioGroup } from '../../components/ui/radio-group.tsx';
import { DOCUMENT_RIGHTS } from '../../domain/document/rights.ts';
import type { RightsView } from '../../server/documents/present-rights.ts';
import { grantAction, restrictAction } from '../[locale]/(workspace)/documents/[id]/rights/actions.ts';
import type { RightsSetting } from './document-rights-place.ts';

type Props = RightsSetting & { view: RightsView };

export async function GrantForm({ view, place, locale, level }: Props) {
  const Heading = `h${level}` as const;
  const t = await getTranslations({ locale, namespace: 'rights' });
  if (view.candidates.length === 0) return <p className="field-hint">{t('nobodyElse')}</p>;
  const offered = DOCUMENT_RIGHTS.filter((right) => right !== 'none' || place.sectionId !== null);
  const texts = {
    label: t('subject'),
    hint: t('subjectSearch'),
    choose: t('choose'),
    people: t('people'),
    organisations: t('organisations'),
    none: t('noCandidate'),
  };
  return (
    <section className="rights-group">
      <Heading className="rights-heading">{t('grant')}</Heading>
      <RightsForm action={grantAction} submitLabel={t('grant')} isClearedWhenDone aria-label={t('grant')}>
        <input type="hidden" name="documentId" value={place.documentId} />
        <input type="hidden" name="sectionId" value={place.sectionId ?? ''} />
        <RightsSubject name="subjectId" texts={texts} subjects={view.candidates} />
        <RadioGroup
          name="right"
          label={t('right')}
          defaultValue="comment"
          options={offered.map((value) => ({ value, label: t(`names.${value}`), hint: t(`hints.${value}`) }))}
        />
      </RightsForm>
    </section>
  );
}

export async function RestrictForm({ view, place, locale }: Props) {
  const t = await getTranslations({ locale, namespace: 'rights' });
  const keepers = view.holders.filter((holder) => holder.granted !== 'none');
  return (
    <details className="rights-restrict">
      <summary>{t('restrict')}</summary>
      <RightsForm action={restrictAction} submitLabel={t('restrict')} aria-label={t('restrict')}>
        <p>{t('restrictHint')}</p>
        <input type="hidden" name="sectionId" value={place.sectionId ?? ''} />
        <CheckboxGroup
          name="keep[]"
          label={t('keep')}
          hint={t('keepHint')}
          isOptional
          options={keepers.map(({ kind, id, name, granted }) => ({
            value: `${kind}:${id}`,
            label: `${name} – ${t(`can.${granted}`)}`,
          }))}
        />
      </RightsForm>
    </details>
  );
}
