// One account: its role, its organisations, and what can be done with it.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../../../components/shell/page-header.tsx';
import { Badge } from '../../../../../../components/ui/badge.tsx';
import { Breadcrumbs } from '../../../../../../components/ui/breadcrumbs.tsx';
import { Notice } from '../../../../../../components/ui/notice.tsx';
import { viewerId } from '../../../../../../domain/people/viewer.ts';
import { readPerson } from '../../../../../../server/people/queries.ts';
import { pageContext, pageLocale, shown, signedInContext } from '../../../../../page-context.ts';
import { AccountActs, PersonOrganisations, RoleForm } from '../../../../../parts/person-view.tsx';

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await readPerson(await pageContext(), (await params).id);
  return found.ok ? { title: found.value.name } : {};
}

export default async function PersonPage({ params }: Props) {
  const [locale, { id }] = [await pageLocale(params), await params];
  const ctx = await signedInContext(locale);
  const person = shown(await readPerson(ctx, id));
  const [t, tState] = [await getTranslations('people'), await getTranslations('personStates')];
  const isSelf = viewerId(ctx.viewer) === id;
  const name = person.state === 'erased' ? t('erasedName') : person.name;
  return (
    <>
      <PageHeader
        trail={<Breadcrumbs trail={[{ href: `/${locale}/admin/people`, label: t('title') }]} current={name} />}
        title={name}
        lead={person.email}
        state={<Badge>{tState(person.state)}</Badge>}
      />
      <div className="stack stack-loose">
        {isSelf && <Notice>{t('self')}</Notice>}
        {!isSelf && person.state !== 'erased' && <RoleForm person={person} />}
        <PersonOrganisations ctx={ctx} person={person} locale={locale} />
        {person.state !== 'erased' && <AccountActs person={person} locale={locale} isSelf={isSelf} />}
      </div>
    </>
  );
}
