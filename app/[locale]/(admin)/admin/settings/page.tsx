// The settings of the instance.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../../components/shell/page-header.tsx';
import { authorise } from '../../../../../server/guard.ts';
import { readSettings } from '../../../../../server/settings/queries.ts';
import { type LocaleParams, pageLocale, shown, signedInContext } from '../../../../page-context.ts';
import { SettingsForm } from '../../../../parts/settings-form.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settingsForm');
  return { title: t('title') };
}

export default async function SettingsPage({ params }: LocaleParams) {
  const ctx = await signedInContext(await pageLocale(params));
  shown(authorise(ctx, 'settings.read'));
  const t = await getTranslations('settingsForm');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <SettingsForm settings={await readSettings(ctx)} />
    </>
  );
}
