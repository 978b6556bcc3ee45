// Who may do what at a place of a document and why, and the forms that change it: the content of the page of rights
// and of its dialog.

import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { RightsAct } from '../../components/document/rights-forms.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import type { Locale } from '../../domain/locale.ts';
import type { Context } from '../../server/context.ts';
import type { RightsView } from '../../server/documents/present-rights.ts';
import { readRightsView } from '../../server/documents/rights-view.ts';
import { openSectionAction } from '../[locale]/(workspace)/documents/[id]/rights/actions.ts';
import { GrantForm, RestrictForm } from './document-rights-forms.tsx';
import { Holders } from './document-rights-holders.tsx';
import type { RightsPlace, RightsSetting } from './document-rights-place.ts';

type Props = RightsSetting & { ctx: Context };

/** Says that there is nothing to see where the viewer may not see the place. */
export async function RightsContent({ ctx, ...setting }: Props) {
  const { place, locale } = setting;
  const t = await getTranslations({ locale, namespace: 'rights' });
  const read = await readRightsView(ctx, place, locale);
  if (!read.ok) return <Notice tone="warn">{t('gone')}</Notice>;
  const view = read.value;
  const { canManage } = view;
  const isSection = place.sectionId !== null;
  return (
    <div className="rights">
      <p className="rights-place">
        {isSection ? t('ofSection', { title: view.place.title }) : t('ofDocument')}{' '}
        {isSection && <Link href={`/${locale}/documents/${place.documentId}/rights`}>{t('wholeDocument')}</Link>}
      </p>
      {view.place.isStopped && <Restricted place={place} locale={locale} canOpen={canManage} />}
      <Groups view={view} setting={setting} />
      {!canManage && <p className="field-hint">{t('ownHint')}</p>}
      {canManage && <GrantForm view={view} {...setting} />}
      {canManage && isSection && !view.place.isStopped && <RestrictForm view={view} {...setting} />}
    </div>
  );
}

async function Groups({ view, setting }: { view: RightsView; setting: RightsSetting }) {
  const t = await getTranslations({ locale: setting.locale, namespace: 'rights' });
  const rest = { ...setting, canManage: view.canManage };
  const people = view.holders.filter((holder) => holder.kind === 'person');
  if (!view.canManage) return <Holders title={t('own')} holders={people} {...rest} />;
  const organisations = view.holders.filter((holder) => holder.kind === 'organisation');
  return (
    <>
      <Holders title={t('organisations')} holders={organisations} empty={t('noOrganisations')} {...rest} />
      <Holders title={t('people')} holders={people} {...rest} />
    </>
  );
}

type RestrictedProps = { place: RightsPlace; locale: Locale; canOpen: boolean };

async function Restricted({ place, locale, canOpen }: RestrictedProps) {
  const t = await getTranslations({ locale, namespace: 'rights' });
  return (
    <Notice title={t('restricted')}>
      <p>{t('restrictedText')}</p>
      {canOpen && place.sectionId !== null && (
        <RightsAct action={openSectionAction} hidden={{ sectionId: place.sectionId }} label={t('open')} />
      )}
    </Notice>
  );
}
