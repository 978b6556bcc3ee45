// Every component in every state, on one page, for those who develop Kaasa. There is no such page in production.

import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { AdminShell } from '../../../components/shell/admin-shell.tsx';
import { PageHeader } from '../../../components/shell/page-header.tsx';
import { Badge } from '../../../components/ui/badge.tsx';
import { Breadcrumbs } from '../../../components/ui/breadcrumbs.tsx';
import { LinkButton } from '../../../components/ui/link-button.tsx';
import { LOCALES } from '../../../domain/locale.ts';
import { runtime } from '../../../server/runtime.ts';
import { type LocaleParams, pageLocale } from '../../page-context.ts';
import { ButtonSamples } from './button-samples.tsx';
import { FormSample } from './form-sample.tsx';
import { ListSamples } from './list-samples.tsx';
import { OverlaySamples } from './overlay-samples.tsx';
import { TextSample } from './text-sample.tsx';

export default async function KitchenPage({ params }: LocaleParams) {
  await connection();
  if (runtime().config.production) notFound();
  const locale = await pageLocale(params);
  const here = `/${locale}/kitchen`;
  return (
    <AdminShell
      instance={{ name: 'Kaasa', href: `/${locale}` }}
      links={[
        { href: here, label: 'Köök' },
        { href: `/${locale}/documents`, label: 'Dokumendid' },
        { href: `/${locale}/organisations`, label: 'Organisatsioonid' },
      ]}
      person={{
        name: 'Mari Õunapuu-Žukovski',
        detail: 'Kodanikuühiskonna Sihtkapital',
        links: [{ href: `/${locale}/profile`, label: 'Minu andmed' }],
        signOutHref: '/api/sign-out',
      }}
      locale={locale}
      locales={LOCALES}
      side={{
        label: 'Osad',
        links: [
          { href: here, label: 'Kõik' },
          { href: `${here}/outbox`, label: 'Väljuvad kirjad' },
          { href: `${here}/audit`, label: 'Auditilogi' },
          { href: `${here}/settings`, label: 'Seaded' },
        ],
      }}
    >
      <PageHeader
        trail={<Breadcrumbs trail={[{ href: `/${locale}`, label: 'Avaleht' }]} current="Köök" />}
        title="Köök: kõik osad ühel lehel"
        lead="Siin on iga osa igas olekus, et näha, kas need sobivad kokku heledas ja tumedas."
        state={<Badge tone="info">ainult arenduses</Badge>}
        actions={
          <LinkButton href={here} variant="primary">
            Alusta uut dokumenti
          </LinkButton>
        }
      />
      <div className="stack stack-loose">
        <ButtonSamples />
        <OverlaySamples />
        <FormSample />
        <ListSamples />
        <TextSample />
      </div>
    </AdminShell>
  );
}
