// One's own account: profile, devices, data.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../components/shell/page-header.tsx';
import { FormShell } from '../../../../components/ui/form-shell.tsx';
import { listSessions } from '../../../../server/auth/queries.ts';
import { readProfile } from '../../../../server/people/queries.ts';
import { readSettings } from '../../../../server/settings/queries.ts';
import { type LocaleParams, pageLocale, shown, signedInContext } from '../../../page-context.ts';
import { OwnData, OwnSessions, ProfileForm } from '../../../parts/me.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('me');
  return { title: t('title') };
}

export default async function MePage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const ctx = await signedInContext(locale);
  const t = await getTranslations('me');
  const [profile, sessions] = [await readProfile(ctx), await listSessions(ctx, ctx.signedIn.sessionId)];
  const { locales } = await readSettings(ctx);
  return (
    <>
      <PageHeader title={t('title')} />
      <FormShell>
        <ProfileForm profile={shown(profile)} locales={locales} />
        <OwnSessions sessions={shown(sessions)} />
        <OwnData locale={locale} />
      </FormShell>
    </>
  );
}
